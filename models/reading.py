"""What each learner has read, and what they answered in the check-yourself questions."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class SectionRead(Base):
    """A section that a learner has read, and when first."""

    __tablename__ = "sections_read"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    lesson_id: Mapped[str] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    section_id: Mapped[str] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    read_at: Mapped[datetime]


class ReadingPlace(Base):
    """Where a learner left a lesson."""

    __tablename__ = "reading_places"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    lesson_id: Mapped[str] = mapped_column(ForeignKey("lessons.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    section_id: Mapped[str]
    updated_at: Mapped[datetime]


class CheckAnswer(Base):
    """One answer to a check-yourself question; an append-only log."""

    __tablename__ = "check_answers"
    __table_args__ = (Index("ix_check_answers_person", "person_id", "lesson_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    lesson_id: Mapped[str] = mapped_column(ForeignKey("lessons.id"))
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"))
    question_version_id: Mapped[UUID] = mapped_column(ForeignKey("question_versions.id"))
    answer: Mapped[dict[str, Any]]
    answered_at: Mapped[datetime]
