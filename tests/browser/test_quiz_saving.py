"""The quiz page's script in a real browser: every change is saved, and says so."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Route, expect
from sqlalchemy import update

from accounts.actions.roster import remove_student
from models.session import db, unit_of_work
from models.sign_in import SignInSession
from tests.browser.answering import begin_quiz, expect_answers, expect_unsent
from tests.browser.signing_in import sign_in
from tests.cast import MORNING, Cast
from tests.quizzes.conftest import answers, log

KINDS_OF_THE_QUIZ = 4
CLIENT = "sessionStorage.getItem('quiz-client')"
HAS_A_NAME_OF_ITS_OWN = f"original => {CLIENT} !== original"
SAVED = re.compile(r"Saved 9:00.AM")
OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt at a quiz with one question of each kind."""
    return begin_quiz(cast)


@pytest.fixture
def maya(
    app: Flask, cast: Cast, attempt: UUID, address: str, open_context: OpenContext
) -> Callable[[], Page]:
    """Open the quiz in a new browser of Maya's."""

    def open_quiz() -> Page:
        page = sign_in(open_context(), app, cast.maya, address).new_page()
        page.goto(f"{address}/attempts/{attempt}")
        page.wait_for_selector("form[data-is-live]")
        return page

    return open_quiz


def receipt(page: Page, position: int) -> Any:
    return page.locator(f"[data-position='{position}'] .receipt")


def count_from(page: Page, number: int) -> None:
    """Let the tab's next answer have the number after this one."""
    page.evaluate("number => sessionStorage.setItem('quiz-number', number)", number)


def test_each_change_is_saved_at_once_and_a_reload_goes_on(
    maya: Callable[[], Page], attempt: UUID
) -> None:
    page = maya()

    page.check("#q1-right")
    expect(receipt(page, 1)).to_have_text(SAVED)
    page.check("#q2-right-1")
    page.check("#q2-right-2")
    expect(page.locator("#answered")).to_have_text("2 of 4 answered")

    page.reload()
    expect(page.locator("#q1-right")).to_be_checked()
    page.wait_for_selector("form[data-is-live]")
    page.uncheck("#q2-right-1")
    page.uncheck("#q2-right-2")
    expect(page.locator("#answered")).to_have_text("1 of 4 answered")
    expect_answers(page, attempt, {1: {"choice": "right"}, 2: None})


def test_answers_given_while_the_script_still_loads_are_saved(
    app: Flask, cast: Cast, attempt: UUID, address: str, open_context: OpenContext
) -> None:
    page = sign_in(open_context(), app, cast.maya, address).new_page()
    held: list[Route] = []
    page.route("**/quiz-kinds/*.js", lambda route: held.append(route))
    page.goto(f"{address}/attempts/{attempt}")
    while len(held) < KINDS_OF_THE_QUIZ:
        page.wait_for_timeout(20)

    page.check("#q1-right")
    page.check("#q2-right-1")
    for route in held:
        route.continue_()

    expect(receipt(page, 1)).to_have_text(SAVED)
    expect(receipt(page, 2)).to_have_text(SAVED)
    expect_answers(page, attempt, {1: {"choice": "right"}, 2: {"choices": ["right-1"]}})


def test_an_order_is_made_with_buttons_or_taken_as_it_stands(
    maya: Callable[[], Page], attempt: UUID
) -> None:
    page = maya()
    shown = page.locator("#order-q4 > li").evaluate_all("rows => rows.map(r => r.dataset.key)")

    page.click("text=This order is my answer")
    expect(receipt(page, 4)).to_have_text(SAVED)
    expect_answers(page, attempt, {4: {"order": shown}})
    expect(page.locator("text=This order is my answer")).to_be_hidden()

    page.locator("#order-q4 > li").first.locator("[data-move=down]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#order-q4 + [role=status]")).to_contain_text("2 of 4")
    shown[0], shown[1] = shown[1], shown[0]
    expect_answers(page, attempt, {4: {"order": shown}})


def test_each_line_of_an_order_says_its_place(maya: Callable[[], Page]) -> None:
    page = maya()
    moved = page.locator("#order-q4 > li").nth(1)
    words = moved.locator("label span[translate]").text_content()
    expect(moved.locator("label")).to_have_text(f"2 of 4: {words}")

    moved.locator("[data-move=up]").click()

    expect(page.locator("#order-q4 + [role=status]")).to_have_text(f"1 of 4: {words}")
    expect(page.locator("#order-q4 > li").nth(1).locator("label")).to_contain_text("2 of 4: ")


def test_an_order_that_nobody_touched_is_not_handed_in_as_an_answer(
    maya: Callable[[], Page], attempt: UUID
) -> None:
    page = maya()

    page.click("text=Hand in")

    expect(page.locator("main")).to_contain_text("4 questions have no answer yet")
    assert answers(attempt) == {}


