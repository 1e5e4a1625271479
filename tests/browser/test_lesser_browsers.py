"""Older browsers, and scripts that do not come: answers are saved, by the script or by Save."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.answering import begin_quiz, expect_answers, receipt
from tests.browser.scenes.steps import press
from tests.browser.signing_in import sign_in
from tests.cast import Cast
from tests.quizzes.conftest import answers

SAVED = re.compile(r"Saved 9:00.AM")
ONLY_BY_SAVE = "An answer is saved only when you press Save"
LIKE_SAFARI_15 = """
  delete AbortSignal.timeout;
  delete HTMLFormElement.prototype.requestSubmit;
"""
OpenQuiz = Callable[..., Page]


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt."""
    return begin_quiz(cast)


@pytest.fixture
def open_quiz(
    app: Flask,
    cast: Cast,
    attempt: UUID,
    address: str,
    open_context: Callable[..., BrowserContext],
) -> OpenQuiz:
    """The quiz on Maya's device, to which these files do not come."""

    def quiz(script: str = "", missing: str = "") -> Page:
        page = sign_in(open_context(), app, cast.maya, address).new_page()
        page.add_init_script(script)
        if missing:
            page.route(missing, lambda route: route.abort())
        page.goto(f"{address}/attempts/{attempt}")
        return page

    return quiz


def test_an_older_browser_sends_and_hands_in(open_quiz: OpenQuiz, attempt: UUID) -> None:
    page = open_quiz(LIKE_SAFARI_15)
    page.wait_for_selector("form[data-is-live]")
    page.context.set_offline(True)
    page.check("#q1-right")
    expect(receipt(page, 1)).to_contain_text("kept on this device")
    page.click("#quiz button[value=hand-in]", no_wait_after=True)

    page.context.set_offline(False)

    expect(page.locator("main")).to_contain_text("3 questions have no answer yet", timeout=20_000)
    assert answers(attempt) == {1: {"choice": "right"}}


def test_where_the_script_does_not_come_it_is_said_and_save_saves(
    open_quiz: OpenQuiz, attempt: UUID
) -> None:
    page = open_quiz(missing="**/js/quiz.js")
    expect(page.get_by_text(ONLY_BY_SAVE)).to_be_visible()

    page.check("#q1-right")
    press(page, page.get_by_role("button", name="Save", exact=True).first)

    expect(receipt(page, 1)).to_have_text(SAVED)
    assert answers(attempt) == {1: {"choice": "right"}}


def test_a_question_whose_script_does_not_come_is_saved_by_save_the_others_at_once(
    open_quiz: OpenQuiz, attempt: UUID
) -> None:
    page = open_quiz(missing="**/quiz-kinds/true_false.js")
    expect(page.get_by_text(ONLY_BY_SAVE)).to_be_visible()
    page.check("#q1-right")
    expect_answers(page, attempt, {1: {"choice": "right"}})

    page.check("#q3-true")
    press(page, page.get_by_role("button", name="Save", exact=True).last)

    assert answers(attempt) == {1: {"choice": "right"}, 3: {"choice": "true"}}


def test_where_it_comes_nothing_is_said(open_quiz: OpenQuiz) -> None:
    page = open_quiz()
    page.wait_for_selector("form[data-is-live]")

    expect(page.locator(".until-live")).to_have_count(0)
