"""The school at a glance: every class, from summary rows, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, case, exists, func, select

from accounts.queries.teachers import Teacher, teachers_by_class
from admin.queries.behind import NotDone, is_special, not_done, was_there_before_due
from classes.queries.overview import ArchivedClass
from domain.people import Actor
from domain.scoring import average_of_counted
from models.assignments import Assignment
from models.classes import Enrolment, SchoolClass
from models.progress import AssignmentResult
from models.session import db

ACTIVE_WITHIN: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ClassLine:
    """One class: `finished` of `expected` pieces of work; `behind` students have overdue work.

    It `is_given_work` also where none of it is expected yet of anybody.
    """

    id: UUID
    name: str
    teachers: tuple[str, ...]
    students: int
    is_given_work: bool
    finished: int
    expected: int
    behind: int
    average: Fraction | None
    active: int

    @property
    def share_finished(self) -> Fraction | None:
        return Fraction(self.finished, self.expected) if self.expected else None


@dataclass(frozen=True, slots=True)
class School:
    """Every class of a school by name, at `as_of`; a student of two classes counts once."""

    classes: tuple[ClassLine, ...]
    archived: tuple[ArchivedClass, ...]
    students: int
    active: int
    as_of: datetime

    @property
    def finished(self) -> int:
        return sum(line.finished for line in self.classes)

    @property
    def expected(self) -> int:
        return sum(line.expected for line in self.classes)

    @property
    def without_teacher(self) -> ClassLine | None:
        """The first class that nobody teaches."""
        return next((line for line in self.classes if not line.teachers), None)

    @property
    def most_behind(self) -> ClassLine | None:
        """The class in which the greatest share of students is behind."""
        behind = [line for line in self.classes if line.behind]
        return max(behind, key=lambda line: Fraction(line.behind, line.students), default=None)


def school(actor: Actor, now: datetime) -> School:
    """Return the actor's school as it stands at `now`."""
    classes = _classes(actor.school_id)
    work = _work(actor.school_id, now)
    pending = not_done(actor.school_id, now)
    scores = _scores(actor.school_id)
    active = _active(actor.school_id, now)
    students = _students(actor.school_id)
    teachers = teachers_by_class(actor.school_id)
    lines = [
        _line(row, work.get(row.id), pending, scores, active.get(row.id, set()), students, teachers)
        for row in classes
        if row.archived_at is None
    ]
    shown = {line.id for line in lines}
    return School(
        classes=tuple(lines),
        archived=tuple(
            ArchivedClass(row.id, row.name, row.archived_at) for row in classes if row.archived_at
        ),
        students=len(_everybody(students, shown)),
        active=len(_everybody(active, shown)),
        as_of=now,
    )


def _line(
    row: Row[Any],
    work: Row[Any] | None,
    pending: NotDone,
    scores: Mapping[UUID, list[tuple[Fraction, int]]],
    active: set[UUID],
    students: Mapping[UUID, set[UUID]],
    teachers: Mapping[UUID, tuple[Teacher, ...]],
) -> ClassLine:
    return ClassLine(
        id=row.id,
        name=row.name,
        teachers=tuple(teacher.name for teacher in teachers.get(row.id, ())),
        students=len(students.get(row.id, ())),
        is_given_work=row.is_given_work,
        finished=work.finished if work else 0,
        expected=work.expected - pending.excused[row.id] if work else 0,
        behind=len(pending.behind.get(row.id, ())),
        average=average_of_counted(scores.get(row.id, ())),
        active=len(active),
    )


def _everybody(people: Mapping[UUID, set[UUID]], class_ids: set[UUID]) -> set[UUID]:
    return {person for class_id in class_ids for person in people.get(class_id, ())}


def _classes(school_id: UUID) -> list[Row[Any]]:
    is_given_work = exists().where(
        Assignment.class_id == SchoolClass.id, Assignment.withdrawn_at.is_(None)
    )
    rows: Iterable[Row[Any]] = db.session.execute(
        select(
            SchoolClass.id,
            SchoolClass.name,
            SchoolClass.archived_at,
            is_given_work.label("is_given_work"),
        ).where(SchoolClass.school_id == school_id)
    )
    return sorted(rows, key=lambda row: (row.name.casefold(), row.id))


def _students(school_id: UUID) -> Mapping[UUID, set[UUID]]:
    rows = db.session.execute(
        select(Enrolment.class_id, Enrolment.person_id).where(
            Enrolment.school_id == school_id, Enrolment.left_at.is_(None)
        )
    )
    return _by_class(rows)


def _active(school_id: UUID, now: datetime) -> Mapping[UUID, set[UUID]]:
    """Return the students of each class who began or finished something in the last days."""
    rows = db.session.execute(
        select(AssignmentResult.class_id, AssignmentResult.person_id)
        .distinct()
        .join(Enrolment, _is_enrolled())
        .where(
            AssignmentResult.school_id == school_id,
            AssignmentResult.last_activity_at > now - ACTIVE_WITHIN,
        )
    )
    return _by_class(rows)


def _by_class(rows: Iterable[Any]) -> Mapping[UUID, set[UUID]]:
    found: defaultdict[UUID, set[UUID]] = defaultdict(set)
    for class_id, person_id in rows:
        found[class_id].add(person_id)
    return found


def _work(school_id: UUID, now: datetime) -> dict[UUID, Row[Any]]:
    """Count in each class the work that is open or finished, and what of it is finished.

    Nobody waits for what was due before a student joined; students with terms of their own are
    counted all the same, and those who are excused by them taken off by the caller.
    """
    is_done = func.coalesce(AssignmentResult.state, "") == "done"
    rows: Iterable[Row[Any]] = db.session.execute(
        select(
            Enrolment.class_id,
            func.count().label("expected"),
            func.count(case((is_done, 1))).label("finished"),
        )
        .join(Assignment, Assignment.class_id == Enrolment.class_id)
        .outerjoin(
            AssignmentResult,
            (AssignmentResult.assignment_id == Assignment.id)
            & (AssignmentResult.person_id == Enrolment.person_id),
        )
        .where(
            Enrolment.school_id == school_id,
            Enrolment.left_at.is_(None),
            Assignment.school_id == school_id,
            Assignment.withdrawn_at.is_(None),
            is_done | (Assignment.opens_at <= now) & (is_special() | was_there_before_due()),
        )
        .group_by(Enrolment.class_id)
    )
    return {row.class_id: row for row in rows}


def _scores(school_id: UUID) -> Mapping[UUID, list[tuple[Fraction, int]]]:
    rows = db.session.execute(
        select(
            AssignmentResult.class_id,
            AssignmentResult.score_numerator,
            AssignmentResult.score_denominator,
            func.count(),
        )
        .join(Enrolment, _is_enrolled())
        .join(Assignment, Assignment.id == AssignmentResult.assignment_id)
        .where(
            AssignmentResult.school_id == school_id,
            AssignmentResult.score_denominator.is_not(None),
            Assignment.withdrawn_at.is_(None),
        )
        .group_by(
            AssignmentResult.class_id,
            AssignmentResult.score_numerator,
            AssignmentResult.score_denominator,
        )
    )
    found: defaultdict[UUID, list[tuple[Fraction, int]]] = defaultdict(list)
    for class_id, numerator, denominator, times in rows:
        found[class_id].append((Fraction(numerator or 0, denominator or 1), times))
    return found


def _is_enrolled() -> ColumnElement[bool]:
    return and_(
        Enrolment.class_id == AssignmentResult.class_id,
        Enrolment.person_id == AssignmentResult.person_id,
        Enrolment.left_at.is_(None),
    )
