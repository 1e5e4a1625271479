"""What waits on a device is said to wait only once it does, and nothing typed goes unsaid."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from models.session import unit_of_work
from quizzes import actions
from tests.browser.answering import (
    begin_quiz,
    expect_answers,
    expect_unsent,
    receipt,
    wait_until_kept,
)
from tests.browser.line import Line
from tests.browser.signing_in import sign_in
from tests.cast import MORNING, Cast
from tests.quizzes.conftest import answers

OpenContext = Callable[..., BrowserContext]

KEPT = "Not sent yet — kept on this device"
NOT_KEPT = "Not saved yet — trying again"

# A disk that takes its time, and is full in the end.
FULL_DISK = """
  const add = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (...values) {
    const request = add.apply(this, values);
    const until = Date.now() + 500;
    const wait = () => {
      if (Date.now() > until) this.transaction.abort();
      else this.count().onsuccess = wait;
    };
    wait();
    return request;
  };
"""
NOTE_RECEIPTS = """
  window.said = [];
  new MutationObserver(() => said.push(document.querySelector('.receipt').textContent))
    .observe(document.querySelector('.receipt'), { childList: true });
"""


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt at a quiz with one question of every kind."""
    return begin_quiz(cast, "riverbend-every-kind")


@pytest.fixture
def maya(
    app: Flask, cast: Cast, attempt: UUID, address: str, open_context: OpenContext
) -> Callable[..., Page]:
    """Open the quiz in a new browser of Maya's."""

    def open_quiz(script: str = "") -> Page:
        page = sign_in(open_context(), app, cast.maya, address).new_page()
        page.add_init_script(script)
        page.goto(f"{address}/attempts/{attempt}")
        page.wait_for_selector("form[data-is-live]")
        return page

    return open_quiz


def test_an_answer_is_not_said_to_be_kept_before_it_is(maya: Callable[..., Page]) -> None:
    page = maya(FULL_DISK)
    page.evaluate(NOTE_RECEIPTS)
    page.context.set_offline(True)

    page.locator("[data-position='1'] [type=radio]").first.check()

    expect(receipt(page, 1)).to_have_text(NOT_KEPT)
    assert KEPT not in page.evaluate("said")


def test_a_number_that_cannot_be_read_is_given_back_to_be_written_anew(
    maya: Callable[..., Page], attempt: UUID, address: str, line: Line
) -> None:
    page = maya()
    line.cut(page.context)
    page.fill("[name=q7]", "many votes")
    page.locator("[name=q7]").press("Tab")
    expect(receipt(page, 7)).to_have_text(KEPT)
    context = page.context
    page.close()
    line.mend(context)

    home = context.new_page()
    with home.expect_response("**/answers") as told:
        home.goto(f"{address}/home")
    assert told.value.status == 422
    expect(home.locator("#left-unsent")).to_be_visible()
    expect_unsent(home, 1)

    home.locator("#left-unsent a").click()
    home.wait_for_selector("form[data-is-live]")
    expect(home.locator("[name=q7]")).to_have_value("many votes")
    expect(receipt(home, 7)).to_contain_text("Write it as a number")
    home.fill("[name=q7]", "1,234")
    home.locator("[name=q7]").press("Tab")

    expect_answers(home, attempt, {7: {"number": "1,234"}})
    expect_unsent(home, 0)


def test_what_the_server_does_not_save_any_more_is_said_where_it_was_sent_from(
    cast: Cast, maya: Callable[..., Page], attempt: UUID, address: str, line: Line
) -> None:
    page = maya()
    line.cut(page.context)
    page.locator("[data-position='1'] [type=radio]").first.check()
    expect(receipt(page, 1)).to_have_text(KEPT)
    context = page.context
    page.close()
    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, MORNING)
    line.mend(context)

    home = context.new_page()
    home.goto(f"{address}/home")

    told = home.get_by_role("alert").filter(has_text="was not saved as usual")
    expect(told).to_contain_text("Question 1: This quiz is handed in already.")
    expect(home.locator("#left-unsent")).to_be_hidden()
    told.get_by_role("link", name="Question 1").click()
    home.wait_for_url(f"**/attempts/{attempt}/results")


def look_once_more(page: Page, address: str, attempt: UUID) -> Page:
    """The page that hands in, beside a tab whose answer waits; neither's answers arrive."""
    page.route("**/answers", lambda route: route.abort())
    page.check("#q1-right")
    expect(receipt(page, 1)).to_have_text(KEPT)
    last_look = page.context.new_page()
    last_look.route("**/answers", lambda route: route.abort())
    last_look.goto(f"{address}/attempts/{attempt}/submit")
    expect(last_look.locator("#left-unsent")).to_be_visible()
    return last_look


def test_handing_in_takes_along_what_another_tab_has_left(
    maya: Callable[..., Page], attempt: UUID, address: str
) -> None:
    last_look = look_once_more(maya(), address, attempt)

    last_look.get_by_role("button", name="Hand in as it is").click()
    last_look.unroute("**/answers")

    last_look.wait_for_url("**/results")
    assert answers(attempt) == {1: {"choice": "right"}}


def test_handing_in_goes_back_to_a_question_that_was_answered_elsewhere(
    cast: Cast, maya: Callable[..., Page], attempt: UUID, address: str
) -> None:
    last_look = look_once_more(maya(), address, attempt)
    with unit_of_work():
        edit = actions.Edit(1, {"choice": "wrong-1"}, 0, 1)
        actions.save_edits(cast.actor("maya"), attempt, "phone-of-maya", [edit], MORNING)

    last_look.get_by_role("button", name="Hand in as it is").click()
    last_look.unroute("**/answers")

    expect(last_look.get_by_role("button", name="Use my answer here")).to_be_visible()
    assert answers(attempt) == {1: {"choice": "wrong-1"}}


def test_handing_in_without_a_connection_leads_back_to_what_is_kept(
    maya: Callable[..., Page], attempt: UUID, address: str
) -> None:
    page = maya()
    wait_until_kept(page)
    last_look = look_once_more(page, address, attempt)

    last_look.get_by_role("button", name="Hand in as it is").click()

    last_look.wait_for_url(f"**/attempts/{attempt}", timeout=20_000)
    expect(receipt(last_look, 1)).to_have_text(KEPT)
    assert answers(attempt) == {}
