"""Every class of a school, for whoever manages it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select

from accounts.queries.teachers import teachers_by_class
from domain.people import Actor
from models.classes import Enrolment, SchoolClass
from models.session import db


@dataclass(frozen=True, slots=True)
class ClassOfSchool:
    """A class, who teaches it and how many are in it."""

    id: UUID
    name: str
    teachers: tuple[str, ...]
    students: int


def classes_of_school(actor: Actor) -> tuple[ClassOfSchool, ...]:
    """Return the classes of an administrator's school by name, without those put away."""
    if not actor.is_administrator:
        return ()
    teachers = teachers_by_class(actor.school_id)
    rows = db.session.execute(
        select(SchoolClass.id, SchoolClass.name, func.count(Enrolment.id))
        .outerjoin(Enrolment, (Enrolment.class_id == SchoolClass.id) & Enrolment.left_at.is_(None))
        .where(SchoolClass.school_id == actor.school_id, SchoolClass.archived_at.is_(None))
        .group_by(SchoolClass.id, SchoolClass.name)
    )
    found = (
        ClassOfSchool(row[0], row[1], tuple(each.name for each in teachers.get(row[0], ())), row[2])
        for row in rows
    )
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))