def test_without_a_network_it_says_so_and_saves_when_it_is_back(
    maya: Callable[[], Page], attempt: UUID
) -> None:
    page = maya()
    page.context.set_offline(True)

    page.check("#q1-wrong-1")
    expect(receipt(page, 1)).to_have_text("Not sent yet — kept on this device")
    page.check("#q1-right")
    page.check("#q3-true")
    expect(receipt(page, 3)).to_have_text("Not sent yet — kept on this device")

    page.context.set_offline(False)
    expect(receipt(page, 1)).to_have_text(SAVED)
    expect(receipt(page, 3)).to_have_text(SAVED)
    expect_answers(page, attempt, {1: {"choice": "right"}, 3: {"choice": "true"}})


def test_leaving_with_something_unsaved_warns(maya: Callable[[], Page]) -> None:
    page = maya()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.context.set_offline(True)
    page.check("#q1-right")

    page.close(run_before_unload=True)
    for _ in range(20):
        if asked:
            break
        page.wait_for_timeout(100)

    assert asked == ["beforeunload"]


def test_signed_out_the_page_waits_and_goes_on_after_signing_in_elsewhere(
    app: Flask, cast: Cast, maya: Callable[[], Page], attempt: UUID, address: str
) -> None:
    page = maya()
    with unit_of_work():
        db.session.execute(update(SignInSession).values(ended_at=MORNING))

    page.check("#q1-right")
    expect(page.get_by_role("link", name="Sign in in a new tab")).to_be_visible()
    expect(receipt(page, 1)).to_have_text("Not sent yet — kept on this device")

    sign_in(page.context, app, cast.maya, address)
    expect(receipt(page, 1)).to_have_text(SAVED, timeout=20_000)
    expect(page.locator("#signed-out")).to_be_hidden()
    page.click("text=Hand in")
    expect(page.locator("main")).to_contain_text("3 questions have no answer yet")


def test_somebody_else_signed_in_meanwhile_gets_none_of_it(
    app: Flask, cast: Cast, maya: Callable[[], Page], attempt: UUID, address: str
) -> None:
    page = maya()
    sign_in(page.context, app, cast.jonas, address)

    page.check("#q1-right")

    expect(page.get_by_role("link", name="Sign in in a new tab")).to_be_visible()
    assert answers(attempt) == {}


def test_two_devices_are_shown_both_answers_and_asked(
    maya: Callable[[], Page], attempt: UUID
) -> None:
    desk, phone = maya(), maya()
    phone.check("#q1-wrong-1")
    expect(receipt(phone, 1)).to_have_text(SAVED)

    desk.check("#q1-right")
    expect(desk.locator("[data-position='1'] [data-other]")).to_have_text(
        "The first wrong option of single-1"
    )
    expect_answers(desk, attempt, {1: {"choice": "wrong-1"}})
    desk.click("text=Use my answer here")
    expect(desk.locator("#q1-right")).to_be_focused()
    expect(receipt(desk, 1)).to_have_text(SAVED)
    expect_answers(desk, attempt, {1: {"choice": "right"}})

    phone.check("#q1-wrong-2")
    phone.click("text=Keep the answer saved there")
    expect(phone.locator("#q1-right")).to_be_checked()
    expect(phone.locator("#q1-right")).to_be_focused()
    expect_answers(phone, attempt, {1: {"choice": "right"}})


def test_without_scripts_the_answer_saved_elsewhere_can_be_kept(
    app: Flask,
    cast: Cast,
    maya: Callable[[], Page],
    attempt: UUID,
    address: str,
    open_context: OpenContext,
) -> None:
    phone = sign_in(open_context(java_script_enabled=False), app, cast.maya, address).new_page()
    phone.goto(f"{address}/attempts/{attempt}")
    desk = maya()
    desk.check("#q1-right")
    expect(receipt(desk, 1)).to_have_text(SAVED)
    phone.check("#q1-wrong-1")
    phone.get_by_role("button", name="Save", exact=True).last.click()

    phone.get_by_role("link", name="keep the answer saved there").click()

    expect(phone.locator("#q1-right")).to_be_checked()


def test_a_copied_tab_is_a_client_of_its_own(maya: Callable[[], Page], attempt: UUID) -> None:
    page = maya()
    page.check("#q1-wrong-1")
    expect(receipt(page, 1)).to_have_text(SAVED)
    with page.expect_popup() as popup:
        page.evaluate("window.open(location.href)")  # copies the tab's storage, as duplicating does
    copy = popup.value
    copy.wait_for_selector("form[data-is-live]")
    copy.wait_for_function(HAS_A_NAME_OF_ITS_OWN, arg=page.evaluate(CLIENT))
    copy.check("#q1-right")
    expect_answers(copy, attempt, {1: {"choice": "right"}})

    page.check("#q1-wrong-2")

    expect(page.locator("[data-conflict]")).to_be_visible()
    expect_answers(page, attempt, {1: {"choice": "right"}})


