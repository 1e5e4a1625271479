"""Signing in: every try is counted before the password is looked at, and forgotten on success.

Counting first means that a hundred guesses sent at once are a hundred tries, not one.
"""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete

from accounts.actions.sessions import open_session
from accounts.queries.signing_in import (
    DEVICE,
    Credentials,
    knows_device,
    tries_at,
    tries_elsewhere,
)
from accounts.throttle import (
    ACCOUNT,
    ACCOUNT_AND_ADDRESS,
    KNOWN_DEVICE,
    WINDOW,
    heard_at,
    latest_wait,
)
from domain.errors import Refusal
from domain.names import fold
from domain.tokens import hash_token
from models.locks import hold_people
from models.people import Person
from models.session import db
from models.sign_in import KnownDevice, SignInFailure

DEVICE_IS_KNOWN_FOR = timedelta(days=400)


def account_key(credentials: Credentials | None, typed_name: str) -> str:
    """What tries are counted under; names that nobody has are counted just the same."""
    return str(credentials.person_id) if credentials else f"name {hash_token(fold(typed_name))}"


def count_try(
    credentials: Credentials | None,
    typed_name: str,
    address: str,
    device: str | None,
    now: datetime,
) -> datetime | None:
    """Count one try as wrong until `sign_in` says otherwise.

    Returns when the next try is heard if this one came too early; such a try is not counted.
    A passphrase of a login card is too long to be guessed, so whoever has a fresh card never
    waits: it is what a teacher can do for somebody whom others keep waiting.
    """
    if credentials is not None and credentials.is_one_time:
        return None
    key = account_key(credentials, typed_name)
    known_as = _known_as(credentials, device)
    if credentials is not None:
        # One try of an account at a time, or tries side by side would not see each other.
        hold_people([credentials.person_id])
    if known_as:
        wait = latest_wait(now, heard_at(tries_at(key, known_as, now), KNOWN_DEVICE))
    else:
        wait = latest_wait(
            now,
            heard_at(tries_at(key, address, now), ACCOUNT_AND_ADDRESS),
            heard_at(tries_elsewhere(key, now), ACCOUNT),
        )
    if wait is None:
        _remember_failure(key, known_as or address, now)
    return wait


def _known_as(credentials: Credentials | None, device: str | None) -> str | None:
    if credentials is None or not device:
        return None
    device_hash = hash_token(device)
    return DEVICE + device_hash if knows_device(credentials.person_id, device_hash) else None


def _remember_failure(key: str, place: str, now: datetime) -> None:
    db.session.execute(delete(SignInFailure).where(SignInFailure.at <= now - WINDOW))
    db.session.add(SignInFailure(sign_in_key=key, address=place, at=now))
    db.session.flush()


def sign_in(
    credentials: Credentials, device: str, now: datetime, new_hash: str | None = None
) -> str:
    """Open a session for somebody whose password was right; returns its token.

    `new_hash` replaces a hash of weaker parameters. Raises Refusal if the password was changed
    while it was being checked.
    """
    hold_people([credentials.person_id])
    person = db.session.get_one(Person, credentials.person_id, populate_existing=True)
    if person.password_hash != credentials.password_hash or person.archived_at is not None:
        raise Refusal("wrong-password")
    if new_hash:
        person.password_hash = new_hash
    clear_failures(person.id)
    remember_device(person.id, device, now)
    return open_session(person.id, credentials.school_id, now)


def clear_failures(person_id: UUID) -> None:
    """Forget an account's wrong tries, and with them any wait."""
    db.session.execute(delete(SignInFailure).where(SignInFailure.sign_in_key == str(person_id)))


def remember_device(person_id: UUID, device: str, now: datetime) -> None:
    """Let the account know this device, and forget those it has not seen for long."""
    db.session.execute(
        delete(KnownDevice).where(
            KnownDevice.person_id == person_id,
            KnownDevice.created_at <= now - DEVICE_IS_KNOWN_FOR,
        )
    )
    if not knows_device(person_id, hash_token(device)):
        db.session.add(
            KnownDevice(person_id=person_id, token_hash=hash_token(device), created_at=now)
        )
    db.session.flush()
