"""An attempt with everything that decides about it: whose it is, its rules and its dates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Label, Row, Select, func, select

from accounts.relations import relations_to_class
from domain.access import (
    Access,
    AssignmentRules,
    AttemptState,
    Feedback,
    FeedbackPolicy,
    Override,
    Window,
    effective_window,
    feedback_released,
    resolve,
)
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action, Relation, may
from models.assignments import Assignment, AssignmentOverride
from models.attempts import Attempt
from models.classes import Enrolment
from models.quizzes import Quiz
from models.session import db

FREE = AssignmentRules(attempts_allowed=None)
"""The rules of practice and preview: always open, as often as one likes."""

RULES_COLUMNS = (
    Assignment.opens_at,
    Assignment.due_at,
    Assignment.closes_at,
    Assignment.attempts_allowed,
    Assignment.feedback_policy,
    Assignment.withdrawn_at,
    AssignmentOverride.extra_attempts,
    AssignmentOverride.due_at.label("own_due_at"),
    AssignmentOverride.closes_at.label("own_closes_at"),
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one student in one assignment."""

    rules: AssignmentRules
    override: Override | None

    @property
    def window(self) -> Window:
        return effective_window(self.rules.window, self.override)


@dataclass(frozen=True, slots=True)
class AttemptFacts:
    """One attempt as actions and pages need it."""

    id: UUID
    school_id: UUID
    person_id: UUID
    purpose: str
    assignment_id: UUID | None
    class_id: UUID | None
    quiz_id: UUID | None
    practice_of_id: UUID | None
    number: int
    title: str
    started_at: datetime
    submitted_at: datetime | None
    terms: Terms
    is_submitted: bool

    def access(self, now: datetime) -> Access:
        """What its learner may do with it at `now`."""
        state = AttemptState.SUBMITTED if self.is_submitted else AttemptState.IN_PROGRESS
        return resolve(self.terms.rules, self.terms.override, self.number, state, now)

    def feedback(self, attempts_begun: int, now: datetime) -> Feedback:
        """What its learner sees of it at `now`."""
        submitted_at = self.submitted_at if self.is_submitted else None
        return released(submitted_at, self.terms, attempts_begun, now)


def released(
    submitted_at: datetime | None, terms: Terms, attempts_begun: int, now: datetime
) -> Feedback:
    """What a learner sees of an attempt that was submitted then, under these terms."""
    left = resolve(
        terms.rules, terms.override, attempts_begun, AttemptState.SUBMITTED, now
    ).attempts_left
    window = terms.window
    return feedback_released(
        terms.rules.feedback,
        submitted_at=submitted_at,
        closes_at=window.closes_at,
        due_at=window.due_at,
        attempts_left=left,
        now=now,
    )


def terms_of(row: Row[*tuple[Any, ...]]) -> Terms:
    """The terms in a row that holds RULES_COLUMNS; free ones where there is no assignment."""
    if row.feedback_policy is None:
        return Terms(FREE, None)
    rules = AssignmentRules(
        window=Window(row.opens_at, row.due_at, row.closes_at),
        attempts_allowed=row.attempts_allowed,
        feedback=FeedbackPolicy(row.feedback_policy),
        withdrawn=row.withdrawn_at is not None,
    )
    if row.extra_attempts is None:
        return Terms(rules, None)
    return Terms(rules, Override(row.extra_attempts, row.own_closes_at, row.own_due_at))


def require_attempt(
    actor: Actor, attempt_id: UUID, action: Action, *, lock: bool = False
) -> AttemptFacts:
    """The attempt, if the actor may do `action` with it; raises NotFound otherwise.

    With `lock`, nobody else saves to it or submits it before the unit of work ends. Its answers
    must be read by later statements: PostgreSQL joins a locked row to an older picture of others.
    """
    statement = _attempt(attempt_id)
    if lock:
        statement = statement.with_for_update(of=Attempt, key_share=True)
    row = db.session.execute(statement).one_or_none()
    if row is None or row.school_id != actor.school_id:
        raise NotFound
    if not may(actor, action, _relations(actor, row.person_id, row.class_id, action)):
        raise NotFound
    if action is Action.TAKE_ATTEMPT and row.class_id is not None and not row.is_in_class:
        raise NotFound  # who has left the class keeps the results, and answers no more
    return _facts(row)


def may_take(actor: Actor, school_id: UUID, person_id: UUID) -> bool:
    """Whether an attempt of this person in this school is the actor's own to answer."""
    is_own = school_id == actor.school_id and person_id == actor.person_id
    return is_own and may(actor, Action.TAKE_ATTEMPT, frozenset({Relation.OWNER}))


def count_begun(assignment_id: UUID | None, person_id: UUID) -> int:
    """How many attempts at the assignment a learner has begun."""
    if assignment_id is None:
        return 0
    return (
        db.session.scalar(
            select(func.count()).where(
                Attempt.assignment_id == assignment_id, Attempt.person_id == person_id
            )
        )
        or 0
    )


def _relations(
    actor: Actor, person_id: UUID, class_id: UUID | None, action: Action
) -> frozenset[Relation]:
    if person_id == actor.person_id:
        return frozenset({Relation.OWNER})
    if class_id is None or action is Action.TAKE_ATTEMPT:
        return frozenset()  # practice and previews are nobody else's business
    return relations_to_class(actor, class_id)


def _attempt(attempt_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Attempt.id,
            Attempt.school_id,
            Attempt.person_id,
            Attempt.purpose,
            Attempt.assignment_id,
            Attempt.quiz_id,
            Attempt.practice_of_id,
            Attempt.number,
            Attempt.state,
            Attempt.started_at,
            Attempt.submitted_at,
            Assignment.class_id,
            func.coalesce(Assignment.title, Quiz.title).label("title"),
            _is_in_class(),
            *RULES_COLUMNS,
        )
        .outerjoin(Quiz, Quiz.id == Attempt.quiz_id)
        .outerjoin(Assignment, Assignment.id == Attempt.assignment_id)
        .outerjoin(
            AssignmentOverride,
            (AssignmentOverride.assignment_id == Attempt.assignment_id)
            & (AssignmentOverride.person_id == Attempt.person_id),
        )
        .where(Attempt.id == attempt_id)
    )


def _is_in_class() -> Label[bool]:
    in_class = select(Enrolment.id).where(
        Enrolment.class_id == Assignment.class_id,
        Enrolment.person_id == Attempt.person_id,
        Enrolment.left_at.is_(None),
    )
    return in_class.exists().label("is_in_class")


def _facts(row: Row[*tuple[Any, ...]]) -> AttemptFacts:
    return AttemptFacts(
        id=row.id,
        school_id=row.school_id,
        person_id=row.person_id,
        purpose=row.purpose,
        assignment_id=row.assignment_id,
        class_id=row.class_id,
        quiz_id=row.quiz_id,
        practice_of_id=row.practice_of_id,
        number=row.number,
        title=row.title or "",
        started_at=row.started_at,
        submitted_at=row.submitted_at,
        terms=terms_of(row),
        is_submitted=row.state == "submitted",
    )
