"""Which classes have the same name."""

from uuid import UUID

from sqlalchemy import select

from domain.names import fold
from domain.people import Actor
from models.classes import ClassTeacher, SchoolClass
from models.session import db


def has_class_of_same_name(actor: Actor, class_id: UUID) -> bool:
    """Whether the actor teaches another class, not archived, that is called like this one."""
    rows = db.session.execute(
        select(SchoolClass.id, SchoolClass.name)
        .join(ClassTeacher, ClassTeacher.class_id == SchoolClass.id)
        .where(ClassTeacher.person_id == actor.person_id, SchoolClass.archived_at.is_(None))
    )
    names = {row.id: fold(row.name) for row in rows}
    mine = names.pop(class_id, None)
    return mine in names.values()
