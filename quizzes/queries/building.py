"""What a teacher can choose from when building a quiz."""

from dataclasses import dataclass

from sqlalchemy import select

from domain.people import Actor
from domain.question_kinds import kind
from models.content import Bank, Question, QuestionVersion
from models.session import db
from quizzes.queries.library import may_see_banks


@dataclass(frozen=True, slots=True)
class OfferedQuestion:
    """A question that a quiz may ask."""

    id: str
    stem_text: str
    kind: str
    level: str

    @property
    def needs_person(self) -> bool:
        """Whether a person marks every answer to it."""
        return kind(self.kind).needs_person


@dataclass(frozen=True, slots=True)
class OfferedBank:
    """A bank with the questions that a quiz may ask."""

    id: str
    course_id: str
    title: str
    questions: tuple[OfferedQuestion, ...]

    @property
    def question_ids(self) -> tuple[str, ...]:
        return tuple(question.id for question in self.questions)


def offered_banks(actor: Actor) -> tuple[OfferedBank, ...]:
    """Every bank that has questions for a quiz; empty for somebody who may not see banks."""
    if not may_see_banks(actor):
        return ()
    rows = db.session.execute(
        select(
            Bank.id,
            Bank.course_id,
            Bank.title,
            Question.id,
            QuestionVersion.stem_text,
            QuestionVersion.kind,
            QuestionVersion.level,
        )
        .join(Question, Question.bank_id == Bank.id)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(
            Bank.archived_at.is_(None),
            Question.archived_at.is_(None),
            Question.use == "graded",
        )
        .order_by(Bank.course_id, Bank.position, Bank.id, Question.position)
    )
    banks: dict[tuple[str, str, str], list[OfferedQuestion]] = {}
    for bank_id, course_id, title, *question in rows:
        banks.setdefault((bank_id, course_id, title), []).append(OfferedQuestion(*question))
    return tuple(OfferedBank(*bank, tuple(questions)) for bank, questions in banks.items())
