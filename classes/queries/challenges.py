"""What students hold against questions: how many wait for an answer, and each with its question."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select

from accounts.relations import ClassSummary, class_with_relations
from classes.queries.corrections import Corrected, corrected_questions
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action, may
from models.assignments import Assignment
from models.attempts import AttemptItem
from models.challenges import Challenge
from models.content import Question, QuestionVersion
from models.people import Person
from models.session import db
from quizzes.queries.reviews import ReviewItem, review_items

LATEST: Final = 100


@dataclass(frozen=True, slots=True)
class ChallengeLine:
    """A student's reason against a question as it was asked; `is_accepted` is None while it waits.

    `bank_id` is None for a question that stands in no bank.
    """

    id: UUID
    assignment_id: UUID
    assignment_title: str
    attempt_id: UUID
    position: int
    person_id: UUID
    student: str
    question_id: str
    bank_id: str | None
    stem: str
    reason: str
    created_at: datetime
    is_accepted: bool | None
    reply: str
    answered_at: datetime | None

    @property
    def waits(self) -> bool:
        return self.answered_at is None


@dataclass(frozen=True, slots=True)
class ClassChallenges:
    """The challenges of a class, those that wait first, the latest answers after them."""

    klass: ClassSummary
    waiting: tuple[ChallengeLine, ...]
    answered: tuple[ChallengeLine, ...]


@dataclass(frozen=True, slots=True)
class ChallengePage:
    """One challenge, and the question as it was marked, one of `total`.

    `item` is None where the attempt is open again; `corrected` says that the question was corrected
    since, and not re-scored.
    """

    klass: ClassSummary
    challenge: ChallengeLine
    item: ReviewItem | None
    total: int
    corrected: Corrected | None
    may_answer: bool


def count_waiting(class_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return by class how many challenges wait, where any do."""
    rows = db.session.execute(
        select(Challenge.class_id, func.count())
        .where(Challenge.class_id.in_(class_ids), Challenge.answered_at.is_(None))
        .group_by(Challenge.class_id)
    )
    return {row[0]: row[1] for row in rows}


def count_challenges(assignment_id: UUID) -> tuple[int, int]:
    """Return how many challenges an assignment has, and how many of them wait."""
    every, answered = db.session.execute(
        select(func.count(), func.count(Challenge.answered_at)).where(
            Challenge.assignment_id == assignment_id
        )
    ).one()
    return every, every - answered


def class_challenges(actor: Actor, class_id: UUID) -> ClassChallenges:
    """Return the challenges of a class; raises NotFound."""
    klass, _relations = class_with_relations(actor, class_id, Action.VIEW_CLASS)
    own = Challenge.class_id == class_id
    waiting = _rows(own, Challenge.answered_at.is_(None))
    answered = _rows(own, Challenge.answered_at.is_not(None))
    return ClassChallenges(
        klass=klass,
        waiting=tuple(reversed(waiting)),  # who has waited longest comes first
        answered=tuple(answered),
    )


def challenge_page(actor: Actor, challenge_id: UUID) -> ChallengePage:
    """Return one challenge with its question; raises NotFound."""
    found = db.session.get(Challenge, challenge_id)
    if found is None:
        raise NotFound
    klass, relations = class_with_relations(actor, found.class_id, Action.VIEW_CLASS)
    (line,) = _rows(Challenge.id == challenge_id)
    corrected = corrected_questions(line.assignment_id)
    items = {item.position: item.of_somebody_else() for item in review_items(line.attempt_id)}
    return ChallengePage(
        klass=klass,
        challenge=line,
        item=items.get(line.position),
        total=len(items),
        corrected=next((each for each in corrected if each.question_id == line.question_id), None),
        may_answer=line.waits and may(actor, Action.MANAGE_ASSIGNMENTS, relations),
    )


def _rows(*scope: ColumnElement[bool]) -> list[ChallengeLine]:
    """Return the latest challenges in the scope, newest first."""
    rows = db.session.execute(
        select(
            Challenge,
            Assignment.title,
            Person.display_name,
            Question.bank_id,
            QuestionVersion.stem_text,
        )
        .join(Assignment, Assignment.id == Challenge.assignment_id)
        .join(Person, Person.id == Challenge.person_id)
        .join(Question, Question.id == Challenge.question_id)
        .join(
            AttemptItem,
            (AttemptItem.attempt_id == Challenge.attempt_id)
            & (AttemptItem.position == Challenge.position),
        )
        .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
        .where(*scope)
        .order_by(func.coalesce(Challenge.answered_at, Challenge.created_at).desc(), Challenge.id)
        .limit(LATEST)
    )
    return [_line(row) for row in rows]


def _line(row: Row[*tuple[Any, ...]]) -> ChallengeLine:
    challenge, title, student, bank_id, stem = row
    return ChallengeLine(
        id=challenge.id,
        assignment_id=challenge.assignment_id,
        assignment_title=title,
        attempt_id=challenge.attempt_id,
        position=challenge.position,
        person_id=challenge.person_id,
        student=student,
        question_id=challenge.question_id,
        bank_id=bank_id,
        stem=stem,
        reason=challenge.reason,
        created_at=challenge.created_at,
        is_accepted=challenge.is_accepted,
        reply=challenge.reply or "",
        answered_at=challenge.answered_at,
    )
