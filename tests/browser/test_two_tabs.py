"""Two tabs of one browser hold the same answer: the older one never takes the newer one's place."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.answering import begin_quiz, expect_answers, expect_kept, expect_unsent, receipt
from tests.browser.signing_in import sign_in
from tests.cast import Cast
from tests.quizzes.conftest import answers

SAVED = re.compile(r"Saved 9:00.AM")
RIGHT = {1: {"choice": "right"}}
OpenTab = Callable[..., Page]

# A browser that forgets what the server is known to have.
NOTES_NOTHING_SAVED = """
  IDBObjectStore.prototype.put = function () { throw new Error('not here'); };
"""


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt."""
    return begin_quiz(cast)


@pytest.fixture
def open_tab(
    app: Flask,
    cast: Cast,
    attempt: UUID,
    address: str,
    open_context: Callable[..., BrowserContext],
) -> OpenTab:
    """Open the quiz in another tab of Maya's browser; nothing that it sends arrives."""
    context = sign_in(open_context(), app, cast.maya, address)

    def tab(script: str = "") -> Page:
        page = context.new_page()
        page.add_init_script(script)
        page.route("**/answers", lambda route: route.abort())
        page.goto(f"{address}/attempts/{attempt}")
        page.wait_for_selector("form[data-is-live]")
        return page

    return tab


def answer_in_both(first: Page, open_tab: OpenTab) -> Page:
    """The first tab's wrong answer is taken over by a second one, and then put right and sent."""
    first.check("#q1-wrong-1")
    expect_kept(first, 1, {"choice": "wrong-1"})
    second = open_tab()
    expect(second.locator("#q1-wrong-1")).to_be_checked()
    first.check("#q1-right")
    first.unroute("**/answers")
    expect_answers(first, UUID(first.url.rsplit("/", 1)[-1]), RIGHT)
    expect(receipt(first, 1)).to_have_text(SAVED)
    return second


def test_what_another_tab_saved_since_is_shown(open_tab: OpenTab, attempt: UUID) -> None:
    second = answer_in_both(open_tab(), open_tab)

    second.unroute("**/answers")

    expect(second.locator("#q1-right")).to_be_checked(timeout=40_000)
    expect(receipt(second, 1)).to_have_text(SAVED)
    second.click("#quiz button[value=hand-in]")
    expect(second.locator("main")).to_contain_text("3 questions have no answer yet")
    assert answers(attempt) == RIGHT
    expect_unsent(second, 0)


def test_where_it_is_not_known_the_learner_is_asked(open_tab: OpenTab, attempt: UUID) -> None:
    second = answer_in_both(open_tab(NOTES_NOTHING_SAVED), open_tab)
    with second.expect_response("**/answers"):
        second.unroute("**/answers")
        second.evaluate("dispatchEvent(new Event('online'))")
    expect(receipt(second, 1)).to_have_text("")

    second.click("#quiz button[value=hand-in]")

    expect(second.get_by_text("was answered somewhere else")).to_be_visible()
    assert answers(attempt) == RIGHT
