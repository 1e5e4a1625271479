"""Answers that came late: what a teacher weighs, and what became of each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, exists, or_, select
from sqlalchemy.orm import aliased

from domain.access import deadline
from domain.people import Actor
from domain.permissions import Action, may
from domain.question_kinds.base import Choice
from domain.question_kinds.base import Response as Answer
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem, CurrentAnswer, LateDecision, Response
from models.content import QuestionVersion
from models.people import Person
from models.session import db
from progress.queries.terms import TERMS_COLUMNS, join_terms, terms_of
from quizzes.deciding import Outcome
from quizzes.queries.assignments import quiz_of_class
from quizzes.queries.questions import QUESTION_COLUMNS, Question, question_of


@dataclass(frozen=True, slots=True)
class Decided:
    """What the teacher decided about a late answer."""

    is_accepted: bool
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """An answer that came after closing, with its evidence.

    `device_at` is what its device claims. `before` counted until the decision, or counts now.
    `is_newest` says that none to the same question arrived after it.
    """

    response_id: UUID
    attempt_id: UUID
    attempt_number: int
    client_id: str
    person_id: UUID
    student_name: str
    position: int
    question: Question
    choices: tuple[Choice, ...]
    answer: Answer | None
    before: Answer | None
    device_at: datetime | None
    received_at: datetime
    closed_at: datetime | None
    decided: Decided | None
    is_newest: bool

    @property
    def place(self) -> tuple[UUID, int]:
        """Which question it answers: the attempt and the position."""
        return self.attempt_id, self.position

    @property
    def kind(self) -> str:
        return self.question.kind.name


@dataclass(frozen=True, slots=True)
class LateStudent:
    """What came late from one student, oldest attempt first."""

    person_id: UUID
    name: str
    answers: tuple[LateAnswer, ...]

    @property
    def waiting(self) -> tuple[LateAnswer, ...]:
        return tuple(each for each in self.answers if each.decided is None)


@dataclass(frozen=True, slots=True)
class LatePage:
    """Everything that came late in one assignment; `may_decide` says whether the reader decides."""

    assignment_id: UUID
    class_id: UUID
    class_name: str
    title: str
    students: tuple[LateStudent, ...]
    may_decide: bool


@dataclass(frozen=True, slots=True)
class LateCount:
    """How many questions were answered late, and how many of them wait for a decision."""

    all: int
    waiting: int


def late_page(actor: Actor, assignment_id: UUID) -> LatePage:
    """What came late from the students of an assignment; raises NotFound."""
    quiz = quiz_of_class(actor, assignment_id, Action.VIEW_STUDENT)
    answers = _late_answers(Attempt.assignment_id == assignment_id)
    return LatePage(
        assignment_id=quiz.id,
        class_id=quiz.class_id,
        class_name=quiz.class_name,
        title=quiz.title,
        students=_by_student(answers),
        may_decide=may(actor, Action.MANAGE_ASSIGNMENTS, quiz.relations),
    )


def waiting_answers(assignment_id: UUID, person_id: UUID) -> tuple[LateAnswer, ...]:
    """What came late from one student and waits for a decision."""
    found = _late_answers(Attempt.assignment_id == assignment_id, Attempt.person_id == person_id)
    return tuple(each for each in found if each.decided is None)


def late_answers_of(attempt_id: UUID) -> tuple[LateAnswer, ...]:
    """What came late in one attempt that the reader may see."""
    return _late_answers(Attempt.id == attempt_id)


def count_late(assignment_id: UUID, person_id: UUID | None = None) -> LateCount:
    """How much came late in an assignment, or from one student in it."""
    scope = [Attempt.assignment_id == assignment_id]
    if person_id is not None:
        scope.append(Attempt.person_id == person_id)
    rows = db.session.execute(
        select(
            Response.attempt_id,
            Response.position,
            LateDecision.id.label("decision_id"),
            _is_settled().label("is_settled"),
        )
        .join(Attempt, Attempt.id == Response.attempt_id)
        .outerjoin(LateDecision, LateDecision.response_id == Response.id)
        .where(*scope, _is_late())
    ).all()
    waiting = {(row.attempt_id, row.position) for row in rows if not row.is_settled}
    decided = {(row.attempt_id, row.position) for row in rows if row.decision_id is not None}
    return LateCount(all=len(waiting | decided), waiting=len(waiting))


def late_waiting(assignment_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return by assignment how many questions were answered late and wait, where any do."""
    rows = db.session.execute(
        select(Attempt.assignment_id, Response.attempt_id, Response.position)
        .join(Attempt, Attempt.id == Response.attempt_id)
        .where(Attempt.assignment_id.in_(assignment_ids), _is_late(), ~_is_settled())
        .distinct()
    )
    return Counter(row.assignment_id for row in rows)


