"""A student's assigned work, piece by piece: how it stands, and what of it may be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, or_, select

from domain.access import (
    AttemptState,
    Feedback,
    Standing,
    Terms,
    deadline,
    feedback_released,
    resolve,
    standing,
)
from domain.people import Actor
from models.assignments import Assignment
from models.attempts import Attempt, CurrentAnswer
from models.classes import Enrolment, SchoolClass
from models.progress import AssignmentResult
from models.session import db
from progress.queries.marks import SoFar, marks_so_far
from progress.queries.releases import release_times
from progress.queries.terms import TERMS_COLUMNS, join_terms, terms_of


@dataclass(frozen=True, slots=True)
class Piece:
    """One assignment as one student stands with it; times are the student's own.

    `score` is None too while it must not be shown yet, and while answers wait to be marked;
    `so_far` is then what a single attempt has earned.
    """

    assignment_id: UUID
    title: str
    class_name: str
    lesson_id: str | None
    standing: Standing
    is_current: bool
    opens_at: datetime
    due_at: datetime | None
    closes_at: datetime | None
    steps_done: int
    steps_total: int
    score: Fraction | None
    awaiting: int
    so_far: SoFar | None
    finished_at: datetime | None
    counted_attempt_id: UUID | None
    open_attempt_id: UUID | None
    has_begun: bool
    feedback: Feedback | None
    is_closed: bool  # neither begun nor continued any more

    @property
    def is_lesson(self) -> bool:
        return self.lesson_id is not None

    @property
    def is_under_way(self) -> bool:
        """Whether it is begun and can be gone on with."""
        return self.has_begun if self.is_lesson else self.open_attempt_id is not None


@dataclass(frozen=True, slots=True)
class _Begun:
    """What one student began of one quiz."""

    attempts: int = 0
    open_id: UUID | None = None
    answered: int = 0


_NOTHING_BEGUN = _Begun()


def my_work(actor: Actor, now: datetime) -> tuple[Piece, ...]:
    """Return what the actor's classes were given, and what they themselves ever worked on.

    Withdrawn work is left out. A fixed number of statements, however much there is.
    """
    results = _results(actor.person_id)
    begun = _begun(actor.person_id)
    rows = _assignments(actor)
    terms = {row.id: terms_of(row) for row in rows}
    releases = release_times({row.id: terms[row.id].rules for row in rows if row.id in results})
    so_far = _so_far(results.values())
    return tuple(
        _piece(
            row,
            terms[row.id],
            results.get(row.id),
            begun.get(row.id, _NOTHING_BEGUN),
            releases.get(row.id),
            so_far.get(row.id),
            now,
        )
        for row in rows
    )


def _assignments(actor: Actor) -> list[Row[Any]]:
    worked_on = select(AssignmentResult.assignment_id).where(
        AssignmentResult.person_id == actor.person_id
    )
    is_current = Enrolment.id.is_not(None) & SchoolClass.archived_at.is_(None)
    statement = (
        select(
            Assignment.id,
            Assignment.title,
            Assignment.lesson_id,
            SchoolClass.name.label("class_name"),
            is_current.label("is_current"),
            Enrolment.enrolled_at.label("joined_at"),
            *TERMS_COLUMNS,
        )
        .outerjoin(
            Enrolment,
            and_(
                Enrolment.class_id == Assignment.class_id,
                Enrolment.person_id == actor.person_id,
                Enrolment.left_at.is_(None),
            ),
        )
        .where(
            Assignment.school_id == actor.school_id,
            Assignment.withdrawn_at.is_(None),
            or_(is_current, Assignment.id.in_(worked_on)),
        )
        .order_by(Assignment.opens_at, Assignment.id)
    )
    return list(db.session.execute(join_terms(statement, actor.person_id)))


def _results(person_id: UUID) -> dict[UUID, Row[Any]]:
    rows: Iterable[Row[Any]] = db.session.execute(
        select(
            AssignmentResult.assignment_id,
            AssignmentResult.state,
            AssignmentResult.steps_done,
            AssignmentResult.steps_total,
            AssignmentResult.attempts_submitted,
            AssignmentResult.awaiting,
            AssignmentResult.score_numerator,
            AssignmentResult.score_denominator,
            AssignmentResult.counted_attempt_id,
            AssignmentResult.begun_at,
            AssignmentResult.finished_at,
        ).where(AssignmentResult.person_id == person_id)
    )
    return {row.assignment_id: row for row in rows}


def _so_far(results: Iterable[Row[Any]]) -> dict[UUID, SoFar]:
    """Return what is marked of each assignment with one attempt, some of which waits."""
    waiting = {
        row.counted_attempt_id: row.assignment_id
        for row in results
        if row.awaiting and row.attempts_submitted == 1
    }
    if not waiting:
        return {}
    return {waiting[attempt_id]: each for attempt_id, each in marks_so_far(waiting).items()}


def _begun(person_id: UUID) -> dict[UUID, _Begun]:
    """Return the attempts of each quiz; results know only what is handed in."""
    attempts = (
        select(
            Attempt.id,
            Attempt.assignment_id,
            Attempt.state,
            func.count().over(partition_by=Attempt.assignment_id).label("attempts"),
        )
        .where(Attempt.person_id == person_id, Attempt.purpose == "graded")
        .subquery()
    )
    answered = (
        select(CurrentAnswer.attempt_id, func.count().label("answered"))
        .join(attempts, attempts.c.id == CurrentAnswer.attempt_id)
        .where(attempts.c.state == "open", CurrentAnswer.answer.is_not(None))
        .group_by(CurrentAnswer.attempt_id)
        .subquery()
    )
    begun: dict[UUID, _Begun] = {}
    for row in db.session.execute(
        select(attempts, answered.c.answered).outerjoin(
            answered, answered.c.attempt_id == attempts.c.id
        )
    ):
        if row.state == "open":
            begun[row.assignment_id] = _Begun(row.attempts, row.id, row.answered or 0)
        else:
            begun.setdefault(row.assignment_id, _Begun(row.attempts))
    return begun


def _piece(
    row: Row[Any],
    terms: Terms,
    result: Row[Any] | None,
    begun: _Begun,
    release_at: datetime | None,
    so_far: SoFar | None,
    now: datetime,
) -> Piece:
    window = terms.window
    begun_at = result.begun_at if result else None
    finished_at = result.finished_at if result else None
    closes_at = window.closes_at if finished_at else deadline(terms, begun_at)
    awaiting = result.awaiting if result else 0
    feedback = None if row.lesson_id else _feedback(terms, begun, finished_at, release_at, now)
    return Piece(
        assignment_id=row.id,
        title=row.title,
        class_name=row.class_name,
        lesson_id=row.lesson_id,
        standing=standing(
            terms,
            _state(result),
            now,
            begun_at=begun_at,
            submitted_at=finished_at,
            joined_at=row.joined_at,
        ),
        is_current=bool(row.is_current),
        opens_at=row.opens_at,
        due_at=window.due_at,
        closes_at=window.closes_at,
        steps_done=begun.answered if begun.open_id else (result.steps_done if result else 0),
        steps_total=result.steps_total if result else 0,
        score=_score(result) if feedback and feedback.score and not awaiting else None,
        awaiting=awaiting,
        so_far=so_far if feedback and feedback.score else None,
        finished_at=finished_at,
        counted_attempt_id=result.counted_attempt_id if result else None,
        open_attempt_id=begun.open_id,
        has_begun=result is not None,
        feedback=feedback,
        is_closed=closes_at is not None and now >= closes_at,
    )


def _feedback(
    terms: Terms,
    begun: _Begun,
    finished_at: datetime | None,
    release_at: datetime | None,
    now: datetime,
) -> Feedback:
    left = resolve(terms, begun.attempts, AttemptState.NOT_STARTED, now).attempts_left
    return feedback_released(
        terms, submitted_at=finished_at, attempts_left=left, release_at=release_at, now=now
    )


def _state(result: Row[Any] | None) -> AttemptState:
    if result is None:
        return AttemptState.NOT_STARTED
    return AttemptState.SUBMITTED if result.state == "done" else AttemptState.IN_PROGRESS


def _score(result: Row[Any] | None) -> Fraction | None:
    if result is None or result.score_numerator is None:
        return None
    return Fraction(result.score_numerator, result.score_denominator)
