"""Who teaches: people with an open account and the role of a teacher."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, select

from domain.people import Role
from models.classes import ClassTeacher, SchoolClass
from models.people import Membership, Person
from models.session import db


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody who teaches."""

    id: UUID
    name: str
    sign_in_name: str


@dataclass(frozen=True, slots=True)
class TaughtClass:
    """A class that somebody teaches."""

    id: UUID
    name: str


def teachers_of_school(school_id: UUID) -> tuple[Teacher, ...]:
    """Return everybody who can teach a class of the school, by name."""
    rows = db.session.execute(_teachers(school_id)).all()
    return tuple(sorted((Teacher(*row) for row in rows), key=_by_name))


def teachers_by_class(school_id: UUID) -> Mapping[UUID, tuple[Teacher, ...]]:
    """Return who teaches each class of the school, by name; a class that nobody teaches is left
    out."""
    found: defaultdict[UUID, list[Teacher]] = defaultdict(list)
    of_classes = _teachers(school_id).join(ClassTeacher, ClassTeacher.person_id == Person.id)
    for person_id, name, sign_in_name, class_id in db.session.execute(
        of_classes.add_columns(ClassTeacher.class_id).where(ClassTeacher.school_id == school_id)
    ):
        found[class_id].append(Teacher(person_id, name, sign_in_name))
    return {class_id: tuple(sorted(each, key=_by_name)) for class_id, each in found.items()}


def classes_left_alone(school_id: UUID, person_id: UUID) -> tuple[TaughtClass, ...]:
    """Return the classes by name that nobody but this person teaches."""
    alone = [
        class_id
        for class_id, teachers in teachers_by_class(school_id).items()
        if [each.id for each in teachers] == [person_id]
    ]
    rows = db.session.execute(
        select(SchoolClass.id, SchoolClass.name).where(
            SchoolClass.id.in_(alone), SchoolClass.archived_at.is_(None)
        )
    )
    found = (TaughtClass(row.id, row.name) for row in rows)
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def _teachers(school_id: UUID) -> Select[UUID, str, str]:
    return (
        select(Person.id, Person.display_name, Person.sign_in_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.school_id == school_id,
            Membership.role == Role.TEACHER.value,
            Person.archived_at.is_(None),
        )
    )


def _by_name(teacher: Teacher) -> tuple[str, UUID]:
    return teacher.name.casefold(), teacher.id
