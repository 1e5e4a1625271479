"""Marks answers: the current answers of attempts and the versions they pin -> ItemResult rows."""

from collections.abc import Collection, Sequence
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from domain.grading import Graded, grade
from domain.question_kinds import kind
from domain.question_kinds.base import AnyKind, Response
from models.attempts import Attempt, AttemptItem, CurrentAnswer
from models.content import QuestionVersion
from models.session import db
from progress.storing import Row

Question = tuple[AnyKind, object]
"""A kind of question and the body that it reads."""


def item_results(attempt_ids: Sequence[UUID]) -> list[Row]:
    """Mark every position of those of the attempts that are submitted."""
    places = db.session.execute(
        select(
            AttemptItem.attempt_id,
            AttemptItem.position,
            AttemptItem.question_version_id,
            CurrentAnswer.answer,
        )
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .outerjoin(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
            & (CurrentAnswer.position == AttemptItem.position),
        )
        .where(Attempt.id.in_(attempt_ids), Attempt.state == "submitted")
        .order_by(AttemptItem.attempt_id, AttemptItem.position)
    ).all()
    questions = load_questions({place.question_version_id for place in places})
    return [
        {
            "attempt_id": place.attempt_id,
            "position": place.position,
            "question_version_id": place.question_version_id,
            **_columns(mark(questions[place.question_version_id], place.answer)),
        }
        for place in places
    ]


def load_questions(version_ids: Collection[UUID]) -> dict[UUID, Question]:
    """Return the kind and body of each question version."""
    rows = db.session.execute(
        select(QuestionVersion.id, QuestionVersion.kind, QuestionVersion.body).where(
            QuestionVersion.id.in_(version_ids)
        )
    )
    return {row.id: (kind(row.kind), kind(row.kind).from_json(row.body)) for row in rows}


def mark(question: Question, answer: Response | None) -> Graded:
    """Grade one stored answer; None is not answered."""
    its_kind, body = question
    return grade(its_kind, body, answer)


def _columns(graded: Graded) -> Row:
    share = graded.marks / graded.max if graded.max else Fraction(0)
    return {
        "marks_numerator": share.numerator,
        "marks_denominator": share.denominator,
        "is_answered": graded.is_answered,
        "chosen": list(graded.chosen),
        "misconceptions": list(graded.misconceptions),
    }
