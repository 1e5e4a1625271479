"""What there is to draw from when an attempt begins."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import select

from models.content import Bank, Question, QuestionVersion
from models.quizzes import QuizPart
from models.session import db
from quizzes.drawing import Part
from quizzes.queries.questions import QUESTION_COLUMNS, question_of
from quizzes.queries.questions import Question as QuestionWording

Pinned = dict[str, tuple[UUID, QuestionWording]]
"""Question id -> its version's id and what that version says."""


def parts_of(quiz_id: UUID) -> tuple[Part, ...]:
    """A quiz's parts in order."""
    rows = db.session.scalars(
        select(QuizPart).where(QuizPart.quiz_id == quiz_id).order_by(QuizPart.position)
    )
    return tuple(Part(row.bank_id, tuple(row.question_ids), row.random_count) for row in rows)


def pool_of(bank_ids: Iterable[str]) -> dict[str, list[str]]:
    """The questions of each bank that a quiz may ask, in written order.

    Practice and check-yourself questions and whatever was archived are never among them.
    """
    rows = db.session.execute(
        select(Bank.id, Question.id)
        .join(Bank, Bank.id == Question.bank_id)
        .where(
            Question.bank_id.in_(set(bank_ids)),
            Question.use == "graded",
            Question.archived_at.is_(None),
            Question.current_version_id.is_not(None),
            Bank.archived_at.is_(None),
        )
        .order_by(Question.bank_id, Question.position)
    )
    pool: dict[str, list[str]] = {}
    for bank_id, question_id in rows:
        pool.setdefault(bank_id, []).append(question_id)
    return pool


def current_versions(question_ids: Sequence[str]) -> Pinned:
    """The current version of each question."""
    rows = db.session.execute(
        select(Question.id.label("question_id"), QuestionVersion.id, *QUESTION_COLUMNS)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.id.in_(question_ids))
    )
    return {row.question_id: (row.id, question_of(row)) for row in rows}
