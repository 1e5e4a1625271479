"""A quiz while it is taken: the page, its questions and what is still unanswered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, select

from domain.access import Access
from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.permissions import Action
from domain.question_kinds.base import Choice, FormValues, InvalidResponse, Response
from models.attempts import Attempt, AttemptItem, CurrentAnswer
from models.content import QuestionVersion
from models.session import db
from quizzes.queries.attempts import AttemptFacts, may_take, require_attempt
from quizzes.queries.questions import QUESTION_COLUMNS, Question, question_of
from quizzes.stamps import Stamp, make_stamp


@dataclass(frozen=True, slots=True)
class TakeItem:
    """One question on the page, with the answer that counts now."""

    position: int
    question: Question
    choices: tuple[Choice, ...]
    answer: Response | None
    stamp: Stamp
    saved_at: datetime | None

    @property
    def kind(self) -> str:
        return self.question.kind.name

    @property
    def is_answered(self) -> bool:
        return self.answer is not None


@dataclass(frozen=True, slots=True)
class TakePage:
    """An attempt as its learner sees it while answering."""

    attempt: AttemptFacts
    access: Access
    items: tuple[TakeItem, ...]

    @property
    def unanswered(self) -> tuple[TakeItem, ...]:
        return tuple(item for item in self.items if not item.is_answered)


@dataclass(frozen=True, slots=True)
class FormField:
    """What a form sent for one question: the stamp it was drawn with, and its values."""

    stamp: Stamp | None
    values: FormValues


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """A form's answers: those that changed, and what is wrong with the others."""

    answers: Mapping[int, tuple[int, Response | None]]  # position -> base revision, answer
    faults: Mapping[int, InvalidResponse]


def take_page(actor: Actor, attempt_id: UUID, now: datetime) -> TakePage:
    """The attempt with all its questions; raises NotFound."""
    attempt = require_attempt(actor, attempt_id, Action.TAKE_ATTEMPT)
    rows = db.session.execute(_items(attempt_id)).all()
    return TakePage(attempt, attempt.access(now), tuple(_item(row) for row in rows))


def check_answer(actor: Actor, attempt_id: UUID, position: int, value: object) -> Response | None:
    """The answer in any JSON value, for the question at a position of the actor's attempt.

    Raises NotFound, Refusal (unknown-question) and InvalidResponse.
    """
    row = db.session.execute(
        select(Attempt.school_id, Attempt.person_id, *QUESTION_COLUMNS)
        .outerjoin(
            AttemptItem,
            (AttemptItem.attempt_id == Attempt.id) & (AttemptItem.position == position),
        )
        .outerjoin(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
        .where(Attempt.id == attempt_id)
    ).one_or_none()
    if row is None or not may_take(actor, row.school_id, row.person_id):
        raise NotFound
    if row.kind is None:
        raise Refusal("unknown-question")
    return question_of(row).read_json(value)


def check_form(page: TakePage, fields: Mapping[int, FormField]) -> CheckedForm:
    """Tell changed answers from unchanged ones and faults; raises Refusal (unknown-question)."""
    items = {item.position: item for item in page.items}
    if not fields.keys() <= items.keys():
        raise Refusal("unknown-question")
    answers: dict[int, tuple[int, Response | None]] = {}
    faults: dict[int, InvalidResponse] = {}
    for position, field in fields.items():
        try:
            answer = items[position].question.read(field.values)
        except InvalidResponse as fault:
            faults[position] = fault
            continue
        if field.stamp is None or not field.stamp.shows(answer):
            answers[position] = (field.stamp.revision if field.stamp else 0, answer)
    return CheckedForm(answers, faults)


def _items(attempt_id: UUID) -> Select[*tuple[Any, ...]]:
    return (
        select(
            AttemptItem.position,
            AttemptItem.option_order,
            CurrentAnswer.answer,
            CurrentAnswer.revision,
            CurrentAnswer.saved_at,
            *QUESTION_COLUMNS,
        )
        .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
        .outerjoin(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
            & (CurrentAnswer.position == AttemptItem.position),
        )
        .where(AttemptItem.attempt_id == attempt_id)
        .order_by(AttemptItem.position)
    )


def _item(row: Row[*tuple[Any, ...]]) -> TakeItem:
    question = question_of(row)
    return TakeItem(
        position=row.position,
        question=question,
        choices=question.shown(row.option_order),
        answer=row.answer,
        stamp=make_stamp(row.revision or 0, row.answer),
        saved_at=row.saved_at,
    )
