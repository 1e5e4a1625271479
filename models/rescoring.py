"""Answers that were judged anew by a corrected question: a source that marking reads."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Rescore(Base):
    """In one assignment, answers to `from_version` are judged by `to_version`; never changed.

    The unique constraint makes applying a correction twice the same as once.
    """

    __tablename__ = "rescores"
    __table_args__ = (UniqueConstraint("assignment_id", "from_version_id", "to_version_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"))
    from_version_id: Mapped[UUID] = mapped_column(ForeignKey("question_versions.id"))
    to_version_id: Mapped[UUID] = mapped_column(ForeignKey("question_versions.id"))
    never_lower: Mapped[bool]  # nobody's marks fall
    reason: Mapped[str]
    rescored_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    rescored_at: Mapped[datetime]
