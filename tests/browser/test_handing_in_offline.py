"""Pressing Hand in without a connection: the page says whether it is handed in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.answering import begin_quiz, give, open_quiz, receipt
from tests.browser.line import Line
from tests.browser.signing_in import sign_in
from tests.cast import MORNING, Cast
from tests.quizzes.conftest import attempts

OpenContext = Callable[..., BrowserContext]

NOT_YET = (
    "Nothing is handed in yet. Your answers are kept on this device. Open this page again when "
    "there is a connection, and press Hand in."
)


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt at a quiz that closes in an hour."""
    return begin_quiz(cast, closes_at=MORNING + timedelta(hours=1))


@pytest.fixture
def context(app: Flask, cast: Cast, address: str, open_context: OpenContext) -> BrowserContext:
    return sign_in(open_context(), app, cast.maya, address)


@pytest.fixture
def quiz(context: BrowserContext, address: str, attempt: UUID) -> Page:
    """Her quiz page with one answer."""
    page = open_quiz(context, address, attempt)
    give(page, 1)
    expect(receipt(page, 1)).to_contain_text("Saved")
    return page


def is_handed_in(cast: Cast) -> bool:
    [attempt] = attempts(person_id=cast.maya)
    return attempt.state == "submitted"


def ask_to_hand_in(page: Page) -> None:
    page.locator("#quiz button[value=hand-in]").click()


def choose(page: Page) -> None:
    page.check("#q3-true")


def move_a_line(page: Page) -> None:
    page.locator("#order-q4 [data-move=down]").first.click()


def expect_not_yet(page: Page) -> None:
    expect(page.get_by_text(NOT_YET)).to_be_visible()
    expect(page.locator("#until")).to_have_text(re.compile(r"You have until 10:00.AM\."))
    expect(page.get_by_text("may not have arrived")).to_be_hidden()
    expect(page.locator("#hand-in-unsure")).to_be_hidden()


def test_on_the_way_to_the_last_look_it_is_said_that_nothing_is_handed_in(
    cast: Cast, quiz: Page, context: BrowserContext, line: Line
) -> None:
    line.cut(context)

    ask_to_hand_in(quiz)

    expect_not_yet(quiz)
    line.mend(context)
    expect(quiz.locator("#quiz")).to_be_visible(timeout=20_000)
    assert not is_handed_in(cast)


def test_after_the_last_look_it_is_said_and_nothing_is_sent_by_itself(
    cast: Cast, quiz: Page, context: BrowserContext, line: Line
) -> None:
    ask_to_hand_in(quiz)
    expect(quiz.get_by_role("heading", name="Hand in?")).to_be_visible()
    line.cut(context)

    quiz.get_by_role("button", name="Hand in as it is").click()

    expect_not_yet(quiz)
    line.mend(context)
    expect(quiz.get_by_role("heading", name="Hand in?")).to_be_visible(timeout=20_000)
    assert not is_handed_in(cast)
    quiz.get_by_role("button", name="Hand in as it is").click()
    quiz.wait_for_url("**/results")
    assert is_handed_in(cast)


def test_where_only_the_answer_may_be_lost_nothing_is_promised(quiz: Page, line: Line) -> None:
    ask_to_hand_in(quiz)
    expect(quiz.get_by_role("heading", name="Hand in?")).to_be_visible()
    line.break_off()

    quiz.get_by_role("button", name="Hand in as it is").click()

    expect(quiz.get_by_text("The connection broke while you handed in.")).to_be_visible()
    expect(quiz.get_by_text(NOT_YET)).to_be_hidden()


@pytest.mark.parametrize("answer_on", [choose, move_a_line], ids=["chosen", "moved"])
def test_whoever_answers_again_while_it_waits_stays(
    quiz: Page, context: BrowserContext, line: Line, answer_on: Callable[[Page], None]
) -> None:
    line.cut(context)
    give(quiz, 2)
    ask_to_hand_in(quiz)
    expect(quiz.locator("#waiting")).to_contain_text("you go on by yourself")

    answer_on(quiz)

    expect(quiz.locator("#waiting")).to_contain_text("You went on answering, so you stay here.")
    hand_in = quiz.get_by_role("button", name="Hand in")
    expect(hand_in).not_to_have_attribute("aria-disabled", "true")
    quiz.reload()
    quiz.wait_for_selector("form[data-is-live]")
    expect(quiz.locator("#waiting")).to_be_hidden()
    line.mend(context)
    quiz.evaluate("dispatchEvent(new Event('online'))")
    expect(receipt(quiz, 2)).to_contain_text("Saved", timeout=20_000)
    hand_in.click()
    expect(quiz.get_by_role("heading", name="Hand in?")).to_be_visible(timeout=20_000)
