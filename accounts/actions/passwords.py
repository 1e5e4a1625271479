"""Passwords chosen and replaced; each change signs every other browser out."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from accounts.actions.sessions import end_all_sessions, open_session
from accounts.actions.signing_in import clear_failures, remember_device
from domain.people import Actor
from models.audit import record
from models.people import Person
from models.session import db
from models.sign_in import KnownDevice


def set_own_password(actor: Actor, password_hash: str, device: str, now: datetime) -> str:
    """Give the actor a password of their own; returns the token of the one session left."""
    person = db.session.get_one(Person, actor.person_id, with_for_update=True)
    person.password_hash = password_hash
    person.password_is_one_time = False
    _forget_where_signed_in(person.id, now)
    remember_device(person.id, device, now)
    record(actor, "change-own-password", person.id, now)
    return open_session(person.id, actor.school_id, now)


def give_passphrase(actor: Actor, person_id: UUID, passphrase_hash: str, now: datetime) -> None:
    """Replace a person's password by a one-time passphrase and end their sessions.

    The caller has asked whether the actor may.
    """
    person = db.session.get_one(Person, person_id, with_for_update=True)
    person.password_hash = passphrase_hash
    person.password_is_one_time = True
    _forget_where_signed_in(person_id, now)
    record(actor, "reset-password", person_id, now)
    db.session.flush()


def _forget_where_signed_in(person_id: UUID, now: datetime) -> None:
    end_all_sessions(person_id, now)
    clear_failures(person_id)
    db.session.execute(delete(KnownDevice).where(KnownDevice.person_id == person_id))
