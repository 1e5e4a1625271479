"""Signed-in sessions: opened, and ended one at a time or all at once."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete, or_, update

from domain.tokens import hash_token, new_token
from models.session import db
from models.sign_in import SignInSession

LIFETIME = timedelta(hours=12)
"""A school day. The cookie itself ends with the browser."""


def open_session(person_id: UUID, school_id: UUID, now: datetime) -> str:
    """Open a session and return its token for the cookie.

    Drops the person's dead ones: the newest row always says when they last signed in.
    """
    token = new_token()
    db.session.execute(
        delete(SignInSession).where(
            SignInSession.person_id == person_id,
            or_(SignInSession.ended_at.is_not(None), SignInSession.expires_at <= now),
        )
    )
    db.session.add(
        SignInSession(
            token_hash=hash_token(token),
            person_id=person_id,
            school_id=school_id,
            created_at=now,
            expires_at=now + LIFETIME,
        )
    )
    db.session.flush()
    return token


def end_session(token: str, now: datetime) -> None:
    """End the session of one browser."""
    db.session.execute(
        update(SignInSession)
        .where(SignInSession.token_hash == hash_token(token), SignInSession.ended_at.is_(None))
        .values(ended_at=now)
    )


def end_all_sessions(person_id: UUID, now: datetime) -> None:
    """End the person's sessions in every browser."""
    db.session.execute(
        update(SignInSession)
        .where(SignInSession.person_id == person_id, SignInSession.ended_at.is_(None))
        .values(ended_at=now)
    )
