"""One student and one assignment: attempts, scores and what the student is allowed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from classes.queries.assignments import AssignmentDetail, assignment_detail
from classes.queries.work import Cell, read_work
from domain.access import (
    NO_ACCOMMODATION,
    AttemptState,
    Override,
    Terms,
    days_late,
    feedback_released,
    last_moment,
    resolve,
)
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action
from domain.scoring import share_that_counts
from models.attempts import LAST_SAVED_AT, Attempt
from models.session import db
from progress.queries.marks import marks_so_far
from progress.queries.releases import release_times
from progress.queries.terms import joined_at
from quizzes.queries.late_answers import LateCount, count_late


@dataclass(frozen=True, slots=True)
class AttemptLine:
    """One attempt; `score` is None until it is submitted, and what counts of it after that.

    `taken_off` is the share that lateness took.
    """

    id: UUID
    number: int
    is_submitted: bool
    started_at: datetime
    submitted_at: datetime | None
    last_saved_at: datetime | None
    reopened_at: datetime | None
    score: Fraction | None
    taken_off: Fraction


@dataclass(frozen=True, slots=True)
class StudentAttempts:
    """What one student did with one assignment, and what they are allowed."""

    assignment: AssignmentDetail
    person_id: UUID
    name: str
    cell: Cell
    attempts: tuple[AttemptLine, ...]
    attempts_allowed: int | None
    own: Override
    is_closed: bool  # no attempt can be begun any more
    last_moment: datetime | None  # until when one can be at work, and reopened
    is_over: bool
    has_seen_answers: bool
    late: LateCount

    @property
    def has_accommodation(self) -> bool:
        return self.cell.terms.accommodation != NO_ACCOMMODATION

    @property
    def minutes_allowed(self) -> int | None:
        allowed = self.cell.terms.time_allowed
        return None if allowed is None else allowed // timedelta(minutes=1)


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
    terms = cell.terms
    closes_at, ends_at = cell.window.closes_at, last_moment(terms)
    joined = joined_at([detail.klass.id], [person_id])[detail.klass.id, person_id]
    attempts = _attempts(assignment_id, person_id, terms, joined)
    access = resolve(terms, len(attempts), AttemptState.NOT_STARTED, now)
    feedback = feedback_released(
        terms,
        submitted_at=cell.finished_at,
        attempts_left=access.attempts_left,
        release_at=release_times({assignment_id: terms.rules}).get(assignment_id),
        now=now,
    )
    return StudentAttempts(
        assignment=detail,
        person_id=person_id,
        name=student.name,
        cell=cell,
        attempts=attempts,
        attempts_allowed=terms.attempts_allowed,
        own=terms.own,
        is_closed=closes_at is not None and now >= closes_at,
        last_moment=ends_at,
        is_over=ends_at is not None and now >= ends_at,
        has_seen_answers=feedback.answers,
        late=count_late(assignment_id, person_id),
    )


def _attempts(
    assignment_id: UUID, person_id: UUID, terms: Terms, joined: datetime
) -> tuple[AttemptLine, ...]:
    rows = db.session.execute(
        select(
            Attempt.id,
            Attempt.number,
            Attempt.state,
            Attempt.started_at,
            Attempt.submitted_at,
            LAST_SAVED_AT,
            Attempt.reopened_at,
        )
        .where(
            Attempt.assignment_id == assignment_id,
            Attempt.person_id == person_id,
            Attempt.purpose == "graded",
        )
        .order_by(Attempt.number)
    ).all()
    marks = marks_so_far([row.id for row in rows if row.state == "submitted"])
    scores = {attempt_id: each.share for attempt_id, each in marks.items()}
    return tuple(_line(row, scores.get(row.id), terms, joined) for row in rows)


def _line(
    row: Row[*tuple[Any, ...]], score: Fraction | None, terms: Terms, joined: datetime
) -> AttemptLine:
    is_submitted = row.state == "submitted"
    begun_at = row.reopened_at or row.started_at
    late = days_late(terms, row.submitted_at, begun_at, joined) if is_submitted else 0
    counts = share_that_counts(terms.rules.late_share, late)
    return AttemptLine(
        id=row.id,
        number=row.number,
        is_submitted=is_submitted,
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        last_saved_at=row.last_saved_at,
        reopened_at=row.reopened_at,
        score=None if score is None else score * counts,
        taken_off=1 - counts,
    )
