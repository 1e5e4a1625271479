"""A quiz while it is taken: the page, its questions and what is still unanswered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, bindparam, select

from domain.access import Access, Reason
from domain.errors import NotFound, Refusal
from domain.glossary import Term
from domain.people import Actor
from domain.permissions import Action
from domain.question_kinds.base import Choice, FormValues, InvalidResponse, Response
from models.attempts import Attempt, AttemptItem, CurrentAnswer, Flag
from models.session import run
from quizzes.queries.attempts import AttemptFacts, may_take, require_attempt
from quizzes.queries.checked import checked_items
from quizzes.queries.feedback import may_show_keys
from quizzes.queries.glossary import words_of
from quizzes.queries.late_answers import LateAnswer, late_answers_of
from quizzes.queries.questions import QUESTIONS, Question
from quizzes.queries.reviews import ReviewItem
from quizzes.stamps import Stamp, make_stamp

_ITEMS = (
    select(
        AttemptItem.position,
        AttemptItem.question_version_id,
        AttemptItem.option_order,
        CurrentAnswer.answer,
        CurrentAnswer.revision,
        CurrentAnswer.saved_at,
        Flag.flagged_at,
    )
    .outerjoin(
        CurrentAnswer,
        (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
        & (CurrentAnswer.position == AttemptItem.position),
    )
    .outerjoin(
        Flag,
        (Flag.attempt_id == AttemptItem.attempt_id) & (Flag.position == AttemptItem.position),
    )
    .where(AttemptItem.attempt_id == bindparam("attempt_id"))
    .order_by(AttemptItem.position)
)

_ITEM = (
    select(
        Attempt.school_id,
        Attempt.person_id,
        Attempt.submitted_at,
        AttemptItem.question_version_id,
    )
    .outerjoin(
        AttemptItem,
        (AttemptItem.attempt_id == Attempt.id) & (AttemptItem.position == bindparam("position")),
    )
    .where(Attempt.id == bindparam("attempt_id"))
)

TIMED_WITHIN: Final = timedelta(hours=2)
"""A quiz without a time limit that closes within so long shows how much time is left."""


@dataclass(frozen=True, slots=True)
class TakeItem:
    """One question on the page, with the answer that counts now."""

    position: int
    version_id: UUID
    question: Question
    choices: tuple[Choice, ...]
    answer: Response | None
    stamp: Stamp
    saved_at: datetime | None
    is_flagged: bool
    words: tuple[Term, ...]  # of the course, explained beside it
    review: ReviewItem | None  # in practice, once its answer was checked

    @property
    def kind(self) -> str:
        return self.question.kind.name

    @property
    def is_answered(self) -> bool:
        return self.answer is not None

    @property
    def is_whole(self) -> bool:
        """Whether there is nothing left to answer; a checked answer stays as it is."""
        return self.is_answered and (self.review is not None or self.question.is_whole(self.answer))

    @property
    def is_partly_answered(self) -> bool:
        return self.is_answered and not self.is_whole


@dataclass(frozen=True, slots=True)
class TakePage:
    """An attempt as its learner sees it while answering."""

    attempt: AttemptFacts
    access: Access
    items: tuple[TakeItem, ...]
    late: tuple[LateAnswer, ...]
    is_timed: bool  # there is a time limit, or it closes soon

    @property
    def unanswered(self) -> tuple[TakeItem, ...]:
        return tuple(item for item in self.items if not item.is_answered)

    @property
    def partly_answered(self) -> tuple[TakeItem, ...]:
        return tuple(item for item in self.items if item.is_partly_answered)

    @property
    def open(self) -> tuple[TakeItem, ...]:
        """What is not answered, or not wholly."""
        return tuple(item for item in self.items if not item.is_whole)

    @property
    def flagged(self) -> tuple[TakeItem, ...]:
        return tuple(item for item in self.items if item.is_flagged)


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Until when an attempt can be answered, and whether that is over."""

    until: datetime | None
    is_over: bool


@dataclass(frozen=True, slots=True)
class FormField:
    """What a form sent for one question: the stamp it was drawn with, and its values."""

    stamp: Stamp | None
    values: FormValues


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """An answer that its question can have; None takes back what was answered."""

    question: Question
    answer: Response | None


@dataclass(frozen=True, slots=True)
class CheckedForm:
    """A form's answers: those that changed, and what is wrong with the others."""

    answers: Mapping[int, tuple[int, Response | None]]  # position -> base revision, answer
    faults: Mapping[int, InvalidResponse]


def take_page(actor: Actor, attempt_id: UUID, now: datetime) -> TakePage:
    """The attempt with all its questions; raises NotFound."""
    attempt = require_attempt(actor, attempt_id, Action.TAKE_ATTEMPT)
    rows = run(_ITEMS, {"attempt_id": attempt_id}).all()
    questions = QUESTIONS.get([row.question_version_id for row in rows])
    words = words_of(attempt, questions)
    reviews = _verdicts(attempt, now)
    items = tuple(
        _item(
            row,
            questions[row.question_version_id],
            words.get(row.question_version_id, ()),
            reviews.get(row.position),
        )
        for row in rows
    )
    access = attempt.access(now)
    late = () if access.may_answer else late_answers_of(attempt_id)
    return TakePage(attempt, access, items, late, _is_timed(attempt, access, now))


def _verdicts(attempt: AttemptFacts, now: datetime) -> dict[int, ReviewItem]:
    if attempt.purpose != "practice" or not may_show_keys(attempt, now):
        return {}
    return checked_items(attempt.id)


def time_left(actor: Actor, attempt_id: UUID, now: datetime) -> TimeLeft:
    """Until when an attempt can be answered; raises NotFound."""
    attempt = require_attempt(actor, attempt_id, Action.TAKE_ATTEMPT)
    access = attempt.access(now)
    return TimeLeft(access.until, attempt.is_submitted or access.is_over)


def _is_timed(attempt: AttemptFacts, access: Access, now: datetime) -> bool:
    if access.until is None:
        return False
    return attempt.terms.time_allowed is not None or access.until - now < TIMED_WITHIN


def check_answer(actor: Actor, attempt_id: UUID, position: int, value: object) -> CheckedAnswer:
    """The answer in any JSON value, for the question at a position of the actor's attempt.

    Raises NotFound, Refusal (unknown-question), and for what this question cannot have as an answer
    InvalidResponse; where it cannot be written anew any more, Refusal (already-submitted).
    """
    row = run(_ITEM, {"attempt_id": attempt_id, "position": position}).one_or_none()
    if row is None or not may_take(actor, row.school_id, row.person_id):
        raise NotFound
    version_id = row.question_version_id
    if version_id is None:
        raise Refusal("unknown-question")
    question = QUESTIONS.get([version_id])[version_id]
    try:
        return CheckedAnswer(question, question.read_json(value))
    except InvalidResponse:
        if row.submitted_at:
            raise Refusal(Reason.ALREADY_SUBMITTED) from None
        raise


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


def _item(
    row: Row[*tuple[Any, ...]],
    question: Question,
    words: tuple[Term, ...],
    review: ReviewItem | None,
) -> TakeItem:
    return TakeItem(
        position=row.position,
        version_id=row.question_version_id,
        question=question,
        choices=question.shown(row.option_order),
        answer=row.answer,
        stamp=make_stamp(row.revision or 0, row.answer),
        saved_at=row.saved_at,
        is_flagged=row.flagged_at is not None,
        words=words,
        review=review,
    )
