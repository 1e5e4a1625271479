"""Whom each of the three ways into the demo signs in."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from admin.demo.invented import ADMINISTRATOR, STUDENT, TEACHERS
from domain.errors import NotFound
from domain.people import Role
from models.people import Membership, Person
from models.session import db

_NAMES: Final = {
    Role.STUDENT: STUDENT,
    Role.TEACHER: TEACHERS[0],
    Role.ADMINISTRATOR: ADMINISTRATOR,
}


@dataclass(frozen=True)
class DemoPerson:
    """Somebody of the demo school, and the school."""

    person_id: UUID
    school_id: UUID


def demo_person(role: Role) -> DemoPerson:
    """Return the person that stands for a role in the demo; raises NotFound."""
    found = db.session.execute(
        select(Membership.person_id, Membership.school_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.role == role.value, Person.display_name == _NAMES[role])
    ).first()
    if found is None:
        raise NotFound
    return DemoPerson(*found)
