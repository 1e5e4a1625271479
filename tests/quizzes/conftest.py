"""The quizzes of the test course, given to Mr. Rivera's class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from models.attempts import Attempt, AttemptItem, CurrentAnswer, Response
from models.quizzes import Quiz
from models.session import db, unit_of_work
from quizzes.actions import start_attempt
from tests import factories
from tests.cast import Cast
from tests.conftest import Clock

Assign = Callable[..., UUID]


def quiz_named(prepared_id: str) -> UUID:
    """The id of a prepared quiz of the test course."""
    return db.session.execute(select(Quiz.id).where(Quiz.prepared_id == prepared_id)).scalar_one()


@pytest.fixture
def assign(cast: Cast, clock: Clock) -> Assign:
    """Give a prepared quiz to the civics class: `assign("riverbend-fixed", attempts_allowed=2)`."""

    def give(prepared_id: str = "riverbend-fixed", **rules: Any) -> UUID:
        quiz_id = rules.pop("quiz_id", None) or quiz_named(prepared_id)
        with unit_of_work():
            return factories.assignment(
                cast.northfield,
                cast.civics,
                cast.rivera,
                clock.now,
                quiz_id=quiz_id,
                title="Riverbend",
                **rules,
            )

    return give


@pytest.fixture
def assignment(assign: Assign, clock: Clock) -> UUID:
    """The fixed quiz, which closes in an hour."""
    return assign(closes_at=clock.now + timedelta(hours=1))


@pytest.fixture
def attempt(cast: Cast, assignment: UUID, clock: Clock) -> UUID:
    """Maya's open attempt at it."""
    with unit_of_work():
        return start_attempt(cast.actor("maya"), assignment, clock.now)


def attempts(**facts: Any) -> list[Attempt]:
    """The attempts with these facts, oldest first."""
    db.session.rollback()
    statement = select(Attempt).filter_by(**facts).order_by(Attempt.started_at, Attempt.number)
    found = list(db.session.scalars(statement))
    db.session.expunge_all()
    return found


def items(attempt_id: UUID) -> list[AttemptItem]:
    """The questions of an attempt, in order."""
    db.session.rollback()
    return list(
        db.session.scalars(
            select(AttemptItem)
            .where(AttemptItem.attempt_id == attempt_id)
            .order_by(AttemptItem.position)
        )
    )


def answers(attempt_id: UUID) -> dict[int, Any]:
    """The answers that count, by position."""
    db.session.rollback()
    rows = db.session.scalars(select(CurrentAnswer).where(CurrentAnswer.attempt_id == attempt_id))
    return {row.position: row.answer for row in rows}


def log(attempt_id: UUID) -> list[tuple[int, Any, str]]:
    """Every save of an attempt in the order it came: position, answer and outcome."""
    db.session.rollback()
    rows = db.session.scalars(
        select(Response)
        .where(Response.attempt_id == attempt_id)
        .order_by(Response.received_at, Response.id)
    )
    return [(row.position, row.answer, row.outcome) for row in rows]
