"""Assignments: a lesson or a quiz, given to one class, with its dates and rules."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id


class Assignment(Base):
    """One activity for one class. Exactly one of `lesson_id` and `quiz_id` is set."""

    __tablename__ = "assignments"
    __table_args__ = (
        CheckConstraint("(lesson_id IS NULL) <> (quiz_id IS NULL)", name="one_activity"),
        Index("ix_assignments_class", "class_id"),
        Index("ix_assignments_lesson", "lesson_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    class_id: Mapped[UUID] = mapped_column(ForeignKey("classes.id"))
    lesson_id: Mapped[str | None] = mapped_column(ForeignKey("lessons.id"))
    quiz_id: Mapped[UUID | None] = mapped_column(ForeignKey("quizzes.id"))
    title: Mapped[str]
    opens_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    attempts_allowed: Mapped[int | None]  # None: as many as they like; always None for a lesson
    time_limit_minutes: Mapped[int | None]  # None: no limit; always None for a lesson
    closing_policy: Mapped[str] = mapped_column(default="full_time")  # domain.access.ClosingPolicy
    late_policy: Mapped[str] = mapped_column(default="mark_late")  # domain.access.LatePolicy
    late_percent: Mapped[int] = mapped_column(default=0)  # taken off for each day begun late
    feedback_policy: Mapped[str]  # domain.access.FeedbackPolicy
    score_rule: Mapped[str]  # domain.scoring.ScoreRule
    explains_words: Mapped[bool] = mapped_column(default=True)  # glossary while answering
    created_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class AssignmentOverride(Base):
    """What one student is allowed beyond the assignment's rules.

    What was given to several students at once stands in `group_...`, on the row of each of them.
    """

    __tablename__ = "assignment_overrides"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    extra_attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    time_limit_minutes: Mapped[int | None]
    group_due_at: Mapped[datetime | None]
    group_closes_at: Mapped[datetime | None]
    group_time_limit_minutes: Mapped[int | None]
    updated_at: Mapped[datetime]
