"""What somebody with a class code may know before they are in the class."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from domain.errors import Refusal
from domain.names import fold
from models.classes import Enrolment, SchoolClass
from models.people import Person, School
from models.session import db


@dataclass(frozen=True)
class OpenClass:
    """A class that can be joined now."""

    id: UUID
    name: str
    join_code: str
    school_id: UUID
    school_name: str
    time_zone: str


def class_to_join(code: str) -> OpenClass | None:
    """The class with this code, None if there is none; raises Refusal while nobody can join it."""
    row = db.session.execute(
        select(SchoolClass, School)
        .join(School, School.id == SchoolClass.school_id)
        .where(SchoolClass.join_code == code)
    ).first()
    if row is None:
        return None
    found, school = row
    if found.archived_at is not None:
        raise Refusal("class-is-over", field="code")
    if found.code_locked_at is not None:
        raise Refusal("class-code-locked", field="code")
    return OpenClass(
        id=found.id,
        name=found.name,
        join_code=found.join_code,
        school_id=school.id,
        school_name=school.name,
        time_zone=school.time_zone,
    )


def has_student_named(class_id: UUID, display_name: str) -> bool:
    """Whether somebody of this name is in the class already."""
    return fold(display_name) in folded_names(class_id)


def folded_names(class_id: UUID) -> set[str]:
    """The names of everybody in the class, in the form in which names are compared."""
    names = db.session.scalars(
        select(Person.display_name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.class_id == class_id, Enrolment.left_at.is_(None))
    )
    return {fold(name) for name in names}
