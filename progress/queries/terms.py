"""Reads what decides for students: rules of assignments, overrides and accommodations.

One attempt is read in one statement: select TERMS_COLUMNS and join with `join_terms`. Many
students are read with `read_terms`, in a fixed number of statements.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Final, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, select

from domain.access import (
    NO_ACCOMMODATION,
    NO_OVERRIDE,
    Accommodation,
    AssignmentRules,
    ClosingPolicy,
    FeedbackPolicy,
    LatePolicy,
    Override,
    Terms,
    Window,
)
from models.accommodations import AccommodationProfile
from models.assignments import Assignment, AssignmentOverride
from models.classes import Enrolment, SchoolClass
from models.people import School
from models.session import db

RULES_COLUMNS: Final = (
    Assignment.opens_at,
    Assignment.due_at,
    Assignment.closes_at,
    Assignment.attempts_allowed,
    Assignment.feedback_policy,
    Assignment.withdrawn_at,
    Assignment.time_limit_minutes,
    Assignment.closing_policy,
    Assignment.late_policy,
    Assignment.late_percent,
    SchoolClass.archived_at.label("class_archived_at"),
    School.time_zone,
)

TERMS_COLUMNS: Final = (
    *RULES_COLUMNS,
    AssignmentOverride.extra_attempts,
    AssignmentOverride.due_at.label("own_due_at"),
    AssignmentOverride.closes_at.label("own_closes_at"),
    AssignmentOverride.time_limit_minutes.label("own_time_limit"),
    AssignmentOverride.group_due_at,
    AssignmentOverride.group_closes_at,
    AssignmentOverride.group_time_limit_minutes.label("group_time_limit"),
    AccommodationProfile.time_percent,
    AccommodationProfile.extra_attempts.label("granted_attempts"),
    AccommodationProfile.extra_days,
    AccommodationProfile.hides_timer,
)

FREE: Final = Terms(AssignmentRules(attempts_allowed=None))
"""The terms of practice and preview: always open, as often and as long as one likes."""

_Selected = TypeVar("_Selected", bound=Select[*tuple[Any, ...]])
_Key: TypeAlias = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class TermsOfStudents:
    """The terms of any student in any of some assignments."""

    plain: Mapping[UUID, Terms]
    overrides: Mapping[_Key, tuple[Override, Override]]
    accommodations: Mapping[_Key, Accommodation]
    schools: Mapping[UUID, UUID]

    def of(self, assignment_id: UUID, person_id: UUID) -> Terms:
        """What holds for this student in this assignment."""
        plain = self.plain[assignment_id]
        overrides = self.overrides.get((assignment_id, person_id))
        granted = self.accommodations.get((self.schools[assignment_id], person_id))
        if overrides is None and granted is None:
            return plain
        own, group = overrides or (NO_OVERRIDE, NO_OVERRIDE)
        return Terms(plain.rules, own, group, granted or NO_ACCOMMODATION)


def join_terms(statement: _Selected, person_id: Any) -> _Selected:
    """Join what TERMS_COLUMNS reads, the class too, to a statement that holds assignments."""
    return (
        statement.outerjoin(SchoolClass, SchoolClass.id == Assignment.class_id)
        .outerjoin(School, School.id == Assignment.school_id)
        .outerjoin(
            AssignmentOverride,
            (AssignmentOverride.assignment_id == Assignment.id)
            & (AssignmentOverride.person_id == person_id),
        )
        .outerjoin(
            AccommodationProfile,
            (AccommodationProfile.school_id == Assignment.school_id)
            & (AccommodationProfile.person_id == person_id),
        )
    )


def terms_of(row: Row[*tuple[Any, ...]]) -> Terms:
    """The terms in a row that holds TERMS_COLUMNS; free ones where there is no assignment."""
    if row.feedback_policy is None:
        return FREE
    own = group = NO_OVERRIDE
    if row.extra_attempts is not None:
        own = Override(
            row.extra_attempts, row.own_closes_at, row.own_due_at, _minutes(row.own_time_limit)
        )
        group = Override(0, row.group_closes_at, row.group_due_at, _minutes(row.group_time_limit))
    granted = NO_ACCOMMODATION
    if row.time_percent is not None:
        granted = Accommodation(
            Fraction(row.time_percent, 100), row.granted_attempts, row.extra_days, row.hides_timer
        )
    return Terms(rules_of(row), own, group, granted)


def rules_of(row: Row[*tuple[Any, ...]]) -> AssignmentRules:
    """The class's rules in a row that holds RULES_COLUMNS."""
    return AssignmentRules(
        window=Window(row.opens_at, row.due_at, row.closes_at),
        attempts_allowed=row.attempts_allowed,
        feedback=FeedbackPolicy(row.feedback_policy),
        withdrawn=row.withdrawn_at is not None,
        class_archived=row.class_archived_at is not None,
        time_limit=_minutes(row.time_limit_minutes),
        closing=ClosingPolicy(row.closing_policy),
        late=LatePolicy(row.late_policy),
        late_share=Fraction(row.late_percent, 100),
        zone=row.time_zone,
    )


