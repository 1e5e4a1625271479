"""Other times than the class's: for one student, or the same for several at once."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from classes.actions.overriding import assigned_to, override_of_student
from classes.actions.rules import FIELD_OF_PROBLEM, check_time_limit
from domain.access import Override, Terms, WindowProblem, window_problems
from domain.errors import Refusal
from domain.people import Actor
from models.assignments import Assignment
from models.audit import record
from models.session import db
from progress.actions import assignment_changed
from progress.queries.terms import terms_for


@dataclass(frozen=True, slots=True)
class OwnTimes:
    """Times that hold in place of the class's; None is what holds without them."""

    due_at: datetime | None = None
    closes_at: datetime | None = None
    time_limit_minutes: int | None = None

    @property
    def override(self) -> Override:
        """The same as the resolver takes them."""
        minutes = self.time_limit_minutes
        limit = None if minutes is None else timedelta(minutes=minutes)
        return Override(due_at=self.due_at, closes_at=self.closes_at, time_limit=limit)

    def as_json(self) -> dict[str, Any]:
        """The same as the audit log keeps them."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }


def change_dates_for_student(
    actor: Actor,
    assignment_id: UUID,
    person_id: UUID,
    *,
    due_at: datetime | None,
    closes_at: datetime | None,
    time_limit_minutes: int | None = None,
    now: datetime,
) -> None:
    """Give a student their own times; raises NotFound, Refusal."""
    assignment = assigned_to(actor, assignment_id, person_id)
    times = _for(assignment, OwnTimes(due_at, closes_at, time_limit_minutes))
    terms = terms_for(assignment_id, person_id)
    _check(replace(terms, own=times.override), times)
    row = override_of_student(assignment, person_id, now)
    before = OwnTimes(row.due_at, row.closes_at, row.time_limit_minutes)
    if before == times:
        return
    record(
        actor,
        "change-dates-for-student",
        assignment_id,
        now,
        student=str(person_id),
        before=before.as_json(),
        after=times.as_json(),
    )
    row.due_at, row.closes_at = times.due_at, times.closes_at
    row.time_limit_minutes, row.updated_at = times.time_limit_minutes, now
    db.session.flush()
    assignment_changed(assignment_id)


def change_dates_for_group(
    actor: Actor,
    assignment_id: UUID,
    person_ids: Collection[UUID],
    *,
    due_at: datetime | None,
    closes_at: datetime | None,
    time_limit_minutes: int | None = None,
    now: datetime,
) -> None:
    """Give several students the same times; what one of them has alone goes before these.

    Raises NotFound, Refusal.
    """
    if not person_ids:
        raise Refusal("no-students-ticked", field="students")
    students = sorted(person_ids)
    assignment = assigned_to(actor, assignment_id, *students)
    times = _for(assignment, OwnTimes(due_at, closes_at, time_limit_minutes))
    for person_id in students:
        terms = terms_for(assignment_id, person_id)
        _check(replace(terms, group=times.override), times)
        row = override_of_student(assignment, person_id, now)
        row.group_due_at, row.group_closes_at = times.due_at, times.closes_at
        row.group_time_limit_minutes, row.updated_at = times.time_limit_minutes, now
    people = [str(each) for each in students]
    record(
        actor, "change-dates-for-group", assignment_id, now, people=people, given=times.as_json()
    )
    db.session.flush()
    assignment_changed(assignment_id)


def _for(assignment: Assignment, times: OwnTimes) -> OwnTimes:
    """The times as they are stored: a lesson has no time limit."""
    return times if assignment.quiz_id else replace(times, time_limit_minutes=None)


def _check(terms: Terms, times: OwnTimes) -> None:
    if times.due_at is not None and times.closes_at is not None and times.closes_at < times.due_at:
        raise Refusal(WindowProblem.CLOSING_BEFORE_DUE, field="closes_at")
    problems = window_problems(terms.window)
    # One time may have moved the other: what is wrong is said beside the one that was given.
    for problem in sorted(
        problems, key=lambda each: getattr(times, FIELD_OF_PROBLEM[each]) is None
    ):
        raise Refusal(problem, field=FIELD_OF_PROBLEM[problem])
    check_time_limit(times.time_limit_minutes)
