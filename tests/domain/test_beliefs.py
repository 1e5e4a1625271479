"""A false belief remains until a later answer to such a question is right."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.beliefs import Belief, Occasion, beliefs_held

pytestmark = pytest.mark.pure

START = datetime(2026, 9, 15, 14, 0, tzinfo=UTC)


def answer(minute: int, *shown: str, right: bool = False) -> Occasion:
    could_show = ("vp-decides", "one-room")
    return Occasion(START + timedelta(minutes=minute), could_show, shown, right)


def test_nobody_who_showed_nothing_holds_anything() -> None:
    assert beliefs_held([answer(0, right=True)]) == ()


def test_a_belief_counts_how_often_and_when_it_was_last_shown() -> None:
    held = beliefs_held([answer(5, "vp-decides"), answer(0, "vp-decides", "vp-decides")])

    assert held == (Belief("vp-decides", 2, START + timedelta(minutes=5), remains=True),)


def test_a_later_right_answer_puts_it_right() -> None:
    (held,) = beliefs_held([answer(0, "vp-decides"), answer(1, right=True)])

    assert not held.remains


def test_a_right_answer_before_it_or_beside_it_does_not() -> None:
    for minute in (-1, 0):
        (held,) = beliefs_held([answer(minute, right=True), answer(0, "vp-decides")])
        assert held.remains
    (held,) = beliefs_held([answer(0, "vp-decides"), answer(0, right=True)])
    assert held.remains


def test_it_comes_back_when_it_is_shown_again() -> None:
    history = [answer(0, "vp-decides"), answer(1, right=True), answer(2, "vp-decides")]

    (held,) = beliefs_held(history)

    assert held.remains
    assert held.times == 2


def test_a_right_answer_to_another_question_says_nothing() -> None:
    elsewhere = Occasion(START + timedelta(minutes=1), ("one-room",), (), is_right=True)

    (held,) = beliefs_held([answer(0, "vp-decides"), elsewhere])

    assert held.remains


def test_what_remains_comes_first_and_the_latest_before_the_older() -> None:
    old, new = answer(1, "one-room"), answer(3, "vp-decides")

    assert [each.misconception for each in beliefs_held([old, new])] == ["vp-decides", "one-room"]
    put_right = Occasion(START + timedelta(minutes=4), ("vp-decides",), (), is_right=True)
    assert [each.misconception for each in beliefs_held([old, new, put_right])] == [
        "one-room",
        "vp-decides",
    ]
