"""Projections of what learners did: rebuildable, kept current with each submission, read by key."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class AssignmentResult(Base):
    """Where one student stands with one assignment. No row: not started.

    For a quiz `steps_done` of `steps_total` counts answered questions of the latest attempt, for a
    lesson sections read and checks answered. Scores are exact fractions of 0..1.
    """

    __tablename__ = "assignment_results"
    __table_args__ = (Index("ix_assignment_results_class", "class_id", "person_id"),)

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    class_id: Mapped[UUID] = mapped_column(ForeignKey("classes.id"))
    state: Mapped[str]  # in_progress or done
    attempts_submitted: Mapped[int]
    awaiting: Mapped[int]  # answers in them that await a person
    steps_done: Mapped[int]
    steps_total: Mapped[int]
    score_numerator: Mapped[int | None]
    score_denominator: Mapped[int | None]
    counted_attempt_id: Mapped[UUID | None]  # the attempt the score and the report rest on
    started_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]  # of the attempt finished first, else of the open one
    finished_at: Mapped[datetime | None]
    last_activity_at: Mapped[datetime]


class QuestionTotal(Base):
    """Running totals of one question version in one assignment, over counted attempts.

    An assignment belongs to one class, so a class's submissions touch only their own rows.
    """

    __tablename__ = "question_totals"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    question_version_id: Mapped[UUID] = mapped_column(
        ForeignKey("question_versions.id"), primary_key=True
    )
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    class_id: Mapped[UUID] = mapped_column(ForeignKey("classes.id"))
    asked: Mapped[int]
    answered: Mapped[int]
    right: Mapped[int]
    chosen: Mapped[dict[str, Any]]  # option id -> how many chose it


class MisconceptionShown(Base):
    """A misconception that a student's counted attempt of an assignment showed, and how often."""

    __tablename__ = "misconceptions_shown"

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    misconception_id: Mapped[str] = mapped_column(primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    class_id: Mapped[UUID] = mapped_column(ForeignKey("classes.id"))
    times: Mapped[int]


class Evidence(Base):
    """A learner's first response to a question, before its feedback was seen.

    A question that was left empty in a submitted attempt has `is_right` None: its feedback may
    have been seen, so no later response counts, and it says nothing about mastery itself.
    """

    __tablename__ = "evidence"
    __table_args__ = (Index("ix_evidence_person_objective", "person_id", "objective_id"),)

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    objective_id: Mapped[str] = mapped_column(ForeignKey("objectives.id"))
    is_right: Mapped[bool | None]
    origin: Mapped[str]  # quiz, practice or lesson
    at: Mapped[datetime]


class ObjectiveMastery(Base):
    """A learner's mastery of one objective, with the figures behind it."""

    __tablename__ = "objective_mastery"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"), primary_key=True)
    objective_id: Mapped[str] = mapped_column(ForeignKey("objectives.id"), primary_key=True)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    state: Mapped[str]  # domain.mastery.MasteryState
    right: Mapped[int]
    considered: Mapped[int]
    updated_at: Mapped[datetime]
