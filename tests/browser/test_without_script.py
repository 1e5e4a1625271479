"""Where scripts do not run, everything still works: links, forms and buttons are enough."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from admin.demo.invented import CLASS_CODE, CLASSES
from tests.browser.checks import PHONE
from tests.browser.scenes.steps import enter, press, send

OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def page(open_context: OpenContext) -> Page:
    """A phone's browser that runs no scripts."""
    return open_context(viewport=PHONE, java_script_enabled=False).new_page()


def test_a_student_joins_reads_and_hands_in_a_quiz(page: Page, site: str) -> None:
    page.goto(site)
    send(page, code=CLASS_CODE)
    send(page, display_name="Nell Dotterel", password="four brown acorns")
    expect(page.get_by_role("heading", name="What now?")).to_be_visible()

    _read(page)
    page.goto(f"{site}/home")
    _take_a_quiz(page)


def _read(page: Page) -> None:
    press(page, ".next-step a")
    section = page.locator("[data-section]").first
    section.locator("[type=radio], [type=checkbox]").first.check()
    press(page, section.locator("form[data-check] [type=submit]"))
    expect(section.locator(".verdict")).to_be_visible()

    press(page, section.locator(".section-end button"))
    expect(section.locator(".section-end .status-done")).to_be_visible()


def _take_a_quiz(page: Page) -> None:
    press(page, "main a[href$='/quiz']")
    expect(page.locator("main")).to_contain_text("saved only when you press Save")
    expect(page.get_by_text("Each answer is saved")).to_be_hidden()
    press(page, page.get_by_role("button", name="Start"))
    expect(page.locator("main")).to_contain_text("saved only when you press Save")
    question = page.locator("[data-position]:has([type=radio])").first
    place = question.get_attribute("data-position")
    question.locator("[type=radio]").first.check()
    press(page, page.get_by_role("button", name="Save", exact=True).nth(0))
    expect(page.locator("#q3")).to_be_in_viewport()
    saved = page.locator(f"[data-position='{place}']")
    expect(saved.locator(".receipt")).to_contain_text("Saved")
    expect(saved.locator("[type=radio]").first).to_be_checked()

    press(page, page.get_by_role("button", name="Hand in"))
    expect(page.locator("main")).to_contain_text("no answer yet")
    press(page, page.get_by_role("button", name="Hand in as it is"))
    expect(page.get_by_role("heading", name="Question by question")).to_be_visible()
    expect(page.locator(".explanation").first).to_be_visible()


def test_an_order_is_given_by_numbers_and_faults_are_told(page: Page, site: str) -> None:
    enter(page, site, "teacher")
    page.goto(f"{site}/lessons/vice-presidents-role")
    order = page.locator(".check:has(.ordering)").first
    check = page.locator(f"[id='{order.get_attribute('id')}']")
    places = check.locator("select")
    for place in range(places.count()):
        places.nth(place).select_option("1")
    press(page, check.locator("[type=submit]"))
    expect(check.locator(".field-error")).to_be_visible()
    expect(places.first).to_have_value("1")

    for place in range(places.count()):
        places.nth(place).select_option(str(place + 1))
    press(page, check.locator("[type=submit]"))
    expect(check.locator(".verdict")).to_be_visible()


def test_a_teacher_assigns_sees_the_class_and_previews(page: Page, site: str) -> None:
    enter(page, site, "teacher")
    press(page, page.get_by_role("main").get_by_role("link", name="Assign", exact=True).first)
    press(page, page.get_by_role("main").get_by_role("button", name="Assign", exact=True))
    expect(page.locator(".notice-good")).to_be_visible()

    press(page, page.get_by_role("link", name="Classes", exact=True))
    press(page, page.get_by_role("link", name=CLASSES[0].name).first)
    expect(page.get_by_role("table")).to_be_visible()
    press(page, "main thead a[href$='/report'] >> nth=-1")
    expect(page.get_by_role("heading", name="Students")).to_be_visible()

    page.goto(f"{site}/quizzes")
    press(page, page.get_by_role("button", name="Preview").first)
    press(page, page.get_by_role("button", name="Hand in"))
    press(page, page.get_by_role("button", name="Hand in as it is"))
    expect(page.get_by_role("heading", name="Question by question")).to_be_visible()
