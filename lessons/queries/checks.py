"""Check-yourself questions as a page shows them: to be answered, or answered and explained."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select

from domain.errors import NotFound
from domain.grading import Graded, grade
from domain.people import Actor
from domain.question_kinds import kind as kind_named
from domain.question_kinds.base import AnyKind, Choice, Response
from models.content import Question, QuestionVersion
from models.reading import CheckAnswer
from models.session import db
from progress.queries.beliefs import BeliefWords, belief_words


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of a check-yourself question."""

    question_id: str
    version_id: UUID
    kind: AnyKind
    body: Any
    stem_html: str
    explanation_html: str
    trace_lesson_id: str
    trace_sentence_id: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, the version it was given to, and the how-manieth answer it is."""

    version_id: UUID
    response: Response
    tries: int = 1


@dataclass(frozen=True, slots=True)
class Review:
    """A marked answer, in the kind's own shape; `verdict` is right, part, waits or wrong."""

    verdict: str
    tries: int
    choices: tuple[Choice, ...]
    answer: Response
    key: Response
    remarks: Mapping[str, str]  # a choice's id -> feedback; '' -> feedback on the whole answer
    wording: Wording
    false_beliefs: tuple[BeliefWords, ...]
    levels: Mapping[str, str] = field(default_factory=dict)  # nobody decides about a check
    is_own: bool = True  # nobody else sees it

    @property
    def question(self) -> Wording:
        """The question, by the name that the templates of its kind know."""
        return self.wording


@dataclass(frozen=True, slots=True)
class Check:
    """A check-yourself question on a page; `review` is None while it waits for an answer."""

    wording: Wording
    number: int
    total: int
    choices: tuple[Choice, ...]
    review: Review | None
    answer: None = None  # a question that is asked once more begins empty

    @property
    def id(self) -> str:
        return self.wording.question_id

    @property
    def question(self) -> Wording:
        """The question, by the name that the templates of its kind know."""
        return self.wording


def checks(
    lesson_id: str, question_ids: Sequence[str], given: Mapping[str, Given]
) -> Mapping[str, Check]:
    """The lesson's checks by question id, marked where there is an answer in `given`."""
    wordings = _wordings(lesson_id, given)
    marked = {
        each: grade(wordings[each].kind, wordings[each].body, given[each].response)
        for each in given
        if each in wordings
    }
    beliefs = belief_words({slug for mark in marked.values() for slug in mark.misconceptions})
    found = {}
    for number, each in enumerate(question_ids, start=1):
        if each in wordings:
            review = None
            if each in marked:
                review = _review(wordings[each], marked[each], given[each], beliefs)
            check = Check(
                wordings[each], number, len(question_ids), _choices(wordings[each]), review
            )
            found[each] = check
    return found


def wording(lesson_id: str, question_id: str, version_id: UUID | None) -> Wording:
    """The version of a lesson's check that the reader saw, or the current one.

    Raises NotFound for a question that is no check of this lesson.
    """
    found = db.session.execute(
        _select_wordings(lesson_id).where(
            Question.id == question_id,
            or_(
                QuestionVersion.id == version_id, QuestionVersion.id == Question.current_version_id
            ),
        )
    ).all()
    versions = {row.id: _wording(row) for row in found}
    if not versions:
        raise NotFound
    seen = versions.get(version_id) if version_id else None
    return seen or next(iter(versions.values()))


def latest_answers(actor: Actor, lesson_id: str) -> Mapping[str, Given]:
    """A student's latest answer to each of the lesson's checks."""
    if not actor.is_student:
        return {}
    own = (
        select(
            CheckAnswer.question_id,
            CheckAnswer.question_version_id,
            CheckAnswer.answer,
            func.count().over(partition_by=CheckAnswer.question_id).label("tries"),
            func.row_number()
            .over(
                partition_by=CheckAnswer.question_id,
                order_by=(CheckAnswer.answered_at.desc(), CheckAnswer.id.desc()),
            )
            .label("age"),
        )
        .where(CheckAnswer.person_id == actor.person_id, CheckAnswer.lesson_id == lesson_id)
        .subquery()
    )
    return {
        row.question_id: Given(row.question_version_id, row.answer, row.tries)
        for row in db.session.execute(select(own).where(own.c.age == 1))
    }


def _select_wordings(lesson_id: str) -> Any:
    return (
        select(
            QuestionVersion.id,
            QuestionVersion.question_id,
            QuestionVersion.kind,
            QuestionVersion.body,
            QuestionVersion.stem_html,
            QuestionVersion.explanation_html,
            QuestionVersion.trace_lesson_id,
            QuestionVersion.trace_sentence_id,
        )
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(Question.lesson_id == lesson_id, Question.use == "check")
    )


def _wordings(lesson_id: str, given: Mapping[str, Given]) -> Mapping[str, Wording]:
    """Return each question as it was answered, or as it is now where it was not."""
    answered = {each.version_id for each in given.values()}
    rows = db.session.execute(
        _select_wordings(lesson_id).where(
            or_(
                QuestionVersion.id == Question.current_version_id,
                QuestionVersion.id.in_(answered),
            )
        )
    ).all()
    # Where there are both, the answered version comes last and takes the current one's place.
    ordered = sorted(rows, key=lambda row: row.id in answered)
    return {row.question_id: _wording(row) for row in ordered}


def _wording(row: Any) -> Wording:
    named = kind_named(row.kind)
    return Wording(
        question_id=row.question_id,
        version_id=row.id,
        kind=named,
        body=named.from_json(row.body),
        stem_html=row.stem_html,
        explanation_html=row.explanation_html,
        trace_lesson_id=row.trace_lesson_id,
        trace_sentence_id=row.trace_sentence_id,
    )


def _choices(wording: Wording) -> tuple[Choice, ...]:
    """Return the choices in one order for everybody, so that a class can talk about them."""
    by_id = {choice.id: choice for choice in wording.kind.choices(wording.body)}
    random = Random(str(wording.version_id))  # noqa: S311 - an order, not a secret
    return tuple(by_id[each] for each in wording.kind.shuffle(wording.body, random))


def _review(
    wording: Wording, mark: Graded, given: Given, beliefs: Mapping[str, BeliefWords]
) -> Review:
    return Review(
        verdict=_verdict(mark),
        tries=given.tries,
        choices=_choices(wording),
        answer=given.response,
        key=wording.kind.key_response(wording.body),
        remarks={remark.option: remark.text for remark in mark.feedback},
        wording=wording,
        false_beliefs=tuple(beliefs[slug] for slug in mark.misconceptions if slug in beliefs),
    )


def _verdict(mark: Graded) -> str:
    if mark.awaits_person:
        return "waits"
    return "right" if mark.is_right else "part" if mark.marks else "wrong"
