"""Reading a lesson without a connection: nothing leads away from it, and what was read is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.answering import wait_until_kept
from tests.browser.line import Line
from tests.browser.signing_in import sign_in
from tests.cast import Cast
from tests.lessons.bookshelf import MEETING, sections_of

OpenContext = Callable[..., BrowserContext]

MARK = "Mark as read and go on"
NOT_SENT = (
    "Not sent yet. It is sent by itself as soon as there is a connection: leave this lesson open."
)

COUNT_REQUESTS = """
() => {
  const send = window.fetch;
  let underWay = 0;
  window.mostAtOnce = 0;
  window.fetch = async (...request) => {
    window.mostAtOnce = Math.max(window.mostAtOnce, ++underWay);
    try { return await send(...request); } finally { underWay -= 1; }
  };
}
"""


@pytest.fixture
def context(app: Flask, cast: Cast, address: str, open_context: OpenContext) -> BrowserContext:
    return sign_in(open_context(), app, cast.maya, address)


@pytest.fixture
def lesson(context: BrowserContext, address: str) -> Page:
    """A lesson on Maya's device."""
    page = context.new_page()
    page.goto(address + MEETING)
    wait_until_kept(page)
    return page


def section(page: Page) -> Locator:
    return page.locator("[data-section]").first


def mark_read(page: Page) -> None:
    section(page).get_by_role("button", name=MARK).click()


def test_with_a_connection_a_section_is_marked_in_place_and_the_next_one_comes(
    cast: Cast, lesson: Page
) -> None:
    lesson.evaluate("() => { window.isSamePage = true }")

    mark_read(lesson)

    expect(section(lesson).get_by_text("Section read")).to_be_visible()
    expect(lesson.locator("[data-section] + [data-section] h2").first).to_be_focused()
    assert lesson.evaluate("window.isSamePage")
    assert sections_of(cast.maya) == {section(lesson).get_attribute("id")}


def test_without_one_it_is_said_at_the_button_and_sent_when_it_is_back(
    cast: Cast, lesson: Page, context: BrowserContext, line: Line
) -> None:
    line.cut(context)

    mark_read(lesson)

    expect(section(lesson).get_by_role("status")).to_have_text(NOT_SENT)
    expect(lesson.locator("article.lesson")).to_be_visible()
    assert sections_of(cast.maya) == set()
    line.mend(context)
    expect(section(lesson).get_by_text("Section read")).to_be_visible(timeout=20_000)
    assert sections_of(cast.maya) == {section(lesson).get_attribute("id")}


def test_what_is_not_sent_outlives_the_page_that_was_read(
    cast: Cast, lesson: Page, context: BrowserContext, line: Line
) -> None:
    line.cut(context)
    mark_read(lesson)
    expect(section(lesson).get_by_role("status")).to_have_text(NOT_SENT)

    lesson.reload()

    expect(section(lesson).get_by_role("status")).to_have_text(NOT_SENT)
    line.mend(context)
    expect(section(lesson).get_by_text("Section read")).to_be_visible(timeout=20_000)
    assert sections_of(cast.maya) == {section(lesson).get_attribute("id")}


def test_sections_that_are_read_at_once_are_noted_one_after_another(lesson: Page) -> None:
    lesson.evaluate(COUNT_REQUESTS)

    sections = lesson.locator("[data-section]").all()
    for each in sections:
        each.evaluate("it => it.querySelector('.section-end form').requestSubmit()")

    expect(lesson.get_by_text("Section read")).to_have_count(len(sections))
    assert lesson.evaluate("window.mostAtOnce") == 1