def accommodation(row: AccommodationProfile) -> Accommodation:
    """What a profile grants."""
    return Accommodation(
        Fraction(row.time_percent, 100), row.extra_attempts, row.extra_days, row.hides_timer
    )


def overrides_of(row: AssignmentOverride) -> tuple[Override, Override]:
    """What was given to one student alone, and together with others."""
    return (
        Override(row.extra_attempts, row.closes_at, row.due_at, _minutes(row.time_limit_minutes)),
        Override(0, row.group_closes_at, row.group_due_at, _minutes(row.group_time_limit_minutes)),
    )


def accommodation_of(school_id: UUID, person_id: UUID) -> Accommodation:
    """What one student is granted in a school."""
    row = db.session.get(AccommodationProfile, (school_id, person_id))
    return accommodation(row) if row else NO_ACCOMMODATION


def terms_for(assignment_id: UUID, person_id: UUID) -> Terms:
    """What holds for one student in one assignment that is there."""
    statement = select(*TERMS_COLUMNS).select_from(Assignment)
    return terms_of(
        db.session.execute(
            join_terms(statement, person_id).where(Assignment.id == assignment_id)
        ).one()
    )


def read_terms(
    assignment_ids: Collection[UUID], person_ids: Collection[UUID] | None = None
) -> TermsOfStudents:
    """Read the terms of these assignments for everybody, or for `person_ids`."""
    rows = db.session.execute(
        select(Assignment.id, Assignment.school_id, *RULES_COLUMNS)
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .join(School, School.id == Assignment.school_id)
        .where(Assignment.id.in_(assignment_ids))
    ).all()
    of_these = select(Assignment.class_id).where(Assignment.id.in_(assignment_ids))
    in_class = select(Enrolment.person_id).where(Enrolment.class_id.in_(of_these))
    overrides = [AssignmentOverride.assignment_id.in_(assignment_ids)]
    profiles = [AccommodationProfile.person_id.in_(in_class)]
    if person_ids is not None:
        overrides.append(AssignmentOverride.person_id.in_(person_ids))
        profiles.append(AccommodationProfile.person_id.in_(person_ids))
    return TermsOfStudents(
        plain={row.id: Terms(rules_of(row)) for row in rows},
        overrides=_overrides(*overrides),
        accommodations=_accommodations(*profiles),
        schools={row.id: row.school_id for row in rows},
    )


def joined_at(class_ids: Collection[UUID], person_ids: Collection[UUID]) -> dict[_Key, datetime]:
    """When each of these people came into each of these classes, the last time they did."""
    rows = db.session.execute(
        select(Enrolment.class_id, Enrolment.person_id, func.max(Enrolment.enrolled_at))
        .where(Enrolment.class_id.in_(class_ids), Enrolment.person_id.in_(person_ids))
        .group_by(Enrolment.class_id, Enrolment.person_id)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _overrides(*scope: ColumnElement[bool]) -> dict[_Key, tuple[Override, Override]]:
    rows = db.session.scalars(select(AssignmentOverride).where(*scope))
    return {(row.assignment_id, row.person_id): overrides_of(row) for row in rows}


def _accommodations(*scope: ColumnElement[bool]) -> dict[_Key, Accommodation]:
    rows = db.session.scalars(select(AccommodationProfile).where(*scope))
    return {(row.school_id, row.person_id): accommodation(row) for row in rows}


def _minutes(minutes: int | None) -> timedelta | None:
    return None if minutes is None else timedelta(minutes=minutes)
