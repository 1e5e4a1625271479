"""One student and one assignment: attempts, scores and what the student is allowed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import func, select

from classes.queries.assignments import AssignmentDetail, assignment_detail
from classes.queries.work import Cell, read_work
from domain.access import feedback_released
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action
from models.assignments import AssignmentOverride
from models.attempts import Attempt, ItemResult
from models.session import db


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt; `score` is None until it is submitted."""

    id: UUID
    number: int
    is_submitted: bool
    started_at: datetime
    submitted_at: datetime | None
    last_saved_at: datetime | None
    reopened_at: datetime | None
    score: Fraction | None


@dataclass(frozen=True, slots=True)
class StudentAttempts:
    """What one student did with one assignment, and what they are allowed."""

    assignment: AssignmentDetail
    person_id: UUID
    name: str
    cell: Cell
    attempts: tuple[AttemptLine, ...]
    extra_attempts: int
    own_due_at: datetime | None
    own_closes_at: datetime | None
    is_closed: bool
    has_seen_answers: bool


def student_attempts(
    actor: Actor, assignment_id: UUID, person_id: UUID, now: datetime
) -> StudentAttempts:
    """Return one student's attempts of an assignment, oldest first; raises NotFound."""
    detail = assignment_detail(actor, assignment_id, Action.VIEW_STUDENT)
    work = read_work([detail.klass.id], now, assignment_id=assignment_id)[detail.klass.id]
    student = next((each for each in work.students if each.person_id == person_id), None)
    if student is None:
        raise NotFound
    cell = student.cells[0]
    own = db.session.get(AssignmentOverride, (assignment_id, person_id))
    closes_at = cell.window.closes_at
    attempts = _attempts(assignment_id, person_id)
    extra_attempts = own.extra_attempts if own else 0
    allowed = detail.attempts_allowed
    left = None if allowed is None else max(0, allowed + extra_attempts - len(attempts))
    feedback = feedback_released(
        detail.feedback_policy,
        submitted_at=cell.finished_at,
        closes_at=closes_at,
        due_at=cell.window.due_at,
        attempts_left=left,
        now=now,
    )
    return StudentAttempts(
        assignment=detail,
        person_id=person_id,
        name=student.name,
        cell=cell,
        attempts=attempts,
        extra_attempts=extra_attempts,
        own_due_at=own.due_at if own else None,
        own_closes_at=own.closes_at if own else None,
        is_closed=closes_at is not None and now >= closes_at,
        has_seen_answers=feedback.answers,
    )


def _attempts(assignment_id: UUID, person_id: UUID) -> tuple[AttemptLine, ...]:
    rows = db.session.execute(
        select(
            Attempt.id,
            Attempt.number,
            Attempt.state,
            Attempt.started_at,
            Attempt.submitted_at,
            Attempt.last_saved_at,
            Attempt.reopened_at,
        )
        .where(
            Attempt.assignment_id == assignment_id,
            Attempt.person_id == person_id,
            Attempt.purpose == "graded",
        )
        .order_by(Attempt.number)
    ).all()
    scores = _scores([row.id for row in rows if row.state == "submitted"])
    return tuple(
        AttemptLine(
            id=row.id,
            number=row.number,
            is_submitted=row.state == "submitted",
            started_at=row.started_at,
            submitted_at=row.submitted_at,
            last_saved_at=row.last_saved_at,
            reopened_at=row.reopened_at,
            score=scores.get(row.id),
        )
        for row in rows
    )


def _scores(attempt_ids: list[UUID]) -> dict[UUID, Fraction]:
    """Each attempt's marks over its questions, kept exact."""
    rows = db.session.execute(
        select(
            ItemResult.attempt_id,
            ItemResult.marks_numerator,
            ItemResult.marks_denominator,
            func.count(),
        )
        .where(ItemResult.attempt_id.in_(attempt_ids))
        .group_by(ItemResult.attempt_id, ItemResult.marks_numerator, ItemResult.marks_denominator)
    )
    marks: defaultdict[UUID, Fraction] = defaultdict(Fraction)
    questions: defaultdict[UUID, int] = defaultdict(int)
    for attempt_id, numerator, denominator, count in rows:
        marks[attempt_id] += Fraction(numerator, denominator) * count
        questions[attempt_id] += count
    return {attempt_id: marks[attempt_id] / questions[attempt_id] for attempt_id in marks}