def _is_late() -> ColumnElement[bool]:
    return Response.outcome == Outcome.LATE.value


def _is_settled() -> ColumnElement[bool]:
    """Whether it waits no longer: it was decided, a later one of its client was, one that was there
    beside it was accepted, or a later one counts anyhow.

    The last where the attempt was reopened, or the class restored, and the question answered.
    """
    decision, decided, counted = aliased(LateDecision), aliased(Response), aliased(Response)
    return or_(
        exists().where(
            decision.attempt_id == Response.attempt_id,
            decision.position == Response.position,
            decided.id == decision.response_id,
            or_(
                (decided.client_id == Response.client_id)
                & (decided.received_at >= Response.received_at),
                decision.is_accepted & (decision.decided_at >= Response.received_at),
            ),
        ),
        exists().where(
            counted.attempt_id == Response.attempt_id,
            counted.position == Response.position,
            counted.outcome == Outcome.CURRENT.value,
            counted.received_at > Response.received_at,
        ),
    )


def _late_answers(*scope: ColumnElement[bool]) -> tuple[LateAnswer, ...]:
    """Those decided about, and the newest that waits of each client for each question."""
    statement = (
        select(
            Response.id,
            Response.attempt_id,
            Response.position,
            Response.client_id,
            Response.answer,
            Response.device_at,
            Response.received_at,
            Attempt.number,
            Attempt.person_id,
            Attempt.started_at,
            Attempt.reopened_at,
            Person.display_name,
            AttemptItem.option_order,
            CurrentAnswer.answer.label("current"),
            LateDecision.id.label("decision_id"),
            LateDecision.is_accepted,
            LateDecision.reason,
            LateDecision.answer_before,
            LateDecision.decided_at,
            _is_settled().label("is_settled"),
            *QUESTION_COLUMNS,
            *TERMS_COLUMNS,
        )
        .join(Attempt, Attempt.id == Response.attempt_id)
        .join(Person, Person.id == Attempt.person_id)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .join(
            AttemptItem,
            (AttemptItem.attempt_id == Response.attempt_id)
            & (AttemptItem.position == Response.position),
        )
        .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
        .outerjoin(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == Response.attempt_id)
            & (CurrentAnswer.position == Response.position),
        )
        .outerjoin(LateDecision, LateDecision.response_id == Response.id)
        .where(*scope, _is_late())
        .order_by(Attempt.number, Response.position, Response.received_at, Response.id)
    )
    rows = db.session.execute(join_terms(statement, Attempt.person_id)).all()
    newest = set({(row.attempt_id, row.position): row.id for row in rows}.values())
    return tuple(_late_answer(row, is_newest=row.id in newest) for row in _shown(rows))


def _shown(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Row[*tuple[Any, ...]]]:
    # What came first from another device is not older for that: its own words are shown too.
    waiting = {
        (row.attempt_id, row.position, row.client_id): row.id for row in rows if not row.is_settled
    }
    shown = set(waiting.values())
    return [row for row in rows if row.decision_id is not None or row.id in shown]


def _late_answer(row: Row[*tuple[Any, ...]], *, is_newest: bool) -> LateAnswer:
    question = question_of(row)
    decided = None
    if row.decision_id is not None:
        decided = Decided(row.is_accepted, row.reason, row.decided_at)
    return LateAnswer(
        response_id=row.id,
        attempt_id=row.attempt_id,
        attempt_number=row.number,
        client_id=row.client_id,
        person_id=row.person_id,
        student_name=row.display_name,
        position=row.position,
        question=question,
        choices=question.shown(row.option_order),
        answer=row.answer,
        before=row.answer_before if decided else row.current,
        device_at=row.device_at,
        received_at=row.received_at,
        closed_at=deadline(terms_of(row), row.reopened_at or row.started_at),
        decided=decided,
        is_newest=is_newest,
    )


def _by_student(answers: Iterable[LateAnswer]) -> tuple[LateStudent, ...]:
    """Those who wait come first, each by name."""
    found: defaultdict[tuple[str, UUID], list[LateAnswer]] = defaultdict(list)
    for answer in answers:
        found[answer.student_name, answer.person_id].append(answer)
    students = [
        LateStudent(person_id, name, tuple(theirs)) for (name, person_id), theirs in found.items()
    ]
    return tuple(sorted(students, key=lambda each: (not each.waiting, each.name.casefold())))
