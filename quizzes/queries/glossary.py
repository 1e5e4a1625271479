"""Words of the course that are explained beside a question while it is answered."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.glossary import Term, explained
from domain.question_kinds.base import Response
from models.reference import GlossaryTerm
from models.session import db
from quizzes.queries.attempts import AttemptFacts
from quizzes.queries.questions import Question

MOST_KEPT: Final = 16
"""So many glossaries stay in each process, of one course each."""


class _Glossary:
    """A course's terms, and which of them each question may have beside it, worked out once."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._terms = terms
        self._words: dict[UUID, tuple[Term, ...]] = {}

    def words(self, version_id: UUID, question: Question) -> tuple[Term, ...]:
        if version_id not in self._words:
            self._words[version_id] = _words(question, self._terms)
        return self._words[version_id]


def words_of(
    attempt: AttemptFacts, questions: Mapping[UUID, Question]
) -> dict[UUID, tuple[Term, ...]]:
    """The terms to explain beside each version of a question in an attempt."""
    if attempt.course_id is None or attempt.course_hash is None or not attempt.explains_words:
        return {}
    glossary = _glossary(attempt.course_id, attempt.course_hash)
    return {each: glossary.words(each, question) for each, question in questions.items()}


@lru_cache(MOST_KEPT)
def _glossary(course_id: str, _course_hash: str) -> _Glossary:
    """The course's glossary; another hash says that it was published anew."""
    rows = db.session.execute(
        select(GlossaryTerm.term, GlossaryTerm.meaning)
        .where(GlossaryTerm.course_id == course_id)
        .order_by(GlossaryTerm.id)
    )
    return _Glossary(tuple(Term(row.term, row.meaning) for row in rows))


def _words(question: Question, terms: tuple[Term, ...]) -> tuple[Term, ...]:
    """The terms that may be explained beside the question.

    None where what is asked is whether a statement holds: a meaning may well say so.
    """
    choices = question.kind.choices(question.body)
    if not all(choice.text for choice in choices):
        return ()
    key = question.kind.key_response(question.body)
    in_key = frozenset(_strings(key))
    return explained(
        question.stem_text,
        question.kind.in_words(question.body, key),
        [choice.text for choice in choices if choice.id not in in_key],
        terms,
    )


def _strings(answer: Response) -> Iterator[str]:
    """Return every text in an answer, whatever its kind's shape."""
    waiting: list[object] = [answer]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            waiting.extend([*value.keys(), *value.values()])
        elif isinstance(value, list | tuple):
            waiting.extend(value)
