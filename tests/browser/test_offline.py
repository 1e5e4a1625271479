"""Without a network, cut by the browser itself: nothing is lost, and nobody sees another's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, expect
from sqlalchemy import insert, select, update

from models.attempts import AttemptItem, Response
from models.session import db, unit_of_work
from models.sign_in import SignInSession
from quizzes import actions
from tests.browser.answering import (
    begin_quiz,
    expect_answers,
    expect_kept,
    give,
    given,
    open_quiz,
    receipt,
    wait_for_answers,
    wait_until_kept,
)
from tests.browser.checks import FIRST_VISIT_BYTES, LATER_VISIT_BYTES
from tests.browser.line import Line
from tests.browser.signing_in import sign_in
from tests.browser.site import CHROMIUM_ARGUMENTS, chromium_path
from tests.cast import MORNING, Cast
from tests.conftest import Clock
from tests.quizzes.conftest import answers, log

QUESTIONS = 20
SAVED = re.compile(r"Saved 9:00.AM")
KEPT = "Not sent yet — kept on this device"
OpenContext = Callable[..., BrowserContext]
OpenDevice = Callable[[], BrowserContext]


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt at a quiz of twenty questions, which closes in an hour."""
    attempt_id = begin_quiz(cast, closes_at=MORNING + timedelta(hours=1))
    with unit_of_work():
        db.session.execute(insert(AttemptItem), more_items(attempt_id))
    return attempt_id


def more_items(attempt_id: UUID) -> list[dict[str, Any]]:
    """The attempt's four questions again and again, up to twenty."""
    columns = AttemptItem.__table__.columns
    rows = db.session.execute(select(*columns).where(AttemptItem.attempt_id == attempt_id))
    first = [dict(row) for row in rows.mappings()]
    return [
        {**first[(position - 1) % len(first)], "position": position}
        for position in range(len(first) + 1, QUESTIONS + 1)
    ]


