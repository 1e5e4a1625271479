"""Signed-in sessions, known devices, failed attempts to sign in, and login cards."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class SignInSession(Base):
    """One signed-in browser. The cookie holds the token; only its hash is kept here."""

    __tablename__ = "sign_in_sessions"
    __table_args__ = (Index("ix_sign_in_sessions_person", "person_id"),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class KnownDevice(Base):
    """A browser that this account has signed in from; it is never slowed down."""

    __tablename__ = "known_devices"
    __table_args__ = (UniqueConstraint("person_id", "token_hash"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    token_hash: Mapped[str]
    created_at: Mapped[datetime]


class SignInFailure(Base):
    """A failed sign-in, by the account it was meant for and the address or device it came from."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (
        Index("ix_sign_in_failures_key_at", "sign_in_key", "at"),
        Index("ix_sign_in_failures_at", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    sign_in_key: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]


class LoginCardSheet(Base):
    """Login cards that were made together. No passphrase is kept: it follows from the sheet's id
    and the server's secret key, for as long as the sheet may be looked at.
    """

    __tablename__ = "login_card_sheets"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    class_id: Mapped[UUID | None] = mapped_column(ForeignKey("classes.id"))
    made_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    made_at: Mapped[datetime]
    cards: Mapped[
        list[Any]
    ]  # of each: the person's id, the hash of the password hash it was made of
