"""Open attempts whose time is over, whosever they are."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from domain.access import AttemptState, resolve
from models.assignments import Assignment, AssignmentOverride
from models.attempts import Attempt
from models.session import db
from progress.queries.terms import TERMS_COLUMNS, join_terms, terms_of

_TIMES = (
    Assignment.closes_at,
    Assignment.due_at,  # closes where nothing late is taken
    AssignmentOverride.closes_at,
    AssignmentOverride.due_at,
    AssignmentOverride.group_closes_at,
    AssignmentOverride.group_due_at,
)


def overdue_attempts(now: datetime) -> Sequence[UUID]:
    """Return the attempts that wait for being closed, in the order they were begun.

    The database picks those that have a time limit or a time that has passed; the resolver decides.
    """
    statement = (
        select(Attempt.id, Attempt.number, Attempt.started_at, Attempt.reopened_at, *TERMS_COLUMNS)
        .select_from(Attempt)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .where(Attempt.state == "open", Attempt.purpose == "graded")
        .order_by(Attempt.started_at, Attempt.id)
    )
    rows = db.session.execute(
        join_terms(statement, Attempt.person_id).where(
            or_(
                Assignment.time_limit_minutes.is_not(None),
                AssignmentOverride.time_limit_minutes.is_not(None),
                AssignmentOverride.group_time_limit_minutes.is_not(None),
                *(each <= now for each in _TIMES),
            )
        )
    )
    return [
        row.id
        for row in rows
        if resolve(
            terms_of(row),
            row.number,
            AttemptState.IN_PROGRESS,
            now,
            begun_at=row.reopened_at or row.started_at,
        ).is_over
    ]
