"""What a quiz is made of: its questions, and how many are drawn from which bank."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from domain.people import Actor
from models.content import Bank, Question, QuestionVersion
from models.session import db
from quizzes.drawing import Part
from quizzes.queries.building import OfferedQuestion
from quizzes.queries.drawing import parts_of, pool_of
from quizzes.queries.library import is_begun, require_quiz


@dataclass(frozen=True, slots=True)
class QuizPartLine:
    """What is taken from one bank: chosen questions, or `random_count` of `pool_size`."""

    bank_id: str
    bank_title: str
    questions: tuple[OfferedQuestion, ...]
    random_count: int
    pool_size: int


@dataclass(frozen=True, slots=True)
class QuizPage:
    """A quiz with what it asks; `may_change` while it is the reader's own and nobody began it."""

    id: UUID
    title: str
    summary: str
    parts: tuple[QuizPartLine, ...]
    is_own: bool
    may_change: bool


def quiz_page(actor: Actor, quiz_id: UUID) -> QuizPage:
    """Return a quiz of the library; raises NotFound."""
    quiz = require_quiz(actor, quiz_id)
    is_own = quiz.owner_id == actor.person_id
    return QuizPage(
        id=quiz.id,
        title=quiz.title,
        summary=quiz.summary,
        parts=_lines(parts_of(quiz_id)),
        is_own=is_own,
        may_change=is_own and not is_begun(quiz_id),
    )


def _lines(parts: tuple[Part, ...]) -> tuple[QuizPartLine, ...]:
    bank_ids = {part.bank_id for part in parts}
    rows = db.session.execute(select(Bank.id, Bank.title).where(Bank.id.in_(bank_ids)))
    titles = {row.id: row.title for row in rows}
    pool = pool_of(bank_ids)
    chosen = _chosen([each for part in parts for each in part.question_ids])
    return tuple(
        QuizPartLine(
            bank_id=part.bank_id,
            bank_title=titles[part.bank_id],
            questions=tuple(
                chosen[each] for each in part.question_ids if each in pool.get(part.bank_id, ())
            ),
            random_count=part.random_count,
            pool_size=len(pool.get(part.bank_id, ())),
        )
        for part in parts
    )


def _chosen(question_ids: Collection[str]) -> dict[str, OfferedQuestion]:
    rows = db.session.execute(
        select(Question.id, QuestionVersion.stem_text, QuestionVersion.kind, QuestionVersion.level)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.id.in_(question_ids))
    )
    return {row.id: OfferedQuestion(*row) for row in rows}
