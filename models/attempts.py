"""Attempts, the append-only log of what was answered, and the current answer at each position."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ForeignKey, Index, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, new_id

_IS_OPEN_AND_GRADED = text("state = 'open' AND purpose = 'graded'")


class Attempt(Base):
    """One go at a quiz. It belongs to an assignment, or is practice or a teacher's preview.

    `(assignment_id, person_id, number)` is unique: two tabs that start at once make one attempt.
    Of one person's graded attempts at an assignment, one at most is open.
    """

    __tablename__ = "attempts"
    __table_args__ = (
        UniqueConstraint("assignment_id", "person_id", "number"),
        Index("ix_attempts_person", "person_id", "purpose"),
        Index(
            "uq_attempts_one_open",
            "assignment_id",
            "person_id",
            unique=True,
            sqlite_where=_IS_OPEN_AND_GRADED,
            postgresql_where=_IS_OPEN_AND_GRADED,
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    purpose: Mapped[str]  # graded, practice or preview
    assignment_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignments.id"))
    quiz_id: Mapped[UUID | None] = mapped_column(ForeignKey("quizzes.id"))
    practice_of_id: Mapped[UUID | None] = mapped_column(ForeignKey("attempts.id"))
    number: Mapped[int]
    state: Mapped[str]  # open or submitted
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    # Who handed it in; None while it is open, and where it closed by itself.
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("people.id"))
    reopened_at: Mapped[datetime | None]


class AttemptItem(Base):
    """The question version that stands at a position of an attempt, and its options' order."""

    __tablename__ = "attempt_items"
    __table_args__ = (Index("ix_attempt_items_question_version", "question_version_id"),)

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[str] = mapped_column(ForeignKey("questions.id"))
    question_version_id: Mapped[UUID] = mapped_column(ForeignKey("question_versions.id"))
    option_order: Mapped[list[Any]]


class Response(Base):
    """One save, never changed: what a client sent, and what became of it.

    `(attempt_id, client_id, sequence)` counts a retry once. A plain form post uses the token it
    was drawn with as its client.
    """

    __tablename__ = "responses"
    __table_args__ = (
        UniqueConstraint("attempt_id", "client_id", "sequence", "position"),
        Index(
            "ix_responses_late",
            "attempt_id",
            sqlite_where=text("outcome = 'late'"),
            postgresql_where=text("outcome = 'late'"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id"))
    position: Mapped[int]
    client_id: Mapped[str]
    sequence: Mapped[int]
    base_revision: Mapped[int]
    answer: Mapped[dict[str, Any] | None]  # None: the answer was taken back
    outcome: Mapped[str]  # current, conflict, superseded, late or refused
    received_at: Mapped[datetime]
    device_at: Mapped[datetime | None]  # when it was given, as its device claims


class LateDecision(Base):
    """What a teacher decided about one late response, never changed.

    It covers whatever came late for the same question before that response.
    """

    __tablename__ = "late_decisions"
    __table_args__ = (
        UniqueConstraint("response_id"),
        Index("ix_late_decisions_place", "attempt_id", "position"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    school_id: Mapped[UUID] = mapped_column(ForeignKey("schools.id"))
    response_id: Mapped[UUID] = mapped_column(ForeignKey("responses.id"))
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id"))
    position: Mapped[int]
    is_accepted: Mapped[bool]
    reason: Mapped[str]
    answer_before: Mapped[dict[str, Any] | None]  # what counted until then
    answers_were_out: Mapped[bool]  # whether the right answers were released when it came
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime]


class CurrentAnswer(Base):
    """The answer that counts at a position; pages and marking read only this."""

    __tablename__ = "current_answers"

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    answer: Mapped[dict[str, Any] | None]
    revision: Mapped[int]
    client_id: Mapped[str]
    saved_at: Mapped[datetime]


LAST_SAVED_AT: Final = (
    select(func.max(CurrentAnswer.saved_at))
    .where(CurrentAnswer.attempt_id == Attempt.id)
    .scalar_subquery()
    .label("last_saved_at")
)
"""When an answer to an `Attempt` was saved last, as a column beside it; None before the first."""


class Flag(Base):
    """A question that its learner wants to see again before handing in; it counts for nothing."""

    __tablename__ = "flags"

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    flagged_at: Mapped[datetime]


class PracticeCheck(Base):
    """A question of practice whose verdict was shown: from then on its answer stays as it is."""

    __tablename__ = "practice_checks"

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    checked_at: Mapped[datetime]


class ItemResult(Base):
    """How one position of a submitted attempt was marked: a projection of the answer.

    After a re-score `question_version_id` is the corrected version, where the answer can be read
    by it; the version that was seen stands in the attempt's item. Never-lower keeps marks and
    nothing else: the rest says what the answer shows by the corrected key.
    """

    __tablename__ = "item_results"
    __table_args__ = (
        Index(
            "ix_item_results_awaiting",
            "attempt_id",
            sqlite_where=text("awaits_person"),
            postgresql_where=text("awaits_person"),
        ),
    )

    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempts.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    question_version_id: Mapped[UUID] = mapped_column(ForeignKey("question_versions.id"))
    # Marks are exact fractions: numerator and denominator of 0..1.
    marks_numerator: Mapped[int]
    marks_denominator: Mapped[int]
    awaits_person: Mapped[bool]  # it earns nothing until somebody has marked it
    is_right: Mapped[bool]
    is_answered: Mapped[bool]
    chosen: Mapped[list[Any]]  # option ids
    misconceptions: Mapped[list[Any]]  # slugs shown by the answer
