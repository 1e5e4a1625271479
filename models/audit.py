"""The audit log: who changed what in a school, and when. Rows are only ever added."""

from datetime import datetime
from typing import Any, Literal, TypeAlias
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from domain.people import Actor
from models.base import Base, new_id
from models.session import db

# Every kind of act that is recorded; admin/wording.py has the words for each.
Act: TypeAlias = Literal[
    "accept-challenge",
    "accept-late-answers",
    "add-person",
    "add-students",
    "add-teacher",
    "archive-class",
    "archive-person",
    "archive-quiz",
    "assign",
    "build-quiz",
    "challenge-question",
    "change-accommodation",
    "change-assignment",
    "change-dates-for-group",
    "change-dates-for-student",
    "change-email",
    "change-own-password",
    "change-quiz",
    "change-roles",
    "change-school",
    "change-user-name",
    "clear-sign-in-delay",
    "create-class",
    "decline-challenge",
    "decline-late-answers",
    "give-again",
    "give-attempt",
    "join-class",
    "lock-class-code",
    "mark-answer",
    "merge-students",
    "put-student-back",
    "remove-student",
    "remove-teacher",
    "rename-class",
    "rename-person",
    "renew-class-code",
    "reopen-attempt",
    "rescore-question",
    "reset-password",
    "restore-class",
    "restore-person",
    "unlock-class-code",
    "withdraw-assignment",
]


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


def record(actor: Actor, action: Act, subject: UUID, now: datetime, **details: Any) -> None:
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
