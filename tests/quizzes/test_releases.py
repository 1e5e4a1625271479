"""Right answers that wait for closing wait until nobody of the class can be at work any more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from accounts.actions.accommodations import set_accommodation
from accounts.actions.roster import remove_student
from classes.actions import change_dates_for_group, reopen_attempt
from classes.queries.attempts import student_attempts
from domain.access import Accommodation, Feedback, FeedbackPolicy, FeedbackReason
from models.session import db, unit_of_work
from progress.queries.work import my_work
from quizzes import actions
from quizzes.queries import results_page, start_page
from quizzes.queries.feedback import feedback_of
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import Assign
from tests.statements import counted_statements

HOUR = timedelta(hours=1)


@pytest.fixture
def quiz(assign: Assign, clock: Clock) -> UUID:
    """An hour's quiz that closes in two hours."""
    return assign(
        closes_at=clock.now + 2 * HOUR,
        time_limit_minutes=60,
        feedback_policy=FeedbackPolicy.AFTER_CLOSE,
    )


@pytest.fixture
def done(cast: Cast, quiz: UUID, clock: Clock) -> UUID:
    """Jonas has handed in."""
    with unit_of_work():
        attempt_id = actions.start_attempt(cast.actor("jonas"), quiz, clock.now)
        actions.submit(cast.actor("jonas"), attempt_id, clock.now)
    return attempt_id


def grant(cast: Cast, name: str, clock: Clock, **granted: Any) -> None:
    with unit_of_work():
        set_accommodation(
            cast.actor("rivera"),
            cast.civics,
            getattr(cast, name),
            Accommodation(**granted),
            clock.now,
        )


def everywhere(cast: Cast, quiz: UUID, done: UUID, clock: Clock) -> set[Feedback | None]:
    """What each page says Jonas sees."""
    db.session.rollback()
    jonas = cast.actor("jonas")
    [piece] = [each for each in my_work(jonas, clock.now) if each.assignment_id == quiz]
    return {
        piece.feedback,
        results_page(jonas, done, clock.now).feedback,
        start_page(jonas, quiz, clock.now).past[0].feedback,
        feedback_of([done], clock.now)[done],
    }


def sees_answers(cast: Cast, quiz: UUID, done: UUID, clock: Clock) -> bool:
    [feedback] = everywhere(cast, quiz, done, clock)
    page = student_attempts(cast.actor("rivera"), quiz, cast.jonas, clock.now)
    assert feedback is not None
    assert page.has_seen_answers is feedback.answers
    return feedback.answers


def test_the_class_waits_for_who_has_more_days_and_more_time(
    cast: Cast, quiz: UUID, done: UUID, clock: Clock, browser_of: Callable[..., Client]
) -> None:
    grant(cast, "maya", clock, multiplier=Fraction(2), extra_days=2)
    closing = clock.now + 2 * HOUR + timedelta(days=2)

    clock.advance(hours=4)

    waits = Feedback(False, False, FeedbackReason.AFTER_TIME, closing + 2 * HOUR)
    assert everywhere(cast, quiz, done, clock) == {waits}
    page = browser_of(cast.jonas).get(f"/attempts/{done}/results")
    assert "Your score, the right answers and why come on" in page.text
    assert "Maya" not in page.text
    clock.now = closing - timedelta(minutes=1)
    with unit_of_work():
        hers = actions.start_attempt(cast.actor("maya"), quiz, clock.now)
        actions.submit(cast.actor("maya"), hers, clock.now)
    clock.now = closing + 2 * HOUR - timedelta(minutes=1)
    assert not sees_answers(cast, quiz, done, clock)
    clock.advance(minutes=1)
    assert sees_answers(cast, quiz, done, clock)
    assert results_page(cast.actor("maya"), hers, clock.now).feedback.answers


def test_dates_of_some_hold_the_answers_back_until_these_left_the_class(
    cast: Cast, quiz: UUID, done: UUID, clock: Clock
) -> None:
    with unit_of_work():
        change_dates_for_group(
            cast.actor("rivera"),
            quiz,
            [cast.maya],
            due_at=None,
            closes_at=clock.now + timedelta(days=1),
            now=clock.now,
        )
    clock.advance(hours=3)
    assert not sees_answers(cast, quiz, done, clock)

    with unit_of_work():
        remove_student(cast.actor("rivera"), cast.civics, cast.maya, clock.now)

    assert sees_answers(cast, quiz, done, clock)


def test_who_must_be_done_earlier_sees_the_answers_with_the_class(
    cast: Cast, quiz: UUID, done: UUID, clock: Clock
) -> None:
    with unit_of_work():
        change_dates_for_group(
            cast.actor("rivera"),
            quiz,
            [cast.jonas],
            due_at=None,
            closes_at=clock.now + HOUR,
            now=clock.now,
        )
    clock.advance(hours=3, minutes=-1)
    assert not sees_answers(cast, quiz, done, clock)

    clock.advance(minutes=1)
    assert sees_answers(cast, quiz, done, clock)


def test_a_reopened_attempt_is_not_at_work_when_the_answers_come(
    cast: Cast, quiz: UUID, done: UUID, clock: Clock
) -> None:
    clock.advance(hours=2, minutes=50)
    with unit_of_work():
        reopen_attempt(cast.actor("rivera"), done, clock.now)

    clock.advance(minutes=10, seconds=10)

    with unit_of_work():
        assert actions.close_if_over(done, clock.now)
    assert sees_answers(cast, quiz, done, clock)


def test_however_many_have_terms_of_their_own_it_is_one_statement(
    cast: Cast, quiz: UUID, done: UUID, clock: Clock
) -> None:
    def statements() -> int:
        db.session.rollback()
        with counted_statements() as sent:
            results_page(cast.actor("jonas"), done, clock.now)
        return len(sent)

    before = statements()
    for name in ("maya", "jonas", "priya"):
        grant(cast, name, clock, extra_days=1)

    assert statements() == before
