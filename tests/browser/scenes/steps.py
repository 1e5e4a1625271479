"""What people do on pages, told by the structure of the page: its words may be in any language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from playwright.sync_api import Locator, Page

from admin.demo.invented import CLASSES

OWN_FORM = "main form[method=post]"
COLLEAGUE, OTHER_COLLEAGUE = "victor.crane", "nadia.swift"  # of who is signed in as the teacher


def enter(page: Page, site: str, role: str) -> None:
    """Come in by the demo's button for a role."""
    page.goto(site)
    press(page, page.locator(f"form[action$='/demo/{role}'] button"))


def press(page: Page, target: str | Locator) -> None:
    """Press what leads to another page, and wait for it."""
    button = page.locator(target).first if isinstance(target, str) else target
    with page.expect_navigation():
        button.click()


def send(page: Page, **fields: str) -> None:
    """Fill in the form that has these fields, and send it."""
    found = page.locator("main form" + "".join(f":has([name='{name}'])" for name in fields)).first
    for name, value in fields.items():
        found.locator(f"[name='{name}']").fill(value)
    press(page, found.locator("[type=submit]").first)


def follow(page: Page, ending: str) -> None:
    """Follow the first link of the page whose address ends so."""
    press(page, f"main a[href$='{ending}']")


def open_an_attempt(page: Page) -> None:
    """From a page that lists classes, open what some student of the first one handed in."""
    press(page, page.get_by_role("link", name=CLASSES[0].name).first)
    press(page, page.locator("main tbody a:is(.status-handed-in, .status-low)").first)
    press(page, "main a[href$='/results']")


def hand_in(page: Page) -> None:
    """Press "Hand in" below the questions, and once more where the page asks."""
    press(page, "#quiz button[value=hand-in]")
    if page.url.endswith("/submit"):
        press(page, "form[action$='/submit'] button")


def answer(page: Page, position: int, state: str = "saved") -> None:
    """Answer one question of the quiz page in some way, and see what became of it."""
    question = page.locator(f"[data-position='{position}']")
    if question.get_attribute("data-kind") == "ordering":
        question.locator("[data-take-order] button").click()
    else:
        fill_in(question, 0)
    question.locator(f".receipt[data-state={state}]").wait_for()


def fill_in(question: Locator, nth: int) -> None:
    """Choose the first thing, or the nth after it, in each part of a question; or type."""
    buttons = question.locator("input[type=radio], input[type=checkbox]")
    names = dict.fromkeys(button.get_attribute("name") for button in buttons.all())
    for name in names:
        question.locator(f"input[name='{name}']:not([type=hidden])").nth(nth).check()
    for select in question.locator("select").all():
        select.select_option(index=1 + nth)
    for field in question.locator("input[type=text], textarea").all():
        field.fill(str(1 + nth))


def answer_all(page: Page) -> None:
    """Answer every question of the quiz page."""
    for position in range(1, page.locator("[data-position]").count() + 1):
        answer(page, position)


def open_quiz(page: Page) -> None:
    """Wait until the quiz page saves each change."""
    page.wait_for_selector("form[data-is-live]")


@contextmanager
def desk_of_the_teacher(page: Page, site: str) -> Iterator[Page]:
    """Another browser, in which the teacher is signed in."""
    browser = page.context.browser
    assert browser is not None
    context = browser.new_context()
    desk = context.new_page()
    enter(desk, site, "teacher")
    yield desk
    context.close()


def close(page: Page, site: str, assignment: str) -> None:
    """The teacher gives an assignment a closing time that is over."""
    with desk_of_the_teacher(page, site) as desk:
        desk.goto(f"{assignment}/edit")
        opened = datetime.fromisoformat(desk.input_value("[name=opens_at]"))
        earlier = [(opened - timedelta(days=days)).isoformat(timespec="minutes") for days in (9, 8)]
        send(desk, opens_at=earlier[0], due_at="", closes_at=earlier[1], time_limit="")
        if desk.locator("#what-will-happen").count():  # from some it takes what they could do
            press(desk, "#what-will-happen [type=submit]")
