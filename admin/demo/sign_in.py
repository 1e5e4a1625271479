"""The ways into the demo: whom each role signs in, and what is printed on paper."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from accounts.passwords import verify_password
from admin.demo.invented import (
    ADMINISTRATOR,
    CARD_PASSPHRASE,
    CARD_SIGN_IN_NAME,
    CLASS_CODE,
    STUDENT,
    TEACHERS,
)
from domain.errors import NotFound
from domain.names import fold
from domain.people import Role
from models.classes import SchoolClass
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


def card_opens() -> bool:
    """Whether the demo's login card still works: nobody has chosen a password with it."""
    person = db.session.scalar(select(Person).where(Person.sign_in_key == fold(CARD_SIGN_IN_NAME)))
    return (
        person is not None
        and person.password_is_one_time
        and person.archived_at is None
        and verify_password(person.password_hash, CARD_PASSPHRASE)
    )


def code_opens() -> bool:
    """Whether the demo's class code still opens its class."""
    open_class = select(SchoolClass.id).where(
        SchoolClass.join_code == CLASS_CODE,
        SchoolClass.code_locked_at.is_(None),
        SchoolClass.archived_at.is_(None),
    )
    return db.session.scalar(open_class) is not None
