"""What people do on pages, told by the structure of the page: its words may be in any language."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from admin.demo.invented import CLASSES

OWN_FORM = "main form[method=post]"


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
    press(page, page.locator("main tbody a.status-done", has_text="%").first)
    press(page, "main a[href$='/results']")


def hand_in(page: Page) -> None:
    """Press "Hand in" below the questions, and once more where the page asks."""
    press(page, "#quiz button[value=hand-in]")
    if page.url.endswith("/submit"):
        press(page, "form[action$='/submit'] button")


def answer(page: Page, position: int) -> None:
    """Answer one question of the quiz page in some way, and see that it is saved."""
    question = page.locator(f"[data-position='{position}']")
    if question.get_attribute("data-kind") == "ordering":
        question.locator("[data-take-order] button").click()
    else:
        question.locator("input:not([type=hidden])").first.check()
    question.locator(".receipt[data-state=saved]").wait_for()


def answer_all(page: Page) -> None:
    """Answer every question of the quiz page."""
    for position in range(1, page.locator("[data-position]").count() + 1):
        answer(page, position)


def open_quiz(page: Page) -> None:
    """Wait until the quiz page saves each change."""
    page.wait_for_selector("form[data-is-live]")