def test_a_tab_restored_after_a_crash_saves_although_it_counts_from_an_earlier_number(
    maya: Callable[[], Page], attempt: UUID
) -> None:
    page = maya()
    count_from(page, 10)
    page.check("#q1-wrong-1")
    expect(receipt(page, 1)).to_have_text(SAVED)

    count_from(page, 5)
    page.reload()
    page.wait_for_selector("form[data-is-live]")
    page.check("#q1-right")

    expect_answers(page, attempt, {1: {"choice": "right"}})
    expect(receipt(page, 1)).to_have_text(SAVED)


def test_a_restored_tab_that_shows_what_was_before_asks_and_says_nothing_is_saved(
    maya: Callable[[], Page], attempt: UUID
) -> None:
    page = maya()
    before = page.input_value("[name=base-1]")
    count_from(page, 10)
    page.check("#q1-wrong-1")
    expect(receipt(page, 1)).to_have_text(SAVED)

    count_from(page, 5)
    page.evaluate("stamp => { document.forms.quiz['base-1'].value = stamp }", before)
    page.check("#q1-right")

    expect(page.locator("[data-conflict]")).to_contain_text("The first wrong option")
    expect(receipt(page, 1)).to_contain_text("Not saved")
    page.click("text=Use my answer here")
    expect(receipt(page, 1)).to_have_text(SAVED)
    expect_answers(page, attempt, {1: {"choice": "right"}})
    expect_unsent(page, 0)


def test_an_older_answer_that_another_page_still_holds_gives_way_quietly(
    maya: Callable[[], Page], attempt: UUID, address: str
) -> None:
    page = maya()
    page.route("**/answers", lambda route: route.abort())
    page.check("#q1-wrong-1")
    expect(receipt(page, 1)).to_have_attribute("data-state", "failed")
    home = page.context.new_page()
    home.route("**/answers", lambda route: route.abort())
    home.goto(f"{address}/home")
    expect(home.locator("#left-unsent")).to_be_visible()
    page.check("#q1-right")
    page.unroute("**/answers")
    expect(receipt(page, 1)).to_have_text(SAVED, timeout=40_000)

    home.unroute("**/answers")

    expect(home.locator("#left-unsent")).to_be_hidden(timeout=40_000)
    assert log(attempt) == [
        (1, {"choice": "right"}, "current"),
        (1, {"choice": "wrong-1"}, "superseded"),
    ]
    expect_unsent(page, 0)


def test_what_a_student_gave_who_was_taken_out_by_mistake_reaches_the_teacher(
    cast: Cast, maya: Callable[[], Page], attempt: UUID
) -> None:
    page = maya()
    page.context.set_offline(True)
    page.check("#q1-right")
    expect(receipt(page, 1)).to_have_text("Not sent yet — kept on this device")
    with unit_of_work():
        remove_student(cast.actor("rivera"), cast.civics, cast.maya, MORNING)

    page.context.set_offline(False)

    expect(receipt(page, 1)).to_contain_text("kept for your teacher to look at")
    expect(receipt(page, 1)).to_contain_text("You are not in this class any more.")
    assert log(attempt) == [(1, {"choice": "right"}, "late")]
    expect_unsent(page, 0)


def test_what_the_server_will_never_take_is_not_said_to_be_tried_again(
    maya: Callable[[], Page], attempt: UUID
) -> None:
    page = maya()
    gone = {"error": "404", "message": None}
    page.route("**/answers", lambda route: route.fulfill(status=404, json=gone))

    page.check("#q1-right")

    expect(receipt(page, 1)).to_have_text("Not saved: nothing more can be changed here")
    expect_unsent(page, 0)


def test_handing_in_waits_for_what_is_on_its_way(maya: Callable[[], Page], attempt: UUID) -> None:
    page = maya()
    page.context.set_offline(True)
    page.check("#q1-right")
    expect(receipt(page, 1)).to_have_text("Not sent yet — kept on this device")
    page.click("text=Hand in", no_wait_after=True)
    waiting = page.get_by_role("button", name="Waiting for your last answers to be saved…")
    expect(waiting).to_be_visible()
    page.context.set_offline(False)

    expect(page.locator("main")).to_contain_text("3 questions have no answer yet")
    expect_answers(page, attempt, {1: {"choice": "right"}})


def test_handing_in_stops_at_a_question_that_was_answered_elsewhere(
    maya: Callable[[], Page], attempt: UUID
) -> None:
    desk, phone = maya(), maya()
    phone.check("#q1-wrong-1")
    expect(receipt(phone, 1)).to_have_text(SAVED)
    desk.check("#q1-right")
    expect(desk.locator("[data-conflict]")).to_be_visible()
    expect(desk.get_by_text("was answered somewhere else")).to_have_count(1)

    desk.click("text=Hand in")

    expect(desk.get_by_role("button", name="Use my answer here")).to_be_focused()
    desk.click("text=Use my answer here")
    expect(receipt(desk, 1)).to_have_text(SAVED)
    desk.click("text=Hand in")
    expect(desk.locator("main")).to_contain_text("3 questions have no answer yet")
    expect_answers(desk, attempt, {1: {"choice": "right"}})
