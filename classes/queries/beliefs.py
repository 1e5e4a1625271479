"""The false beliefs that most of a class holds, over all of its quizzes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, Select, distinct, func, select

from classes.queries.work import ClassWork
from models.assignments import Assignment
from models.classes import Enrolment
from models.progress import MisconceptionShown
from models.reference import Misconception
from models.session import db

SHOWN_AT_MOST: Final = 3
FEWEST_HOLDERS: Final = 2
"""What a single student believes is that student's matter, not the class's."""


@dataclass(frozen=True, slots=True)
class ClassBelief:
    """A false belief held by `students` of the `of` who handed in a quiz in which any showed it.

    The report of `assignment_id` shows it best: most of them showed it there.
    """

    belief: str
    students: int
    of: int
    assignment_id: UUID
    assignment_title: str
    repair_lesson_id: str | None
    repair_section_id: str | None
    notes_lesson_id: str | None
    misconception: str


def most_held(work: Mapping[UUID, ClassWork]) -> dict[UUID, tuple[ClassBelief, ...]]:
    """Return the beliefs that most students of each class hold, in two statements."""
    holders = _holders(work)
    shown = _where_shown(work, {name for names in holders.values() for name in names})
    found = {}
    for class_id, each in work.items():
        found[class_id] = tuple(
            _belief(count, each, shown[class_id, name]) for name, count in holders[class_id].items()
        )
    return found


def _holders(class_ids: Iterable[UUID]) -> Mapping[UUID, dict[str, int]]:
    """How many students hold each class's most held beliefs, the most held first."""
    name = MisconceptionShown.misconception_id
    students = func.count(distinct(MisconceptionShown.person_id))
    rows = db.session.execute(
        _shown_in(class_ids, Assignment.class_id, name, students)
        .group_by(Assignment.class_id, name)
        .having(students >= FEWEST_HOLDERS)
        .order_by(students.desc(), func.max(Assignment.opens_at).desc(), name)
    )
    found: defaultdict[UUID, dict[str, int]] = defaultdict(dict)
    for class_id, misconception_id, count in rows:
        if len(found[class_id]) < SHOWN_AT_MOST:
            found[class_id][misconception_id] = count
    return found


def _where_shown(
    class_ids: Iterable[UUID], names: set[str]
) -> Mapping[tuple[UUID, str], list[Row[Any]]]:
    """The assignments that students showed each belief in; most did in the last one."""
    columns = (
        Assignment.class_id,
        Assignment.id,
        Assignment.title,
        Assignment.opens_at,
        Misconception.id.label("name"),
        Misconception.belief,
        Misconception.repair_lesson_id,
        Misconception.repair_section_id,
        Misconception.notes_lesson_id,
    )
    rows = db.session.execute(
        _shown_in(class_ids, *columns)
        .join(Misconception, Misconception.id == MisconceptionShown.misconception_id)
        .where(Misconception.id.in_(names))
        .group_by(*columns)
        .order_by(func.count(), Assignment.opens_at, Assignment.id)
    )
    found: defaultdict[tuple[UUID, str], list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.class_id, row.name].append(row)
    return found


def _shown_in(class_ids: Iterable[UUID], *columns: Any) -> Select[Any]:
    """Read these columns of what students who are in the classes showed in work not withdrawn."""
    return (
        select(*columns)
        .select_from(Assignment)
        .join(MisconceptionShown, MisconceptionShown.assignment_id == Assignment.id)
        .join(
            Enrolment,
            (Enrolment.class_id == Assignment.class_id)
            & (Enrolment.person_id == MisconceptionShown.person_id)
            & Enrolment.left_at.is_(None),
        )
        .where(Assignment.class_id.in_(list(class_ids)), Assignment.withdrawn_at.is_(None))
    )


def _belief(students: int, work: ClassWork, shown: list[Row[Any]]) -> ClassBelief:
    where = shown[-1]
    return ClassBelief(
        belief=where.belief,
        students=students,
        of=_handed_in(work, {row.id for row in shown}),
        assignment_id=where.id,
        assignment_title=where.title,
        repair_lesson_id=where.repair_lesson_id,
        repair_section_id=where.repair_section_id,
        notes_lesson_id=where.notes_lesson_id,
        misconception=where.name,
    )


def _handed_in(work: ClassWork, assignment_ids: Collection[UUID]) -> int:
    """How many students handed in one of these."""
    return sum(
        any(cell.standing.is_done and cell.assignment.id in assignment_ids for cell in row.cells)
        for row in work.students
    )
