"""An assigned quiz as its student sees it before and between attempts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from accounts.relations import relations_to_class
from domain.access import Access, AttemptState, Feedback, resolve
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action, may
from models.assignments import Assignment, AssignmentOverride
from models.attempts import Attempt, ItemResult
from models.classes import SchoolClass
from models.quizzes import Quiz, QuizPart
from models.session import db
from quizzes.queries.attempts import RULES_COLUMNS, Terms, released, terms_of


@dataclass(frozen=True, slots=True)
class QuizAssignment:
    """A quiz given to a class, with the terms that hold for one student."""

    id: UUID
    class_id: UUID
    quiz_id: UUID
    title: str
    summary: str
    terms: Terms


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """A submitted attempt; `marks` only where the score is released."""

    id: UUID
    number: int
    submitted_at: datetime | None
    feedback: Feedback
    marks: Fraction | None
    of: int


@dataclass(frozen=True, slots=True)
class StartPage:
    """What a student needs to know before the first click."""

    assignment: QuizAssignment
    question_count: int
    access: Access
    attempts_begun: int
    attempts_allowed: int | None
    open_attempt_id: UUID | None
    past: tuple[PastAttempt, ...]


def require_quiz_assignment(actor: Actor, assignment_id: UUID) -> QuizAssignment:
    """The assignment, if it is a quiz that the actor may take; raises NotFound."""
    row = db.session.execute(
        select(
            Assignment.id,
            Assignment.class_id,
            Assignment.quiz_id,
            Assignment.title,
            Quiz.summary,
            *RULES_COLUMNS,
        )
        .join(Quiz, Quiz.id == Assignment.quiz_id)
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .outerjoin(
            AssignmentOverride,
            (AssignmentOverride.assignment_id == Assignment.id)
            & (AssignmentOverride.person_id == actor.person_id),
        )
        .where(Assignment.id == assignment_id, SchoolClass.archived_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFound
    if not may(actor, Action.TAKE_ASSIGNMENT, relations_to_class(actor, row.class_id)):
        raise NotFound
    return QuizAssignment(row.id, row.class_id, row.quiz_id, row.title, row.summary, terms_of(row))


def start_page(actor: Actor, assignment_id: UUID, now: datetime) -> StartPage:
    """Everything on the page before a quiz; raises NotFound."""
    assignment = require_quiz_assignment(actor, assignment_id)
    attempts = db.session.execute(
        select(Attempt.id, Attempt.number, Attempt.state, Attempt.submitted_at)
        .where(Attempt.assignment_id == assignment_id, Attempt.person_id == actor.person_id)
        .order_by(Attempt.number)
    ).all()
    open_id = next((row.id for row in reversed(attempts) if row.state == "open"), None)
    done = [row for row in attempts if row.state == "submitted"]
    terms = assignment.terms
    state = AttemptState.IN_PROGRESS if open_id else AttemptState.NOT_STARTED
    marks = marks_of([row.id for row in done])
    past = []
    for row in done:
        feedback = released(row.submitted_at, terms, len(attempts), now)
        earned, of = marks.get(row.id, (Fraction(0), 0))
        shown = earned if feedback.score else None
        past.append(PastAttempt(row.id, row.number, row.submitted_at, feedback, shown, of))
    return StartPage(
        assignment=assignment,
        question_count=_question_count(assignment.quiz_id),
        access=resolve(terms.rules, terms.override, len(attempts), state, now),
        attempts_begun=len(attempts),
        attempts_allowed=_attempts_allowed(terms),
        open_attempt_id=open_id,
        past=tuple(past),
    )


def marks_of(attempt_ids: Sequence[UUID]) -> dict[UUID, tuple[Fraction, int]]:
    """What each marked attempt earned, and out of how many marks."""
    rows = db.session.execute(
        select(ItemResult.attempt_id, ItemResult.marks_numerator, ItemResult.marks_denominator)
        .where(ItemResult.attempt_id.in_(attempt_ids))
        .order_by(ItemResult.attempt_id, ItemResult.position)
    )
    marks: dict[UUID, tuple[Fraction, int]] = {}
    for attempt_id, numerator, denominator in rows:
        earned, of = marks.get(attempt_id, (Fraction(0), 0))
        marks[attempt_id] = (earned + Fraction(numerator, denominator), of + 1)
    return marks


def _question_count(quiz_id: UUID) -> int:
    parts = db.session.execute(
        select(QuizPart.question_ids, QuizPart.random_count).where(QuizPart.quiz_id == quiz_id)
    )
    return sum(len(question_ids) + at_random for question_ids, at_random in parts)


def _attempts_allowed(terms: Terms) -> int | None:
    allowed = terms.rules.attempts_allowed
    if allowed is None:
        return None
    return allowed + (terms.override.extra_attempts if terms.override else 0)
