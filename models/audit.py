"""The audit log: who changed what in a school, and when. Rows are only ever added."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.people import Actor
from models.base import Base, new_id
from models.session import db


class AuditEntry(Base):
    """One act of one person."""

    __tablename__ = "audit_entries"
    __table_args__ = (Index("ix_audit_entries_school_at", "school_id", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    actor_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str]
    subject: Mapped[str]
    details: Mapped[dict[str, Any]]
    at: Mapped[datetime]


def record(actor: Actor, action: str, subject: UUID, now: datetime, **details: Any) -> None:
    """Add one entry in the current unit of work; `details` must be plain JSON values."""
    db.session.add(
        AuditEntry(
            school_id=actor.school_id,
            actor_id=actor.person_id,
            action=action,
            subject=str(subject),
            details=details,
            at=now,
        )
    )
