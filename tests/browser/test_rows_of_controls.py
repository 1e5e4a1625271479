"""Controls that stand beside one another look alike."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator

from tests.browser.checks import DESKTOP
from tests.browser.scenes.steps import enter, press

OpenContext = Callable[..., BrowserContext]


def size(control: Locator) -> dict[str, float]:
    box = control.bounding_box()
    assert box is not None
    return {"width": round(box["width"]), "height": round(box["height"])}


def test_buttons_of_a_row_have_one_height(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=DESKTOP).new_page()
    enter(page, site, "teacher")
    page.goto(f"{site}/quizzes")

    row = page.locator("main .rows > li").first
    heights = {size(control)["height"] for control in row.locator(".button:visible").all()[:2]}

    assert len(heights) == 1


def test_buttons_for_the_class_code_stand_in_one_line(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=DESKTOP).new_page()
    enter(page, site, "teacher")
    page.goto(f"{site}/classes")
    press(page, "main h2 a")
    page.goto(f"{page.url}/students")

    box = page.locator(".slip")
    lock, other = box.locator(".button").all()

    assert size(other)["width"] < size(box)["width"] / 2
    assert (lock.bounding_box() or {})["y"] == (other.bounding_box() or {})["y"]
