"""People: made with their roles, renamed, and put into classes."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from accounts.checks import (
    check_password,
    checked_display_name,
    checked_email,
    checked_family_name,
    checked_sign_in_name,
)
from accounts.passwords import hash_password
from accounts.queries.names import check_email_is_free, check_sign_in_name_is_free
from accounts.relations import is_enrolled
from domain.errors import NotFound, Refusal
from domain.names import fold
from domain.people import Actor, Role
from models.audit import record
from models.base import new_id
from models.classes import Enrolment
from models.locks import hold_people
from models.people import Membership, Person
from models.session import db
from progress.actions import roster_changed


def create_person(
    school_id: UUID,
    display_name: str,
    roles: Iterable[Role],
    now: datetime,
    *,
    sign_in_name: str,
    email: str | None = None,
    password: str | None = None,
    password_hash: str | None = None,
    one_time: bool = False,
    family_name: str | None = None,
    person_id: UUID | None = None,
) -> UUID:
    """Make a person with these roles in the school; raises Refusal naming the field.

    Give the hash where many are made at once: hashing takes its time on purpose.
    """
    name = checked_display_name(display_name)
    sign_in_name = checked_sign_in_name(sign_in_name)
    email = checked_email(email)
    if password is not None:
        check_password(password, (name, sign_in_name))
        password_hash = hash_password(password)
    check_sign_in_name_is_free(sign_in_name, name)
    if email:
        check_email_is_free(email)
    person = Person(
        id=person_id or new_id(),
        display_name=name,
        family_name=checked_family_name(family_name, name),
        sign_in_name=sign_in_name,
        sign_in_key=fold(sign_in_name),
        email=email,
        email_key=fold(email) if email else None,
        password_hash=password_hash,
        password_is_one_time=one_time,
        created_at=now,
    )
    _add_unless_just_taken(person)
    for role in sorted(set(roles)):
        db.session.add(
            Membership(school_id=school_id, person_id=person.id, role=role.value, created_at=now)
        )
    db.session.flush()
    return person.id


def _add_unless_just_taken(person: Person) -> None:
    """Two people may ask for the same name in the same moment: one of them gets it."""
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError as error:
        raise Refusal("sign-in-name-just-taken", field="sign_in_name") from error


def rename_person(actor: Actor, person_id: UUID, display_name: str, now: datetime) -> None:
    """Give a person another display name; the caller has asked whether the actor may."""
    name = checked_display_name(display_name)
    person = db.session.get_one(Person, person_id)
    if person.display_name == name:
        return
    record(actor, "rename-person", person_id, now, before=person.display_name, after=name)
    person.display_name = name
    db.session.flush()


def enrol(class_id: UUID, school_id: UUID, person_id: UUID, now: datetime) -> bool:
    """Put a person into a class; False if they are in it already.

    Raises NotFound if the account is closed.
    """
    if not hold_people([person_id]):
        raise NotFound
    if is_enrolled(class_id, person_id):
        return False
    db.session.merge(
        Enrolment(
            id=enrolment_begun(class_id, person_id, now) or new_id(),
            school_id=school_id,
            class_id=class_id,
            person_id=person_id,
            enrolled_at=now,
            left_at=None,
        )
    )
    db.session.flush()
    roster_changed(class_id, person_id)
    return True


def enrolment_begun(class_id: UUID, person_id: UUID, moment: datetime) -> UUID | None:
    """The place that began at this very moment, which somebody put back at once takes again."""
    return db.session.scalar(
        select(Enrolment.id).where(
            Enrolment.class_id == class_id,
            Enrolment.person_id == person_id,
            Enrolment.enrolled_at == moment,
        )
    )
