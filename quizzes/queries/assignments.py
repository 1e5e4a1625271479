"""An assigned quiz as its student sees it before and between attempts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from random import SystemRandom
from uuid import UUID

from sqlalchemy import select

from accounts.relations import relations_to_class
from domain.access import (
    Access,
    AttemptState,
    Feedback,
    Terms,
    Window,
    days_late,
    deadline,
    excused_from,
    last_moment,
    resolve,
)
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action, Relation, may
from models.assignments import Assignment
from models.attempts import Attempt
from models.classes import SchoolClass
from models.quizzes import Quiz
from models.session import db
from progress.queries.marks import SoFar, marks_so_far
from progress.queries.releases import release_times
from progress.queries.terms import TERMS_COLUMNS, join_terms, joined_at, terms_of
from quizzes.drawing import draw
from quizzes.queries.drawing import parts_of, pool_of
from quizzes.queries.feedback import released


@dataclass(frozen=True, slots=True)
class QuizOfClass:
    """A quiz assignment as a teacher meets it, and how the reader stands to its class."""

    id: UUID
    title: str
    class_id: UUID
    class_name: str
    relations: frozenset[Relation]


@dataclass(frozen=True, slots=True)
class QuizAssignment:
    """A quiz given to a class, with the terms that hold for one student."""

    id: UUID
    class_id: UUID
    quiz_id: UUID
    title: str
    summary: str
    terms: Terms

    @property
    def window(self) -> Window:
        """The student's own times."""
        return self.terms.window

    @property
    def time_allowed(self) -> timedelta | None:
        """How long the student may take."""
        return self.terms.time_allowed


@dataclass(frozen=True, slots=True)
class PastAttempt:
    """A submitted attempt; `marks` only where the score is released."""

    id: UUID
    number: int
    submitted_at: datetime | None
    feedback: Feedback
    marks: Fraction | None
    of: int  # marks that were possible, without answers that wait to be marked
    waiting: int


@dataclass(frozen=True, slots=True)
class StartPage:
    """What a student needs to know before the first click."""

    assignment: QuizAssignment
    question_count: int
    access: Access
    is_late: bool  # whether handing in now would be
    is_excused: bool  # the student joined the class after it was due
    attempts_begun: int
    attempts_allowed: int | None
    open_attempt_id: UUID | None
    if_started_now: datetime | None  # until when an attempt begun now could be answered
    last_moment: datetime | None  # when everybody must be done, however late they begin
    past: tuple[PastAttempt, ...]


def require_quiz_assignment(actor: Actor, assignment_id: UUID) -> QuizAssignment:
    """The assignment, if it is a quiz that the actor may take; raises NotFound."""
    statement = (
        select(
            Assignment.id,
            Assignment.class_id,
            Assignment.quiz_id,
            Assignment.title,
            Quiz.summary,
            *TERMS_COLUMNS,
        )
        .join(Quiz, Quiz.id == Assignment.quiz_id)
        .where(Assignment.id == assignment_id, SchoolClass.archived_at.is_(None))
    )
    row = db.session.execute(join_terms(statement, actor.person_id)).one_or_none()
    if row is None:
        raise NotFound
    if not may(actor, Action.TAKE_ASSIGNMENT, relations_to_class(actor, row.class_id)):
        raise NotFound
    return QuizAssignment(row.id, row.class_id, row.quiz_id, row.title, row.summary, terms_of(row))


def quiz_of_class(actor: Actor, assignment_id: UUID, action: Action) -> QuizOfClass:
    """The quiz assignment, if the actor may do `action` with its class; raises NotFound."""
    row = db.session.execute(
        select(Assignment.title, Assignment.class_id, SchoolClass.name)
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .where(Assignment.id == assignment_id, Assignment.quiz_id.is_not(None))
    ).one_or_none()
    if row is None:
        raise NotFound
    relations = relations_to_class(actor, row.class_id)
    if not may(actor, action, relations):
        raise NotFound
    return QuizOfClass(assignment_id, row.title, row.class_id, row.name, relations)


def start_page(actor: Actor, assignment_id: UUID, now: datetime) -> StartPage:
    """Everything on the page before a quiz; raises NotFound."""
    assignment = require_quiz_assignment(actor, assignment_id)
    attempts = db.session.execute(
        select(
            Attempt.id,
            Attempt.number,
            Attempt.state,
            Attempt.started_at,
            Attempt.reopened_at,
            Attempt.submitted_at,
        )
        .where(Attempt.assignment_id == assignment_id, Attempt.person_id == actor.person_id)
        .order_by(Attempt.number)
    ).all()
    open_one = next((row for row in reversed(attempts) if row.state == "open"), None)
    done = [row for row in attempts if row.state == "submitted"]
    terms = assignment.terms
    state = AttemptState.IN_PROGRESS if open_one else AttemptState.NOT_STARTED
    begun_at = (open_one.reopened_at or open_one.started_at) if open_one else None
    joined = joined_at([assignment.class_id], [actor.person_id])
    since = joined.get((assignment.class_id, actor.person_id))
    marks = marks_so_far([row.id for row in done])
    release_at = release_times({assignment_id: terms.rules}).get(assignment_id)
    past = []
    for row in done:
        feedback = released(row.submitted_at, terms, len(attempts), release_at, now)
        found = marks.get(row.id, SoFar(Fraction(0), 0, 0))
        shown = found.marks if feedback.score else None
        past.append(
            PastAttempt(
                row.id, row.number, row.submitted_at, feedback, shown, found.of, found.waiting
            )
        )
    return StartPage(
        assignment=assignment,
        question_count=_question_count(assignment.quiz_id),
        access=resolve(terms, len(attempts), state, now, begun_at=begun_at),
        is_late=days_late(terms, now, begun_at, since) > 0,
        is_excused=excused_from(terms, since) is not None,
        attempts_begun=len(attempts),
        attempts_allowed=terms.attempts_allowed,
        open_attempt_id=open_one.id if open_one else None,
        if_started_now=deadline(terms, now),
        last_moment=last_moment(terms),
        past=tuple(past),
    )


def _question_count(quiz_id: UUID) -> int:
    """How many questions are asked: what a course withdrew since is left out."""
    parts = parts_of(quiz_id)
    return len(draw(parts, pool_of(part.bank_id for part in parts), SystemRandom()))
