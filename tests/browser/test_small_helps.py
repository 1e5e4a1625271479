"""Small helps that only a browser shows: what is in view, what is focused, what is printed."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser.checks import PHONE
from tests.browser.scenes.steps import enter, press, send

OpenContext = Callable[..., BrowserContext]
PRINTED_WIDTH = 673  # of A4 between its margins


def test_a_password_can_be_shown_and_is_sent_hidden(site: str, open_context: OpenContext) -> None:
    page = open_context().new_page()
    page.goto(f"{site}/sign-in")
    button = page.get_by_role("button", name="Show Password or passphrase")
    field = page.locator("#password")
    expect(button).to_have_attribute("aria-pressed", "false")

    button.click()
    expect(field).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")

    button.click()
    expect(field).to_have_attribute("type", "password")


def test_a_verdict_comes_into_view_on_a_phone(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=PHONE).new_page()
    page.goto(site)
    enter(page, site, "teacher")
    page.goto(f"{site}/lessons")
    page.goto(page.locator("main a[href*='/lessons/']").first.evaluate("link => link.href"))
    check = page.locator(".check:has([type=radio])").first
    number = check.get_attribute("id")
    check.locator("[type=radio]").last.check()

    check.get_by_role("button", name="Check my answer").click()

    line = page.locator(f"#{number} .review-line")
    expect(line).to_be_focused()
    expect(line).to_be_in_viewport()


def test_an_order_in_a_lesson_is_no_answer_until_it_is_moved_or_taken(
    site: str, open_context: OpenContext
) -> None:
    page = open_context(viewport=PHONE).new_page()
    page.goto(site)
    enter(page, site, "teacher")
    page.goto(f"{site}/lessons/vice-presidents-role")
    box = page.locator(".check:has(.ordering)").first.get_attribute("id")
    check = page.locator(f"[id='{box}']")
    send_it = check.get_by_role("button", name="Check my answer")
    take = check.get_by_role("button", name="This order is my answer")

    up, down = check.locator("[data-move=up]"), check.locator("[data-move=down]")
    expect(up.first).to_have_attribute("aria-disabled", "true")
    expect(down.first).to_have_attribute("aria-disabled", "false")
    expect(down.last).to_have_attribute("aria-disabled", "true")

    send_it.click()
    expect(check.locator(".field-error")).to_contain_text("Choose an answer first")

    take.click()
    expect(take).to_be_hidden()
    send_it.click()
    expect(check.locator(".verdict")).to_be_visible()

    check.get_by_role("link", name="Try again").click()
    expect(take).to_be_visible()
    check.locator("[data-move=down]").first.click()
    expect(take).to_be_hidden()
    expect(check.locator("[data-move=down]").nth(1)).to_be_focused()
    send_it.click()
    expect(check.locator(".verdict")).to_be_visible()


def test_what_a_time_limit_does_is_met_first(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=PHONE).new_page()
    enter(page, site, "teacher")
    page.goto(f"{site}/classes")
    press(page, "main h2 a")
    page.goto(f"{page.url}/assign")
    page.locator("details.more summary").last.click()

    send(page, time_limit="30")

    notice = page.get_by_role("region", name="Nothing is assigned yet")
    expect(notice.get_by_role("heading")).to_be_focused()
    expect(notice.get_by_role("button", name="Assign")).to_be_in_viewport()


def test_what_is_wrong_in_a_form_has_the_focus_without_a_script(
    site: str, open_context: OpenContext
) -> None:
    page = open_context(viewport=PHONE, java_script_enabled=False).new_page()
    enter(page, site, "teacher")
    page.goto(f"{site}/assign")
    press(page, page.get_by_role("main").get_by_role("button", name="Assign", exact=True))

    told = page.locator("main > .notice-error")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport()
    expect(page).to_have_title(re.compile("^Error: "))
    told.get_by_role("link", name="Classes").click()
    expect(page.locator("#classes-0")).to_be_in_viewport()


def test_cards_are_printed_without_a_blank_sheet_and_with_whole_passphrases(
    site: str, open_context: OpenContext
) -> None:
    page = open_context(viewport=PHONE).new_page()
    enter(page, site, "teacher")
    page.goto(f"{site}/classes")
    press(page, "main h2 a")
    page.goto(f"{page.url}/students/add")
    send(page, names="Ada North\nBen South\nCleo West\nDan East\nEve Middle")
    press(page, "#make button[type=submit]")
    for paper in ("Letter", "A4"):
        sheets = re.findall(rb"/Type /Page\b", page.pdf(format=paper))
        assert len(sheets) == 1, paper

    page.locator(".card dd:last-child").evaluate_all(
        "cells => cells.forEach(cell => cell.textContent = 'sandwich-'.repeat(4).slice(0, -1))"
    )
    for width in (PHONE["width"], PRINTED_WIDTH):
        page.set_viewport_size({"width": width, "height": PHONE["height"]})
        for cell in page.locator(".card dd").all():
            assert (cell.bounding_box() or {})["height"] < 30, f"{width} px: a line breaks"