@pytest.fixture
def device(chromium: Browser, tmp_path: Path) -> Iterator[OpenDevice]:
    """A device that keeps what browsers keep: open it, close it, open it again."""
    opened: list[BrowserContext] = []

    def switch_on() -> BrowserContext:
        context = chromium.browser_type.launch_persistent_context(
            tmp_path / "device", executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield switch_on
    for context in opened:
        context.close()


def test_twenty_answers_given_offline_outlive_the_browser_and_none_is_lost(
    app: Flask, cast: Cast, attempt: UUID, address: str, line: Line, device: OpenDevice
) -> None:
    context = sign_in(device(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    page.check("#q1-wrong-1")
    expect(receipt(page, 1)).to_have_text(SAVED)
    line.cut(context)
    page.check("#q1-right")
    for position in range(2, QUESTIONS + 1):
        give(page, position)
    expect(receipt(page, QUESTIONS)).to_have_text(KEPT)
    expect(page.locator("#unsent")).to_contain_text(f"not sent yet: {QUESTIONS}.")
    shown = given(page)
    context.close()
    assert len(answers(attempt)) == 1

    context = device()
    line.cut(context)
    page = context.new_page()
    page.goto(f"{address}/attempts/{attempt}")
    page.wait_for_selector("form[data-is-live]")
    assert given(page) == shown
    expect(receipt(page, QUESTIONS)).to_have_text(KEPT)
    page.check("#q3-false")
    expect_kept(page, 3, {"choice": "false"})
    page.reload()
    page.wait_for_selector("form[data-is-live]")
    expect(page.locator("#q3-false")).to_be_checked()

    sign_in(context, app, cast.maya, address)
    line.mend(context)
    for position in range(1, QUESTIONS + 1):
        expect(receipt(page, position)).to_have_text(SAVED, timeout=40_000)
    expect(page.locator("#unsent")).to_be_hidden()
    found = answers(attempt)
    assert set(found) == set(range(1, QUESTIONS + 1))
    assert None not in found.values()
    assert found[1] == {"choice": "right"}
    assert found[3] == {"choice": "false"}
    outcomes = [outcome for _, _, outcome in log(attempt)]
    assert set(outcomes) == {"current"}


def test_another_page_sends_what_the_quiz_page_could_not(
    app: Flask, cast: Cast, attempt: UUID, address: str, line: Line, open_context: OpenContext
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    line.cut(context)
    give(page, 1)
    expect(receipt(page, 1)).to_have_text(KEPT)
    page.close()
    line.mend(context)

    home = context.new_page()
    home.goto(f"{address}/home")

    expect(home.locator("#left-unsent")).to_be_hidden()
    wait_for_answers(home, attempt, 1)


def test_a_page_kept_before_an_answer_was_saved_shows_the_answer_all_the_same(
    app: Flask, cast: Cast, attempt: UUID, address: str, line: Line, open_context: OpenContext
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    give(page, 1)
    give(page, 4)
    expect(receipt(page, 4)).to_have_text(SAVED)
    shown = given(page)
    line.cut(context)

    give(page, 7)
    expect(page.locator("#answered")).to_have_text("3 of 20 answered")
    shown = given(page)

    page.reload()
    page.wait_for_selector("form[data-is-live]")

    assert given(page) == shown
    expect(receipt(page, 1)).to_have_text(SAVED)
    expect(page.locator("#answered")).to_have_text("3 of 20 answered")
    line.mend(context)
    page.locator("[data-position='1'] input[type=radio]:not(:checked)").first.check()
    expect(receipt(page, 1)).to_have_text(SAVED)
    expect(page.locator("[data-conflict]")).to_have_count(0)


def test_flags_set_offline_outlive_a_reload_and_are_sent(
    app: Flask, cast: Cast, attempt: UUID, address: str, line: Line, open_context: OpenContext
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    with page.expect_response("**/flags"):
        page.locator("[name=flag-1]").check()
    line.cut(context)
    page.locator("[name=flag-2]").check()
    unsent = page.locator(".question-tools .receipt")
    expect(unsent).to_have_text(KEPT)

    page.reload()
    page.wait_for_selector("form[data-is-live]")

    expect(page.locator("[name=flag-1]")).to_be_checked()
    expect(page.locator("[name=flag-2]")).to_be_checked()
    expect(page.locator("[data-of='2']")).to_contain_class("is-flagged")
    expect(unsent).to_have_text(KEPT)
    line.mend(context)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(unsent).to_have_count(0)
    page.reload()
    page.wait_for_selector("form[data-is-live]")
    expect(page.locator("[name=flag-1]")).to_be_checked()
    expect(page.locator("[name=flag-2]")).to_be_checked()


def test_a_reload_offline_does_not_forget_that_hand_in_was_pressed(
    app: Flask, cast: Cast, attempt: UUID, address: str, line: Line, open_context: OpenContext
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    line.cut(context)
    give(page, 1)
    expect(receipt(page, 1)).to_have_text(KEPT)
    page.locator("#quiz button[value=hand-in]").click()
    expect(page.locator("#waiting")).to_be_visible()

    page.reload()
    page.wait_for_selector("form[data-is-live]")

    expect(page.locator("#waiting")).to_be_visible()
    line.mend(context)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_url(f"**/attempts/{attempt}/submit")


def test_what_is_not_kept_is_said_honestly_and_what_is_can_be_opened(
    app: Flask, cast: Cast, attempt: UUID, address: str, line: Line, open_context: OpenContext
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    page.goto(f"{address}/lessons/meeting-rules")
    wait_until_kept(page)
    line.cut(context)

    page.goto(f"{address}/progress")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    expect(page.locator("#held li")).to_have_count(2)
    page.locator("#held a", has_text="The rules of the meeting").click()
    expect(page.locator("article.lesson")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.lesson h2')).fontFamily")


def test_another_account_on_the_same_device_sees_and_sends_nothing_of_it(
    app: Flask, cast: Cast, attempt: UUID, address: str, line: Line, open_context: OpenContext
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    line.cut(context)
    give(page, 1)
    expect(receipt(page, 1)).to_have_text(KEPT)
    page.close()
    sign_in(context, app, cast.jonas, address)

    theirs = context.new_page()
    theirs.goto(f"{address}/home")
    expect(theirs.get_by_role("heading", name="No connection")).to_be_visible()
    line.mend(context)
    theirs.goto(f"{address}/home")
    theirs.wait_for_load_state("networkidle")
    expect(theirs.locator("#left-unsent")).to_be_hidden()
    assert answers(attempt) == {}
    line.cut(context)
    theirs.goto(f"{address}/attempts/{attempt}")
    expect(theirs.get_by_role("heading", name="No connection")).to_be_visible()
    expect(theirs.locator("#held")).to_be_hidden()

    line.mend(context)
    sign_in(context, app, cast.maya, address)
    theirs.goto(f"{address}/home")
    wait_for_answers(theirs, attempt, 1)


def test_after_the_session_ended_nothing_is_shown_offline_and_nothing_is_lost(
    app: Flask, cast: Cast, attempt: UUID, address: str, line: Line, open_context: OpenContext
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    with unit_of_work():
        db.session.execute(update(SignInSession).values(ended_at=MORNING))
    give(page, 1)
    expect(page.get_by_role("link", name="Sign in in a new tab")).to_be_visible()
    page.close()

    page = context.new_page()
    page.goto(f"{address}/attempts/{attempt}")
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    line.cut(context)
    page.goto(f"{address}/attempts/{attempt}")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    line.mend(context)
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()

    sign_in(context, app, cast.maya, address)
    page.goto(f"{address}/attempts/{attempt}")
    expect(receipt(page, 1)).to_have_text(SAVED)


def test_a_question_in_dispute_is_asked_again_by_the_next_page(
    app: Flask, cast: Cast, attempt: UUID, address: str, open_context: OpenContext
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    with unit_of_work():
        edit = actions.Edit(1, {"choice": "wrong-1"}, 0, 1)
        actions.save_edits(cast.actor("maya"), attempt, "phone-of-maya", [edit], MORNING)
    page.check("#q1-right")
    expect(page.locator("[data-conflict]")).to_be_visible()
    page.close()

    page = context.new_page()
    page.goto(f"{address}/attempts/{attempt}")
    expect(page.locator("[data-conflict]")).to_be_visible()
    expect(page.locator("#q1-right")).to_be_checked()
    page.click("text=Use my answer here")
    expect(receipt(page, 1)).to_have_text(SAVED)
    expect_answers(page, attempt, {1: {"choice": "right"}})
    page.reload()
    page.wait_for_selector("form[data-is-live]")
    expect(page.locator("[data-conflict]")).to_have_count(0)


def test_what_arrives_after_closing_is_accepted_by_the_teacher(
    app: Flask,
    cast: Cast,
    clock: Clock,
    attempt: UUID,
    address: str,
    line: Line,
    open_context: OpenContext,
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    line.cut(context)
    page.check("#q1-right")
    expect(receipt(page, 1)).to_have_text(KEPT)
    clock.advance(hours=2)
    line.mend(context)
    page.wait_for_url("**/results", timeout=20_000)
    expect(page.get_by_text("Waits for the teacher")).to_be_visible()
    assert answers(attempt) == {}
    db.session.rollback()
    assert db.session.scalars(select(Response.device_at)).one() is not None

    desk = sign_in(open_context(), app, cast.rivera, address).new_page()
    desk.goto(f"{address}/classes")
    desk.get_by_role("link", name="Civics 3").first.click()
    desk.get_by_role("link", name="1 answer came late").first.click()
    desk.get_by_label("Reason").fill("The network was down.")
    desk.get_by_role("button", name="Accept what is ticked").click()
    expect(desk.get_by_text("1 answer counts now.")).to_be_visible()

    assert answers(attempt) == {1: {"choice": "right"}}
    page.reload()
    expect(page.get_by_text("Accepted: it counts")).to_be_visible()


def test_the_first_visit_stays_light_with_what_is_kept_for_offline(
    app: Flask,
    cast: Cast,
    attempt: UUID,
    address: str,
    line: Line,
    open_context: OpenContext,
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)

    page = open_quiz(context, address, attempt)
    first = line.sent_bytes
    page.reload()
    page.wait_for_selector("form[data-is-live]")
    page.wait_for_load_state("networkidle")

    assert first <= FIRST_VISIT_BYTES
    assert line.sent_bytes - first <= LATER_VISIT_BYTES


def test_an_update_of_the_product_strands_no_page_that_is_kept(
    app: Flask,
    cast: Cast,
    attempt: UUID,
    address: str,
    line: Line,
    open_context: OpenContext,
) -> None:
    context = sign_in(open_context(), app, cast.maya, address)
    page = open_quiz(context, address, attempt)
    older = page.evaluate("document.querySelector('script[src*=quiz]').getAttribute('src')")
    release = older.split("/")[2]

    with context.new_page() as other:
        answered = other.request.get(f"{address}{older.replace(release, '0123456789ab')}")
        assert answered.ok
        assert answered.headers["cache-control"] == "public, max-age=60"
    line.cut(context)
    page.reload()
    page.wait_for_selector("form[data-is-live]")
    give(page, 1)
    expect(receipt(page, 1)).to_have_text(KEPT)
