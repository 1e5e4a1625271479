"""An attempt with everything that decides about it: whose it is, its rules and its dates."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, func, select

from accounts.relations import relations_to_class
from domain.access import (
    Access,
    AttemptState,
    Reason,
    Terms,
    Window,
    deadline,
    resolve,
)
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action, Relation, may
from models.assignments import Assignment
from models.attempts import Attempt
from models.classes import Enrolment
from models.quizzes import Quiz
from models.reference import Course
from models.session import run
from progress.queries.terms import TERMS_COLUMNS, join_terms, terms_of

_IS_IN_CLASS = (
    select(Enrolment.id)
    .where(
        Enrolment.class_id == Assignment.class_id,
        Enrolment.person_id == Attempt.person_id,
        Enrolment.left_at.is_(None),
    )
    .exists()
)

_ATTEMPTS = join_terms(
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
        Attempt.reopened_at,
        Attempt.submitted_at,
        Attempt.submitted_by,
        Assignment.class_id,
        Assignment.explains_words,
        Quiz.course_id,
        Course.content_hash.label("course_hash"),
        func.coalesce(Assignment.title, Quiz.title).label("title"),
        _IS_IN_CLASS.label("is_in_class"),
        *TERMS_COLUMNS,
    )
    .outerjoin(Quiz, Quiz.id == Attempt.quiz_id)
    .outerjoin(Course, Course.id == Quiz.course_id)
    .outerjoin(Assignment, Assignment.id == Attempt.assignment_id),
    Attempt.person_id,
)

_ATTEMPT = _ATTEMPTS.where(Attempt.id == bindparam("attempt_id"))

_LOCKED_ATTEMPT = _ATTEMPT.with_for_update(of=Attempt, key_share=True)


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
    reopened_at: datetime | None
    submitted_at: datetime | None
    submitted_by: UUID | None
    terms: Terms
    course_id: str | None
    course_hash: str | None  # of what the course says, its glossary included
    explains_words: bool
    is_submitted: bool
    is_in_class: bool  # whether its learner still is; true of practice and previews

    @property
    def begun_at(self) -> datetime:
        """When its clock began to run: a reopened attempt has its time limit anew."""
        return self.reopened_at or self.started_at

    @property
    def deadline(self) -> datetime | None:
        """When it closes by itself."""
        return deadline(self.terms, self.begun_at)

    @property
    def window(self) -> Window:
        """The times that hold for its learner."""
        return self.terms.window

    def access(self, now: datetime) -> Access:
        """What its learner may do with it at `now`: who has left the class looks at it only."""
        state = AttemptState.SUBMITTED if self.is_submitted else AttemptState.IN_PROGRESS
        access = resolve(self.terms, self.number, state, now, begun_at=self.begun_at)
        if self.is_in_class:
            return access
        return replace(
            access,
            why_not_answer=access.why_not_answer or Reason.LEFT_CLASS,
            why_not_submit=access.why_not_submit or Reason.LEFT_CLASS,
        )

    def why_not_answer(self, now: datetime) -> Reason | None:
        """Why no answer is taken at `now`; one that closed by itself is closed, not handed in."""
        why_not = self.access(now).why_not_answer
        closed_by_itself = self.is_submitted and self.submitted_by is None
        return Reason.CLOSED if closed_by_itself else why_not


def require_attempt(
    actor: Actor, attempt_id: UUID, action: Action, *, lock: bool = False
) -> AttemptFacts:
    """The attempt, if the actor may do `action` with it; raises NotFound otherwise.

    With `lock`, nobody else saves to it or submits it before the unit of work ends. Its answers
    must be read by later statements: PostgreSQL joins a locked row to an older picture of others.
    """
    row = run(_LOCKED_ATTEMPT if lock else _ATTEMPT, {"attempt_id": attempt_id}).one_or_none()
    if row is None or row.school_id != actor.school_id:
        raise NotFound
    if not may(actor, action, _relations(actor, row.person_id, row.class_id, action)):
        raise NotFound
    return _facts(row)


def lock_attempt(attempt_id: UUID) -> AttemptFacts | None:
    """The attempt, whosever it is, locked as `require_attempt` does."""
    row = run(_LOCKED_ATTEMPT, {"attempt_id": attempt_id}).one_or_none()
    return _facts(row) if row else None


def may_take(actor: Actor, school_id: UUID, person_id: UUID) -> bool:
    """Whether an attempt of this person in this school is the actor's own to answer."""
    is_own = school_id == actor.school_id and person_id == actor.person_id
    return is_own and may(actor, Action.TAKE_ATTEMPT, frozenset({Relation.OWNER}))


def read_attempts(attempt_ids: Collection[UUID]) -> list[AttemptFacts]:
    """These attempts, whosever they are."""
    return [_facts(row) for row in run(_ATTEMPTS.where(Attempt.id.in_(attempt_ids)))]


def _relations(
    actor: Actor, person_id: UUID, class_id: UUID | None, action: Action
) -> frozenset[Relation]:
    if person_id == actor.person_id:
        return frozenset({Relation.OWNER})
    if class_id is None or action is Action.TAKE_ATTEMPT:
        return frozenset()  # practice and previews are nobody else's business
    return relations_to_class(actor, class_id)


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
        reopened_at=row.reopened_at,
        submitted_at=row.submitted_at,
        submitted_by=row.submitted_by,
        terms=terms_of(row),
        course_id=row.course_id,
        course_hash=row.course_hash,
        explains_words=row.explains_words is not False,  # practice and previews do
        is_submitted=row.state == "submitted",
        is_in_class=row.class_id is None or bool(row.is_in_class),
    )
