"""A quiz or a bank as a paper to print, with its key on a sheet of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from domain.people import Actor
from domain.question_kinds.base import Choice, Response
from quizzes.drawing import draw
from quizzes.queries.banks import require_bank
from quizzes.queries.drawing import current_versions, parts_of, pool_of
from quizzes.queries.library import require_quiz
from quizzes.queries.questions import Question


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question of a paper; `choices` as printed."""

    number: int
    question: Question
    choices: tuple[Choice, ...]
    key: Response

    @property
    def kind(self) -> str:
        return self.question.kind.name


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper and what it was made from."""

    title: str
    questions: tuple[PaperQuestion, ...]


def quiz_paper(actor: Actor, quiz_id: UUID) -> Paper:
    """The paper of a quiz, the same each time it is printed; raises NotFound."""
    quiz = require_quiz(actor, quiz_id)
    parts = parts_of(quiz_id)
    chance = _chance_of(str(quiz_id))
    drawn = draw(parts, pool_of(part.bank_id for part in parts), chance)
    return Paper(quiz.title, _questions(drawn))


def bank_paper(actor: Actor, bank_id: str) -> Paper:
    """The paper of all questions of a bank that a quiz may ask; raises NotFound."""
    bank = require_bank(actor, bank_id)
    return Paper(bank.title, _questions(pool_of([bank_id]).get(bank_id, [])))


def _chance_of(seed: str) -> Random:
    """A chance that repeats itself, so that a key printed later still fits the paper."""
    return Random(seed)  # noqa: S311


def _questions(question_ids: Sequence[str]) -> tuple[PaperQuestion, ...]:
    versions = current_versions(question_ids)
    made = []
    for number, question_id in enumerate(question_ids, start=1):
        version_id, question = versions[question_id]
        kind, body = question.kind, question.body
        order = kind.shuffle(body, _chance_of(str(version_id)))
        made.append(PaperQuestion(number, question, question.shown(order), kind.key_response(body)))
    return tuple(made)
