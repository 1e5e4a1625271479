"""Who in a school has overdue work, class by class, and of whom work is not expected.

The resolver says of each assignment whether it is overdue for its class, and of each student with
terms of their own, or with the clock of an attempt running, how they stand. For all others the
database only looks who has not handed in.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select

from domain.access import AttemptState, Standing, Terms, standing
from models.accommodations import AccommodationProfile
from models.assignments import Assignment, AssignmentOverride
from models.classes import Enrolment
from models.progress import AssignmentResult
from models.session import db
from progress.queries.terms import TermsOfStudents, read_terms

_Rows: TypeAlias = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class NotDone:
    """Of each class the students with overdue work, and how many pieces nobody waits for.

    These were due before their student joined; students with terms of their own are `excused` here.
    """

    behind: Mapping[UUID, set[UUID]]
    excused: Counter[UUID]


def not_done(school_id: UUID, now: datetime) -> NotDone:
    """Return what has not been handed in, in a fixed number of statements."""
    open_ids = db.session.scalars(
        select(Assignment.id).where(
            Assignment.school_id == school_id,
            Assignment.withdrawn_at.is_(None),
            Assignment.opens_at <= now,
        )
    ).all()
    terms = read_terms(open_ids)
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    overdue = [each for each in open_ids if _is_overdue(terms.plain[each], now)]
    for row in db.session.execute(_plain(overdue)):
        found[row.class_id].add(row.person_id)
    excused: Counter[UUID] = Counter()
    for row in db.session.execute(_special(open_ids)):
        stands = _standing(row, terms, now)
        if stands.is_behind:
            found[row.class_id].add(row.person_id)
        excused[row.class_id] += stands is Standing.DUE_BEFORE_JOINED
    return NotDone(found, excused)


def _is_overdue(terms: Terms, now: datetime) -> bool:
    return standing(terms, AttemptState.NOT_STARTED, now).is_behind


def _standing(row: Any, terms: TermsOfStudents, now: datetime) -> Standing:
    state = AttemptState.IN_PROGRESS if row.state else AttemptState.NOT_STARTED
    return standing(
        terms.of(row.assignment_id, row.person_id),
        state,
        now,
        begun_at=row.begun_at,
        joined_at=row.enrolled_at,
    )


def _plain(overdue: Collection[UUID]) -> _Rows:
    """Who has not handed in what is overdue for the class; not if it was due before they came."""
    statement = select(Enrolment.class_id, Enrolment.person_id).distinct()
    return _not_done(statement, overdue).where(~is_special(), was_there_before_due())


def _special(open_ids: Collection[UUID]) -> _Rows:
    """What students with terms or a clock of their own have not handed in."""
    statement = select(
        Enrolment.class_id,
        Enrolment.person_id,
        Enrolment.enrolled_at,
        Assignment.id.label("assignment_id"),
        AssignmentResult.state,
        AssignmentResult.begun_at,
    )
    return _not_done(statement, open_ids).where(is_special())


def _not_done(statement: _Rows, assignment_ids: Collection[UUID]) -> _Rows:
    return (
        statement.join(Assignment, Assignment.class_id == Enrolment.class_id)
        .outerjoin(
            AssignmentResult,
            (AssignmentResult.assignment_id == Assignment.id)
            & (AssignmentResult.person_id == Enrolment.person_id),
        )
        .where(
            Enrolment.left_at.is_(None),
            Assignment.id.in_(assignment_ids),
            func.coalesce(AssignmentResult.state, "") != "done",
        )
    )


def was_there_before_due() -> ColumnElement[bool]:
    """Whether a student of the class joined before it was due for the class."""
    due_at = func.coalesce(Assignment.due_at, Assignment.closes_at)
    return due_at.is_(None) | (due_at >= Enrolment.enrolled_at)


def is_special() -> ColumnElement[bool]:
    """Whether a student has terms of their own for it, or the clock of an attempt running."""
    has_profile = exists().where(
        AccommodationProfile.school_id == Enrolment.school_id,
        AccommodationProfile.person_id == Enrolment.person_id,
    )
    has_override = exists().where(
        AssignmentOverride.assignment_id == Assignment.id,
        AssignmentOverride.person_id == Enrolment.person_id,
    )
    has_clock = Assignment.time_limit_minutes.is_not(None) & AssignmentResult.begun_at.is_not(None)
    return has_profile | has_override | func.coalesce(has_clock, False)
