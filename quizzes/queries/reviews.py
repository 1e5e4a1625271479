"""Marked questions as they are reviewed: each with its answer, its key, why, and its re-score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import aliased

from domain.grading import Graded, grade
from domain.question_kinds import kind as kind_named
from domain.question_kinds.base import Choice, Response
from domain.rescoring import Version
from models.attempts import Attempt, AttemptItem, CurrentAnswer, ItemResult
from models.content import QuestionVersion
from models.marking import PersonMark
from models.rescoring import Rescore
from models.session import db
from progress.marking import levels_for, person_marks
from progress.queries.beliefs import BeliefWords, belief_words
from quizzes.queries.questions import QUESTION_COLUMNS, Question, question_of

VERSION_COLUMNS: Final = (
    QuestionVersion.id.label("version_id"),
    QuestionVersion.explanation_html,
    QuestionVersion.trace_lesson_id,
    QuestionVersion.trace_sentence_id,
    *QUESTION_COLUMNS,
)

_NEWER: Final = aliased(QuestionVersion)
_HAS_NEWER_KEY: Final = (
    exists()
    .where(
        _NEWER.question_id == QuestionVersion.question_id,
        _NEWER.number > QuestionVersion.number,
        _NEWER.change == "key",
    )
    .correlate(QuestionVersion)
)


@dataclass(frozen=True, slots=True)
class Rescored:
    """When and why a question was re-scored; `other` is its version that is not reviewed.

    A question is reviewed as it is now, where its answer can be read so, else as it was seen.
    """

    at: datetime
    reason: str
    is_as_seen: bool
    other: "ReviewItem"


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One question after marking. `answer` and `key` are in the kind's own shape.

    `levels` and `comment` are what a person decided and said, where one marked the answer.
    """

    position: int
    question: Question
    choices: tuple[Choice, ...]
    answer: Response | None
    key: Response
    marks: Fraction
    is_right: bool
    awaits_person: bool
    remarks: Mapping[str, str]  # option id -> feedback; '' -> feedback on the whole answer
    explanation_html: str
    trace_lesson_id: str
    trace_sentence_id: str
    misconceptions: tuple[BeliefWords, ...]
    levels: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    rescored: Rescored | None = None
    keeps_model: bool = False  # whether a model answer must not be shown yet
    has_newer_key: bool = False  # which it was not marked by: its own may be wrong
    is_own: bool = True  # whether whoever looks gave the answer

    def of_somebody_else(self) -> "ReviewItem":
        """The same as anybody sees it who did not give the answer."""
        rescored = self.rescored and replace(
            self.rescored, other=self.rescored.other.of_somebody_else()
        )
        return replace(self, is_own=False, rescored=rescored)

    def keeping_model(self) -> "ReviewItem":
        """The same without a model answer."""
        rescored = self.rescored and replace(
            self.rescored, other=self.rescored.other.keeping_model()
        )
        return replace(self, keeps_model=True, rescored=rescored)

    @property
    def kind(self) -> str:
        return self.question.kind.name

    @property
    def texts(self) -> dict[str, str]:
        """Each choice's text by its id."""
        return {choice.id: choice.text for choice in self.choices}

    @property
    def verdict(self) -> str:
        """right, kept, part, wrong, blank or waits.

        Kept are the marks that never-lower left; what waits is for somebody to mark.
        """
        if self.answer is None:
            return "blank"
        if self.awaits_person:
            return "waits"
        if self.is_right:
            return "right"
        if self.marks == 1:
            return "kept"
        return "part" if self.marks > 0 else "wrong"


