"""A student takes a quiz with a plain form, as a browser without JavaScript would."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Cast
from tests.client import Client, Page
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, answers, attempts, log

Browser = Callable[..., Client]

RIGHT: dict[str, Any] = {
    "q1": "right",
    "q2": ["right-1", "right-2"],
    "q3": "true",
    "q4-first": "1",
    "q4-second": "2",
    "q4-third": "3",
    "q4-fourth": "4",
}


def begin(browser_of: Browser, person: Any, assignment: Any) -> Page:
    """Open the start page and press Start."""
    return browser_of(person).get(f"/assignments/{assignment}/quiz").press("Start")


def test_maya_reads_starts_answers_hands_in_and_sees_why(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    assignment = assign(closes_at=clock.now + timedelta(days=2))
    start = browser_of(cast.maya).get(f"/assignments/{assignment}/quiz")
    assert "0 of 1 used" in start.text
    assert "Thu Sep 17 2026, 9:00 AM" in start.text.replace(" ", " ") or "9:00" in start.text
    assert "At once: your score" in start.text

    page = start.press("Start")
    assert "0 of 4 answered" in page.text
    page = page.press("Save", q1="right")
    assert "Saved 9:00" in page.text
    assert "1 of 4 answered" in page.text

    asked = page.press("Hand in", q3="false")
    assert "2 questions have no answer yet" in asked.text
    first = asked.soup.select_one("main .narrow .actions .button")
    assert first is not None
    assert first.get_text() == "Back to the questions"
    page = asked.click("Question 2")
    assert "2 of 4 answered" in page.text

    asked = page.press("Hand in", fields=RIGHT | {"q3": "false"})
    assert "4 of 4 answered" in asked.text
    results = asked.press("Hand in")

    assert "3 of 4" in results.text
    assert "75%" in results.text
    assert "Why the other answer of truth-1 is wrong." in results.text
    assert "The explanation of single-1." in results.text
    assert "/lessons/meeting-rules#s-moderator-opens" in results.body
    assert "What some people think" in results.text


@pytest.mark.parametrize("position", [1, 4], ids=["chosen", "ordered"])
def test_a_cleared_answer_is_said_to_be_cleared(
    cast: Cast, browser_of: Browser, assign: Assign, position: int
) -> None:
    page = begin(browser_of, cast.maya, assign()).press("Save", fields=RIGHT)

    page = page.form("Save").submit(clear=str(position))

    receipt = page.soup.select_one(f"[data-position='{position}'] .receipt")
    assert receipt.get_text().startswith("Cleared 9:00")
    assert "3 of 4 answered" in page.text


def test_a_save_that_changes_nothing_is_no_answer(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign()).press("Save", q1="right")

    page.press("Save")

    [attempt] = attempts(person_id=cast.maya)
    assert log(attempt.id) == [(1, {"choice": "right"}, "current")]


def test_a_double_click_saves_once(cast: Cast, browser_of: Browser, assign: Assign) -> None:
    form = begin(browser_of, cast.maya, assign()).form("Save")

    form.submit(q1="right")
    form.submit(q1="right")

    [attempt] = attempts(person_id=cast.maya)
    assert log(attempt.id) == [(1, {"choice": "right"}, "current")]


def test_going_back_and_choosing_again_changes_the_answer(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    form = begin(browser_of, cast.maya, assign()).form("Save")

    form.submit(q1="right")
    form.submit(q1="wrong-1")
    form.submit(q1="right")

    [attempt] = attempts(person_id=cast.maya)
    assert answers(attempt.id) == {1: {"choice": "right"}}
    assert [outcome for *_, outcome in log(attempt.id)] == ["current"] * 3


def test_all_ticks_taken_away_is_not_answered_again(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign()).press("Save", q2=["right-1"])
    assert "1 of 4 answered" in page.text

    page = page.press("Save", q2=None)

    assert "0 of 4 answered" in page.text


def test_a_half_filled_order_is_asked_for_and_kept_while_the_rest_is_saved(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())

    page = page.press("Save", status=422, q1="right", fields={"q4-first": "2"})

    assert "Give every line a place. 3 still have none." in page.text
    assert page.soup.select_one("#q4-first option[selected]")["value"] == "2"
    [attempt] = attempts(person_id=cast.maya)
    assert answers(attempt.id) == {1: {"choice": "right"}}


def test_an_unknown_option_gets_a_message_at_its_question(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign()).press("Save", status=422, q1="forged")

    assert "This is not one of the options" in page.soup.select_one("#q1").get_text()


def test_a_forged_question_is_refused(cast: Cast, browser_of: Browser, assign: Assign) -> None:
    page = begin(browser_of, cast.maya, assign())

    refused = page.press("Save", status=409, fields={"base-77": "0.00000000", "q77": "right"})

    assert "This question is not in your quiz" in refused.text


def test_what_another_learner_chose_is_on_no_page_but_theirs(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    assignment = assign()
    maya = begin(browser_of, cast.maya, assignment).press("Save", fields=RIGHT)
    jonas = begin(browser_of, cast.jonas, assignment)

    assert "4 of 4 answered" in maya.text
    assert "0 of 4 answered" in jonas.text
    assert jonas.soup.select("input[checked], option[selected]") == []


def test_a_phone_took_an_answer_back_meanwhile_and_the_form_says_so(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    desk = begin(browser_of, cast.maya, assign())
    phone = browser_of(cast.maya).get(desk.path)
    phone.press("Save", q2=["right-1"]).press("Save", q2=[])

    asked = desk.press("Save", status=409, q2=["wrong-1"])

    assert "No answer" in asked.soup.select_one("#q2 .field-error").get_text()


def test_a_phone_answered_meanwhile_and_the_form_asks(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    desk = begin(browser_of, cast.maya, assign())
    phone = browser_of(cast.maya).get(desk.path)
    phone.press("Save", q1="wrong-1")

    asked = desk.press("Save", status=409, q1="right", q3="true")

    assert "answered somewhere else" in asked.text
    assert "The first wrong option of single-1" in asked.soup.select_one("#q1 .field-error").text
    assert asked.soup.select_one("#q1 input[checked]")["value"] == "right"
    [attempt] = attempts(person_id=cast.maya)
    assert answers(attempt.id) == {1: {"choice": "wrong-1"}, 3: {"choice": "true"}}

    asked.press("Save")

    assert answers(attempt.id)[1] == {"choice": "right"}


def test_both_may_answer_the_same_without_being_asked(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    desk = begin(browser_of, cast.maya, assign())
    browser_of(cast.maya).get(desk.path).press("Save", q1="right")

    desk.press("Save", q1="right")


def test_handing_in_twice_hands_in_once(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    form = begin(browser_of, cast.maya, assign()).form("Hand in")
    first = form.submit(fields=RIGHT).press("Hand in")
    clock.advance(minutes=1)

    second = form.submit(fields=RIGHT)

    assert "4 of 4" in first.text
    assert second.text == first.text
    [attempt] = attempts(person_id=cast.maya)
    assert attempt.submitted_at == clock.now - timedelta(minutes=1)
    assert len(log(attempt.id)) == 4


def test_changing_an_answer_in_another_tab_after_handing_in_waits_for_nobody_and_says_so(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())
    other_tab = page.form("Save")
    page.press("Hand in", fields=RIGHT).press("Hand in")

    results = other_tab.submit(q1="wrong-1")

    assert "This quiz is handed in already. Nothing more can be changed." in results.text
    assert "kept for your teacher" not in results.text
    assert "4 of 4" in results.text
    [attempt] = attempts(person_id=cast.maya)
    assert (1, {"choice": "wrong-1"}, "refused") in log(attempt.id)


def test_saving_nothing_new_in_another_tab_after_handing_in_is_not_said_to_be_saved(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign()).press("Save", fields=RIGHT)
    other_tab = page.form("Save")
    page.press("Hand in").press("Hand in")

    results = other_tab.submit()

    assert "This quiz is handed in already. Nothing more can be changed." in results.text
    assert "Saved" not in results.soup.select_one(".notice").get_text()
    assert results.path.endswith("/results")


def test_saving_nothing_new_after_the_time_is_up_says_that_it_is_handed_in(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    assignment = assign(closes_at=clock.now + timedelta(minutes=30))
    page = begin(browser_of, cast.maya, assignment).press("Save", q1="right")
    clock.advance(minutes=31)

    results = page.press("Save")

    assert "This quiz is handed in already." in results.text
    assert "1 of 4" in results.text


def test_closing_time_refuses_but_keeps_and_what_was_saved_is_handed_in(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    assignment = assign(closes_at=clock.now + timedelta(minutes=30))
    page = begin(browser_of, cast.maya, assignment).press("Save", q1="right")
    clock.advance(minutes=31)

    late = page.press("Save", q3="true")

    assert "This quiz is closed" in late.text
    assert "kept for your teacher" in late.text
    [attempt] = attempts(person_id=cast.maya)
    assert answers(attempt.id) == {1: {"choice": "right"}}
    assert log(attempt.id)[-1] == (3, {"choice": "true"}, "late")
    assert "1 of 4" in late.text


def test_an_earlier_opening_time_takes_the_refused_answer_after_all(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    assignment = assign(opens_at=clock.now)
    form = begin(browser_of, cast.maya, assignment).form("Save")
    clock.advance(minutes=-10)  # as good as a teacher's moving the opening time
    refused = form.submit(status=409, q1="right")
    assert "not open yet" in refused.text
    assert "kept for your teacher" in refused.text
    clock.advance(minutes=10)

    form.submit(q1="right")

    [attempt] = attempts(person_id=cast.maya)
    assert answers(attempt.id) == {1: {"choice": "right"}}


def test_a_form_gone_stale_keeps_the_typed_answers(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())

    kept = page.press("Save", status=400, q1="right", csrf_token="stale")
    page = kept.press("Send")

    assert "1 of 4 answered" in page.text


def test_somebody_elses_attempt_is_not_there(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())

    for person in (cast.jonas, cast.rivera, cast.tom, cast.novak):
        stranger = browser_of(person)
        stranger.get(page.path, status=404)
        stranger.post(page.path, {"base-1": "0.00000000", "q1": "right"}, status=404)
        stranger.get(page.path + "/submit", status=404)
        stranger.post(page.path + "/submit", status=404)
    [attempt] = attempts(person_id=cast.maya)
    assert attempt.state == "open"
    assert log(attempt.id) == []
