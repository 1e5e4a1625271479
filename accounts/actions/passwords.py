"""Passwords chosen and replaced; each change signs every other browser out."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select

from accounts.actions.sessions import end_all_sessions, open_session
from accounts.actions.signing_in import clear_failures, remember_device
from domain.errors import NotSignedIn
from domain.people import Actor
from models.audit import record
from models.locks import hold_people
from models.people import Person
from models.session import db
from models.sign_in import KnownDevice


def set_own_password(
    actor: Actor, password_hash: str, device: str, now: datetime, *, in_place_of: str | None
) -> str:
    """Give the actor a password of their own; returns the token of the one session left.

    `in_place_of` is the hash that was checked. Raises NotSignedIn if it was replaced meanwhile:
    that ended every session, and whoever made a new card must be sure that nobody else is in.
    """
    hold_people([actor.person_id])
    stored = select(Person.password_hash).where(Person.id == actor.person_id)
    if db.session.scalar(stored) != in_place_of:
        raise NotSignedIn
    _replace(actor.person_id, password_hash, now, is_one_time=False)
    remember_device(actor.person_id, device, now)
    record(actor, "change-own-password", actor.person_id, now)
    return open_session(actor.person_id, actor.school_id, now)


def replace_password(actor: Actor, password_hash: str, now: datetime) -> None:
    """Give somebody who is locked out a password of their own, and leave them no session."""
    _replace(actor.person_id, password_hash, now, is_one_time=False)
    record(actor, "reset-password", actor.person_id, now)
    db.session.flush()


def give_passphrase(actor: Actor, person_id: UUID, passphrase_hash: str, now: datetime) -> None:
    """Replace a person's password by a one-time passphrase and end their sessions.

    The caller has asked whether the actor may.
    """
    _replace(person_id, passphrase_hash, now, is_one_time=True)
    record(actor, "reset-password", person_id, now)
    db.session.flush()


def _replace(person_id: UUID, password_hash: str, now: datetime, *, is_one_time: bool) -> None:
    hold_people([person_id])
    person = db.session.get_one(Person, person_id, populate_existing=True)
    person.password_hash = password_hash
    person.password_is_one_time = is_one_time
    end_all_sessions(person_id, now)
    clear_failures(person_id)
    db.session.execute(delete(KnownDevice).where(KnownDevice.person_id == person_id))