def review_items(attempt_id: UUID) -> tuple[ReviewItem, ...]:
    """Each question of a marked attempt, by the version that it was marked by."""
    rows = db.session.execute(
        select(
            AttemptItem.position,
            AttemptItem.option_order,
            AttemptItem.question_version_id.label("seen_id"),
            Attempt.assignment_id,
            CurrentAnswer.answer,
            ItemResult.question_version_id.label("marked_by_id"),
            ItemResult.marks_numerator,
            ItemResult.marks_denominator,
            ItemResult.is_right,
            ItemResult.misconceptions,
            _HAS_NEWER_KEY.label("has_newer_key"),
            *VERSION_COLUMNS,
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .join(
            ItemResult,
            (ItemResult.attempt_id == AttemptItem.attempt_id)
            & (ItemResult.position == AttemptItem.position),
        )
        .join(QuestionVersion, QuestionVersion.id == ItemResult.question_version_id)
        .outerjoin(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
            & (CurrentAnswer.position == AttemptItem.position),
        )
        .where(AttemptItem.attempt_id == attempt_id)
        .order_by(AttemptItem.position)
    ).all()
    beliefs = belief_words({slug for row in rows for slug in row.misconceptions})
    may_be_marked = any(kind_named(row.kind).may_need_person for row in rows)
    marks = person_marks([attempt_id]) if may_be_marked else {}
    items = [_item(row, row, beliefs, marks.get((attempt_id, row.position))) for row in rows]
    return tuple(
        replace(item, rescored=rescored, has_newer_key=row.has_newer_key)
        for row, item, rescored in zip(rows, items, _rescored(rows), strict=True)
    )


def _item(
    row: Row[*tuple[Any, ...]],
    version: Row[*tuple[Any, ...]],
    beliefs: Mapping[str, BeliefWords],
    marked: PersonMark | None = None,
) -> ReviewItem:
    """A row's answer to a version of its question, as it was marked by a person if it was."""
    question = question_of(version)
    can_read = Version(version.version_id, question.kind, question.body).can_read(row.answer)
    answer = row.answer if can_read else None
    levels = levels_for(answer, marked)
    graded: Graded = grade(question.kind, question.body, answer, levels=levels)
    return ReviewItem(
        position=row.position,
        question=question,
        choices=_shown(question, row.option_order),
        answer=answer,
        key=question.kind.key_response(question.body),
        marks=Fraction(row.marks_numerator, row.marks_denominator),
        is_right=row.is_right,
        awaits_person=graded.awaits_person,
        remarks={remark.option: remark.text for remark in graded.feedback},
        explanation_html=version.explanation_html,
        trace_lesson_id=version.trace_lesson_id,
        trace_sentence_id=version.trace_sentence_id,
        misconceptions=tuple(beliefs[slug] for slug in row.misconceptions if slug in beliefs),
        levels=levels or {},
        comment=marked.comment if marked and levels else "",
    )


def _shown(question: Question, order: Sequence[str]) -> tuple[Choice, ...]:
    """The choices in the order of the attempt; those that it did not show come last."""
    places = {choice_id: place for place, choice_id in enumerate(order)}
    choices = question.kind.choices(question.body)
    return tuple(sorted(choices, key=lambda choice: places.get(choice.id, len(places))))


def _rescored(rows: Sequence[Row[*tuple[Any, ...]]]) -> list[Rescored | None]:
    """For each row its latest re-score, with the version that the row was not marked by."""
    latest = _latest_rescores(rows)
    others = [
        (latest[row.seen_id].to_version_id if row.marked_by_id == row.seen_id else row.seen_id)
        if row.seen_id in latest
        else None
        for row in rows
    ]
    versions = (
        {
            version.version_id: version
            for version in db.session.execute(
                select(*VERSION_COLUMNS).where(QuestionVersion.id.in_(set(others) - {None}))
            )
        }
        if latest
        else {}
    )
    return [
        Rescored(
            at=latest[row.seen_id].rescored_at,
            reason=latest[row.seen_id].reason,
            is_as_seen=row.marked_by_id == row.seen_id,
            other=_item(row, versions[other], {}),
        )
        if other
        else None
        for row, other in zip(rows, others, strict=True)
    ]


def _latest_rescores(rows: Sequence[Row[*tuple[Any, ...]]]) -> dict[UUID, Row[*tuple[Any, ...]]]:
    """The latest re-score of each version that was seen, if there is one."""
    found = db.session.execute(
        select(Rescore.from_version_id, Rescore.to_version_id, Rescore.reason, Rescore.rescored_at)
        .where(
            Rescore.assignment_id.in_({row.assignment_id for row in rows} - {None}),
            Rescore.from_version_id.in_({row.seen_id for row in rows}),
        )
        .order_by(Rescore.rescored_at, Rescore.id)
    )
    return {row.from_version_id: row for row in found}
