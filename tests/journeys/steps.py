"""The three people's journeys as a person would make them: clicks, keys, and what they then see."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

# A person types about this fast on a phone; the scripted one waits as long.
KEY_MILLISECONDS = 120


@dataclass
class Journey:
    """One person's way through the product, with what it cost them."""

    page: Page
    clicks: int = 0
    keys: int = 0
    began: float = field(default_factory=time.monotonic)
    seconds: float = 0.0

    def click(self, target: Locator) -> None:
        """Click once."""
        target.click()
        self.clicks += 1

    def press(self, label: str) -> None:
        """Click the main part's first button or link that has this label."""
        main = self.page.get_by_role("main")
        named = main.get_by_role("button", name=label, exact=True).or_(
            main.get_by_role("link", name=label, exact=True)
        )
        self.click(named.first)

    def type(self, label: str, text: str) -> None:
        """Go to the field with this label and type, at a person's speed."""
        target = self.page.get_by_label(label, exact=True)
        self.click(target)
        target.press_sequentially(text, delay=KEY_MILLISECONDS)
        self.keys += len(text)

    def arrive(self) -> Journey:
        """Stop the clock."""
        self.seconds = time.monotonic() - self.began
        return self


def student_by_class_code(page: Page, site: str, code: str, name: str) -> Journey:
    """A class code on the board -> the class -> the first answer is saved."""
    page.goto(site)
    journey = Journey(page)
    journey.type("Class code", code)
    journey.press("Join the class")
    journey.type("Your name, as your teacher knows it", name)
    journey.type("Password or passphrase", "three green apples")
    journey.press("Join the class")
    return _answer_first_question(journey)


def student_by_card(page: Page, site: str, sign_in_name: str, passphrase: str) -> Journey:
    """A login card -> a password of one's own -> the class -> the first answer is saved."""
    page.goto(site)
    journey = Journey(page)
    journey.press("Sign in")
    journey.type("User name or e-mail", sign_in_name)
    journey.type("Password or passphrase", passphrase)
    journey.press("Sign in")
    journey.type("Your own password", "seven quiet rivers")
    journey.press("Save and go on")
    return _answer_first_question(journey)


def _answer_first_question(journey: Journey) -> Journey:
    page = journey.page
    expect(page.get_by_role("heading", name="What now?")).to_be_visible()
    journey.press("Quiz: objections")
    journey.press("Start")
    page.wait_for_selector("form#quiz")
    first = page.locator("form#quiz [data-position]").first
    if first.get_attribute("data-kind") == "ordering":
        journey.click(first.get_by_role("button", name="Move down").first)
    else:
        journey.click(first.locator("label.option").first)
    expect(first.locator(".receipt", has_text="Saved")).to_be_visible()
    return journey.arrive()


def teacher(page: Page, site: str) -> tuple[Journey, Journey]:
    """First sign-in -> a demo class with results; and from there an assignment in three clicks."""
    page.goto(site)
    looking = Journey(page)
    looking.press("Try it as a teacher")
    expect(page.get_by_role("heading", name="Your classes")).to_be_visible()
    looking.click(page.get_by_role("main").get_by_role("link", name="Civics, period 2").first)
    expect(page.get_by_role("table").first).to_be_visible()
    looking.arrive()

    page.goto(f"{site}/classes")
    assigning = Journey(page)
    assigning.press("Assign")
    assigning.click(page.get_by_role("main").get_by_role("button", name="Assign", exact=True))
    expect(page.locator(".notice-good")).to_be_visible()
    return looking, assigning.arrive()


def administrator(page: Page, site: str, sign_in_name: str, password: str) -> Journey:
    """Sign in -> the school at a glance."""
    page.goto(site)
    journey = Journey(page)
    journey.press("Sign in")
    journey.type("User name or e-mail", sign_in_name)
    journey.type("Password or passphrase", password)
    journey.press("Sign in")
    expect(page.get_by_role("heading", name="The school at a glance")).to_be_visible()
    return journey.arrive()


def administrator_of_demo(page: Page, site: str) -> Journey:
    """One click -> the school at a glance -> any class's progress."""
    page.goto(site)
    journey = Journey(page)
    journey.press("Try it as an administrator")
    expect(page.get_by_role("heading", name="The school at a glance")).to_be_visible()
    journey.click(page.get_by_role("main").get_by_role("link", name="Civics, period 5").first)
    expect(page.get_by_role("heading", name="Civics, period 5")).to_be_visible()
    return journey.arrive()
