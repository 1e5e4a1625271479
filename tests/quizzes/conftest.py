"""The quizzes of the test course, given to Mr. Rivera's class."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from models.attempts import Attempt, AttemptItem, CurrentAnswer, Response
from models.marking import PersonMark
from models.quizzes import Quiz
from models.session import db, unit_of_work
from quizzes import actions
from quizzes.actions import Edit, start_attempt
from quizzes.queries.late_answers import LateAnswer, waiting_answers
from tests import factories
from tests.cast import Cast
from tests.conftest import Clock

Assign = Callable[..., UUID]


def quiz_named(prepared_id: str) -> UUID:
    """The id of a prepared quiz of the test course."""
    return db.session.execute(select(Quiz.id).where(Quiz.prepared_id == prepared_id)).scalar_one()


HandIn = Callable[..., UUID]

NEAR, TEXT, GAPS = 4, 7, 5
WRITTEN = "One line.\nAnother line."
ANSWERS: dict[int, Any] = {
    NEAR: {"text": "the modreator"},
    GAPS: {"gaps": {"chosen": "right", "typed": "Secnod"}},
    TEXT: {"text": WRITTEN},
}
ALL = {"rule": "full", "reason": "given"}
"""What a person must look at in the quiz of all kinds, by place, and all that a rubric can give."""


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


@pytest.fixture
def hand_in(cast: Cast, assignment: UUID, clock: Clock) -> HandIn:
    """Somebody hands in three answers that a person must look at: `hand_in("maya")`."""

    def submit(who: str, given: dict[int, Any] = ANSWERS) -> UUID:
        actor = cast.actor(who)
        with unit_of_work():
            attempt_id = actions.start_attempt(actor, assignment, clock.now)
            edits = [
                Edit(position, answer, 0, sequence)
                for sequence, (position, answer) in enumerate(given.items(), start=1)
            ]
            actions.save_edits(actor, attempt_id, f"the-tab-of-{who}", edits, clock.now)
            actions.submit(actor, attempt_id, clock.now)
        return attempt_id

    return submit


@pytest.fixture
def mark(cast: Cast, clock: Clock) -> Callable[..., int]:
    """Mr. Rivera marks: `mark(attempt, TEXT, ALL)`."""

    def marked(
        attempt_id: UUID, position: int, levels: dict[str, str], who: str = "rivera", **more: Any
    ) -> int:
        newest = select(func.max(PersonMark.number)).filter_by(
            attempt_id=attempt_id, position=position
        )
        seen = {"revision": 1, "marking": db.session.scalar(newest) or 0}
        sent = {"comment": "", "now": clock.now, **seen, **more}
        with unit_of_work():
            return actions.mark_answer(cast.actor(who), attempt_id, position, levels=levels, **sent)

    return marked


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


Give = Callable[..., None]


@pytest.fixture
def give(cast: Cast, attempt: UUID, clock: Clock) -> Give:
    """Maya answers: `give(1, RIGHT, 2)` is her second save."""

    def save(
        position: int,
        answer: Any,
        sequence: int,
        tab: str = "tab-one-of-maya",
        at: datetime | None = None,
    ) -> None:
        edit = Edit(position, answer, 0, sequence, at)
        with unit_of_work():
            actions.save_edits(cast.actor("maya"), attempt, tab, [edit], clock.now)

    return save


def close_by_itself(attempt: UUID, at: datetime) -> None:
    """The attempt ends at its closing time although nobody hands it in."""
    with unit_of_work():
        db.session.execute(
            update(Attempt)
            .where(Attempt.id == attempt)
            .values(state="submitted", submitted_at=at, submitted_by=None)
        )


def waiting(cast: Cast, assignment: UUID) -> tuple[LateAnswer, ...]:
    db.session.rollback()
    return waiting_answers(assignment, cast.maya)
