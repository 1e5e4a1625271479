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
from domain.names import fold, suggest_sign_in_name
from domain.people import Role
from models.classes import SchoolClass
from models.people import Membership, Person
from models.session import db

_KEYS: Final = {
    role: suggest_sign_in_name(name, ())
    for role, name in (
        (Role.STUDENT, STUDENT),
        (Role.TEACHER, TEACHERS[0]),
        (Role.ADMINISTRATOR, ADMINISTRATOR),
    )
}
"""Whom each role signs in, by what nobody changes: people may be given other names."""


@dataclass(frozen=True)
class DemoPerson:
    """Somebody of the demo school, and the school."""

    person_id: UUID
    school_id: UUID


def demo_person(role: Role) -> DemoPerson:
    """Return the person that stands for a role in the demo; raises NotFound."""
    found = _demo_people().get(role)
    if found is None:
        raise NotFound
    return found


def open_doors() -> tuple[Role, ...]:
    """The roles that somebody of the demo still has and can sign in with."""
    return tuple(_demo_people())


def _demo_people() -> dict[Role, DemoPerson]:
    rows = db.session.execute(
        select(Membership.role, Person.sign_in_key, Person.id, Membership.school_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.sign_in_key.in_(_KEYS.values()), Person.archived_at.is_(None))
    )
    found = {(row.role, row.sign_in_key): DemoPerson(row.id, row.school_id) for row in rows}
    return {role: found[role, key] for role, key in _KEYS.items() if (role, key) in found}


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
