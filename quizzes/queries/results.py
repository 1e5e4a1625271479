"""A handed-in attempt: the score, and each question with its answer, its key and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from domain.access import AttemptState, Feedback, Standing, standing
from domain.grading import Graded, grade
from domain.people import Actor
from domain.permissions import Action
from domain.question_kinds.base import Choice, Response
from models.attempts import AttemptItem, CurrentAnswer, ItemResult
from models.content import QuestionVersion
from models.people import Person
from models.reference import Misconception
from models.session import db
from quizzes.queries.attempts import AttemptFacts, count_begun, require_attempt
from quizzes.queries.questions import QUESTION_COLUMNS, Question, question_of


@dataclass(frozen=True, slots=True)
class Belief:
    """A misconception that an answer showed, what is true, and where the repair is."""

    belief: str
    truth: str
    repair_lesson_id: str | None
    repair_section_id: str | None


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One question after marking. `answer` and `key` are in the kind's own shape."""

    position: int
    question: Question
    choices: tuple[Choice, ...]
    answer: Response | None
    key: Response
    marks: Fraction
    remarks: Mapping[str, str]  # option id -> feedback; '' -> feedback on the whole answer
    explanation_html: str
    trace_lesson_id: str
    trace_sentence_id: str
    misconceptions: tuple[Belief, ...]

    @property
    def kind(self) -> str:
        return self.question.kind.name

    @property
    def texts(self) -> dict[str, str]:
        """Each choice's text by its id."""
        return {choice.id: choice.text for choice in self.choices}

    @property
    def verdict(self) -> str:
        """right, part, wrong or blank."""
        if self.answer is None:
            return "blank"
        if self.marks == 1:
            return "right"
        return "part" if self.marks > 0 else "wrong"


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """An attempt's results as far as the reader may see them.

    `marks` is None where the score is not shown, `items` is empty where answers are not.
    """

    attempt: AttemptFacts
    feedback: Feedback
    is_own: bool
    student_name: str
    marks: Fraction | None
    of: int
    items: tuple[ReviewItem, ...]
    missed: int

    @property
    def may_practise(self) -> bool:
        return self.is_own and self.attempt.purpose != "preview" and self.missed > 0

    @property
    def is_late(self) -> bool:
        """Whether graded work was handed in after it was due."""
        window, at = self.attempt.terms.window, self.attempt.submitted_at
        if self.attempt.purpose != "graded" or at is None:
            return False
        found = standing(
            AttemptState.SUBMITTED, window.due_at, window.closes_at, at, submitted_at=at
        )
        return found is Standing.DONE_LATE


def results_page(actor: Actor, attempt_id: UUID, now: datetime) -> ResultsPage:
    """The results of an attempt, for its learner as released, for their teachers in full.

    Raises NotFound.
    """
    attempt = require_attempt(actor, attempt_id, Action.VIEW_RESULTS)
    is_own = attempt.person_id == actor.person_id
    if is_own:
        feedback = attempt.feedback(count_begun(attempt.assignment_id, attempt.person_id), now)
        name = actor.display_name
    else:
        feedback = Feedback(score=attempt.is_submitted, answers=attempt.is_submitted)
        name = _name(attempt.person_id)
    items = _review(attempt_id) if feedback.score else ()
    return ResultsPage(
        attempt=attempt,
        feedback=feedback,
        is_own=is_own,
        student_name=name,
        marks=sum((item.marks for item in items), Fraction(0)) if feedback.score else None,
        of=len(items),
        items=items if feedback.answers else (),
        missed=sum(item.marks < 1 for item in items) if feedback.answers else 0,
    )


def _name(person_id: UUID) -> str:
    return db.session.scalar(select(Person.display_name).where(Person.id == person_id)) or ""


def _review(attempt_id: UUID) -> tuple[ReviewItem, ...]:
    rows = db.session.execute(
        select(
            AttemptItem.position,
            AttemptItem.option_order,
            CurrentAnswer.answer,
            ItemResult.marks_numerator,
            ItemResult.marks_denominator,
            ItemResult.misconceptions,
            QuestionVersion.explanation_html,
            QuestionVersion.trace_lesson_id,
            QuestionVersion.trace_sentence_id,
            *QUESTION_COLUMNS,
        )
        .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
        .join(
            ItemResult,
            (ItemResult.attempt_id == AttemptItem.attempt_id)
            & (ItemResult.position == AttemptItem.position),
        )
        .outerjoin(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
            & (CurrentAnswer.position == AttemptItem.position),
        )
        .where(AttemptItem.attempt_id == attempt_id)
        .order_by(AttemptItem.position)
    ).all()
    beliefs = _beliefs({slug for row in rows for slug in row.misconceptions})
    return tuple(_item(row, beliefs) for row in rows)


def _item(row: Row[*tuple[Any, ...]], beliefs: Mapping[str, Belief]) -> ReviewItem:
    question = question_of(row)
    graded: Graded = grade(question.kind, question.body, row.answer)
    return ReviewItem(
        position=row.position,
        question=question,
        choices=question.shown(row.option_order),
        answer=row.answer,
        key=question.kind.key_response(question.body),
        marks=Fraction(row.marks_numerator, row.marks_denominator),
        remarks={remark.option: remark.text for remark in graded.feedback},
        explanation_html=row.explanation_html,
        trace_lesson_id=row.trace_lesson_id,
        trace_sentence_id=row.trace_sentence_id,
        misconceptions=tuple(beliefs[slug] for slug in row.misconceptions if slug in beliefs),
    )


def _beliefs(slugs: Sequence[str] | set[str]) -> dict[str, Belief]:
    rows = db.session.scalars(select(Misconception).where(Misconception.id.in_(slugs)))
    return {
        row.id: Belief(row.belief, row.truth, row.repair_lesson_id, row.repair_section_id)
        for row in rows
    }
