"""Schools, people and what each person is in each school."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class School(Base):
    """A school and its zone; everything a school owns carries its id."""

    __tablename__ = "schools"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    time_zone: Mapped[str]
    created_at: Mapped[datetime]


class Person(Base):
    """Somebody who can sign in. Keys are case-folded and unique in the installation."""

    __tablename__ = "people"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    display_name: Mapped[str]
    # As a list with columns gave it; None: the last word of the name (domain.names.family_name).
    family_name: Mapped[str | None]
    sign_in_name: Mapped[str]
    sign_in_key: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str | None]
    email_key: Mapped[str | None] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    # A passphrase from a login card: good for one sign-in, which chooses a password.
    password_is_one_time: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]
    merged_into_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))


class Membership(Base):
    """One role of one person in one school."""

    __tablename__ = "memberships"
    __table_args__ = (
        UniqueConstraint("school_id", "person_id", "role"),
        Index("ix_memberships_person", "person_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    role: Mapped[str]
    created_at: Mapped[datetime]
