"""Lessons and questions: identities, and the immutable versions that answers are tied to."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Lesson(Base):
    """A lesson's identity; what it says is in its versions.

    `core_period` is its number on the core path of the course; a lesson beside it has none.
    """

    __tablename__ = "lessons"

    id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    position: Mapped[int]
    core_period: Mapped[int | None]
    current_version_id: Mapped[UUID | None]
    archived_at: Mapped[datetime | None]


class LessonVersion(Base):
    """One published text of a lesson in one language.

    `body` holds sections, blocks and cited sentences; `domain.lesson_body` says in which
    shape.
    """

    __tablename__ = "lesson_versions"
    __table_args__ = (UniqueConstraint("lesson_id", "language", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    lesson_id: Mapped[str] = mapped_column(ForeignKey("lessons.id"))
    language: Mapped[str]
    number: Mapped[int]
    content_hash: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    minutes: Mapped[int]
    body: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]


class Bank(Base):
    """A bank of questions."""

    __tablename__ = "banks"

    id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    lesson_id: Mapped[str | None] = mapped_column(ForeignKey("lessons.id"))
    title: Mapped[str]
    position: Mapped[int]
    archived_at: Mapped[datetime | None]


class Question(Base):
    """A question's identity. A check-yourself question belongs to a lesson and to no bank."""

    __tablename__ = "questions"
    __table_args__ = (
        Index("ix_questions_bank", "bank_id", "use"),
        Index("ix_questions_lesson", "lesson_id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    course_id: Mapped[str] = mapped_column(ForeignKey("courses.id"))
    bank_id: Mapped[str | None] = mapped_column(ForeignKey("banks.id"))
    lesson_id: Mapped[str | None] = mapped_column(ForeignKey("lessons.id"))
    use: Mapped[str]  # graded, practice or check
    position: Mapped[int]
    current_version_id: Mapped[UUID | None]
    archived_at: Mapped[datetime | None]


class QuestionVersion(Base):
    """One immutable wording and key of a question.

    `body` is the kind's own JSON (`Kind.to_json`), key and feedback included; `stem_html` and
    `explanation_html` are sanitised.
    """

    __tablename__ = "question_versions"
    __table_args__ = (UniqueConstraint("question_id", "language", "number"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"))
    language: Mapped[str]
    number: Mapped[int]
    content_hash: Mapped[str]
    change: Mapped[str]  # first, wording, meaning or key
    kind: Mapped[str]
    stem_html: Mapped[str]
    stem_text: Mapped[str]
    body: Mapped[dict[str, Any]]
    explanation_html: Mapped[str]
    objective_id: Mapped[str] = mapped_column(ForeignKey("objectives.id"))
    level: Mapped[str]
    trace_lesson_id: Mapped[str]
    trace_sentence_id: Mapped[str]
    facts: Mapped[list[Any]]
    law_from: Mapped[str | None]
    law_until: Mapped[str | None]
    published_at: Mapped[datetime]
