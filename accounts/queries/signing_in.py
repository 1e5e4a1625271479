"""What signing in needs to know: the account behind a name, its devices and its wrong tries."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from accounts.throttle import WINDOW, Tally
from domain.names import fold
from models.people import Membership, Person
from models.session import db
from models.sign_in import KnownDevice, SignInFailure, SignInSession

DEVICE = "device "
"""Marks the place of a try that came from a device which the account knows."""


@dataclass(frozen=True)
class Credentials:
    """An account that can be signed in to, and the school it is signed in to."""

    person_id: UUID
    school_id: UUID
    display_name: str
    sign_in_name: str
    password_hash: str | None
    is_one_time: bool


def credentials_for(typed_name: str) -> Credentials | None:
    """The account with this user name or e-mail address."""
    key = fold(typed_name)
    return _credentials(or_(Person.sign_in_key == key, Person.email_key == key))


def credentials_of(person_id: UUID) -> Credentials | None:
    """A person's own account."""
    return _credentials(Person.id == person_id)


def _credentials(condition: ColumnElement[bool]) -> Credentials | None:
    row = db.session.execute(
        select(Person, Membership.school_id)
        .join(Membership, Membership.person_id == Person.id)
        .where(condition, Person.archived_at.is_(None))
        .order_by(Membership.created_at, Membership.id)
        .limit(1)
    ).first()
    if row is None:
        return None
    person, school_id = row
    return Credentials(
        person_id=person.id,
        school_id=school_id,
        display_name=person.display_name,
        sign_in_name=person.sign_in_name,
        password_hash=person.password_hash,
        is_one_time=person.password_is_one_time,
    )


def knows_device(person_id: UUID, device_hash: str) -> bool:
    """Whether the person has signed in with this device before."""
    found = select(KnownDevice.id).where(
        KnownDevice.person_id == person_id, KnownDevice.token_hash == device_hash
    )
    return db.session.scalar(found) is not None


def tries_at(key: str, place: str, now: datetime) -> Tally:
    """Wrong tries of an account from one address or known device."""
    return _tally(key, now, SignInFailure.address == place)


def tries_elsewhere(key: str, now: datetime) -> Tally:
    """Wrong tries of an account from everywhere but the devices that it knows."""
    return _tally(key, now, SignInFailure.address.not_like(f"{DEVICE}%"))


def _tally(key: str, now: datetime, condition: ColumnElement[bool]) -> Tally:
    count, last_at = db.session.execute(
        select(func.count(), func.max(SignInFailure.at)).where(
            SignInFailure.sign_in_key == key,
            SignInFailure.at > now - WINDOW,
            condition,
        )
    ).one()
    return Tally(count, last_at)


@dataclass(frozen=True)
class OpenSession:
    """A browser in which somebody is signed in."""

    token_hash: str
    since: datetime
    until: datetime


def open_sessions(person_id: UUID, now: datetime) -> list[OpenSession]:
    """Where a person is signed in, the latest first."""
    rows = db.session.scalars(
        select(SignInSession)
        .where(
            SignInSession.person_id == person_id,
            SignInSession.ended_at.is_(None),
            SignInSession.expires_at > now,
        )
        .order_by(SignInSession.created_at.desc())
    )
    return [OpenSession(row.token_hash, row.created_at, row.expires_at) for row in rows]
