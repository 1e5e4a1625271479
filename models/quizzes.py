"""Quizzes: which questions are drawn, fixed or at random, and from which banks."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Quiz(Base):
    """A quiz that can be assigned: prepared with the course (no school) or made by a teacher."""

    __tablename__ = "quizzes"
    __table_args__ = (
        UniqueConstraint("course_id", "prepared_id"),
        Index("ix_quizzes_school", "school_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID | None] = mapped_column(ForeignKey("schools.id"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    prepared_id: Mapped[str | None]  # the id in the course's quizzes.yaml
    lesson_id: Mapped[str | None] = mapped_column(ForeignKey("lessons.id"))
    title: Mapped[str]
    summary: Mapped[str]
    content_hash: Mapped[str | None]
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]


class QuizPart(Base):
    """One draw: these questions of a bank, or that many at random from it."""

    __tablename__ = "quiz_parts"

    quiz_id: Mapped[UUID] = mapped_column(ForeignKey("quizzes.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    bank_id: Mapped[str] = mapped_column(ForeignKey("banks.id"))
    question_ids: Mapped[list[Any]]  # fixed questions, in order; empty for a random draw
    random_count: Mapped[int]  # how many are drawn at random; 0 for fixed questions
