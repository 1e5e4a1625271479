"""What the device held for an account that was merged away is sent by the one that is kept."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from accounts.actions.merging import merge_students
from accounts.actions.people import create_person, enrol
from domain.people import Role
from models.session import unit_of_work
from tests.browser.answering import begin_quiz, expect_unsent, receipt, wait_for_answers
from tests.browser.line import Line
from tests.browser.signing_in import sign_in
from tests.cast import MORNING, Cast
from tests.quizzes.conftest import answers, log

OpenContext = Callable[..., BrowserContext]
GIVEN = {1: {"choice": "right"}}


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt, in the account that is merged away."""
    return begin_quiz(cast)


@pytest.fixture
def answered(
    app: Flask,
    cast: Cast,
    attempt: UUID,
    address: str,
    line: Line,
    open_context: OpenContext,
) -> Page:
    """Maya's page, with an answer that could not be sent."""
    page = sign_in(open_context(), app, cast.maya, address).new_page()
    page.goto(f"{address}/attempts/{attempt}")
    page.wait_for_selector("form[data-is-live]")
    line.cut(page.context)  # also for what the page sends while it is closed
    page.check("#q1-right")
    expect(receipt(page, 1)).to_have_attribute("data-state", "failed")
    return page


@pytest.fixture
def merge(cast: Cast) -> Callable[[], UUID]:
    """Mr. Rivera finds that Maya has another account, and keeps that one."""

    def do() -> UUID:
        with unit_of_work():
            kept = create_person(
                cast.northfield, "Maya", [Role.STUDENT], MORNING, sign_in_name="maya.two"
            )
            enrol(cast.civics, cast.northfield, kept, MORNING)
        with unit_of_work():
            merge_students(cast.actor("rivera"), cast.civics, kept, cast.maya, MORNING)
        return kept

    return do


def test_the_kept_account_sends_what_the_closed_one_had_left(
    app: Flask,
    attempt: UUID,
    address: str,
    line: Line,
    answered: Page,
    merge: Callable[[], UUID],
) -> None:
    context = answered.context
    answered.close()
    line.mend(context)
    sign_in(context, app, merge(), address)

    home = context.new_page()
    home.goto(f"{address}/home")

    wait_for_answers(home, attempt, 1)
    assert answers(attempt) == GIVEN
    expect_unsent(home, 0)
    assert home.evaluate("async () => (await indexedDB.databases()).length") == 1


def test_the_page_that_is_still_open_goes_on_once_the_kept_account_is_signed_in(
    app: Flask,
    attempt: UUID,
    address: str,
    line: Line,
    answered: Page,
    merge: Callable[[], UUID],
) -> None:
    kept = merge()
    line.mend(answered.context)
    expect(answered.locator("#signed-out")).to_be_visible(timeout=40_000)

    sign_in(answered.context, app, kept, address)

    expect(receipt(answered, 1)).to_have_attribute("data-state", "saved", timeout=40_000)
    assert answers(attempt) == GIVEN


def test_nobody_else_takes_anything_over(
    app: Flask,
    cast: Cast,
    attempt: UUID,
    address: str,
    line: Line,
    answered: Page,
    merge: Callable[[], UUID],
) -> None:
    context = answered.context
    answered.close()
    line.mend(context)
    merge()
    sign_in(context, app, cast.jonas, address)

    with (home := context.new_page()).expect_response("**/account/session?*"):
        home.goto(f"{address}/home")

    home.wait_for_load_state("networkidle")
    expect(home.locator("#left-unsent")).to_be_hidden()
    assert log(attempt) == []
    expect_unsent(home, 1)
