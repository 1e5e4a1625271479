"""A question version, read once: its kind, its parsed body and its words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select

from domain.question_kinds import kind as kind_named
from domain.question_kinds.base import AnyKind, Choice, FormValues, Response
from models.content import QuestionVersion
from models.kept import Kept
from models.session import db

MOST_KEPT: Final = 2_000
"""So many questions stay in each process: a few megabytes."""

QUESTION_COLUMNS: Final = (
    QuestionVersion.kind,
    QuestionVersion.body,
    QuestionVersion.stem_html,
    QuestionVersion.stem_text,
)


@dataclass(frozen=True, slots=True)
class Question:
    """One wording of a question; `body` is the kind's own."""

    kind: AnyKind
    body: Any
    stem_html: str
    stem_text: str

    def shown(self, order: Sequence[str]) -> tuple[Choice, ...]:
        """The choices in the order that an attempt shows them in."""
        by_id = {choice.id: choice for choice in self.kind.choices(self.body)}
        return tuple(by_id[each] for each in order)

    def read(self, values: FormValues) -> Response | None:
        """The answer in a form's values; raises InvalidResponse."""
        return self.kind.read(self.body, values)

    def read_json(self, value: object) -> Response | None:
        """The answer in any JSON value; raises InvalidResponse."""
        return self.kind.read_json(self.body, value)

    def is_whole(self, answer: Response | None) -> bool:
        """Whether there is an answer, and no part of it is left out."""
        return answer is not None and self.kind.is_whole(self.body, answer)


def question_of(row: Row[*tuple[Any, ...]]) -> Question:
    """The question in a row that holds QUESTION_COLUMNS."""
    named = kind_named(row.kind)
    return Question(named, named.from_json(row.body), row.stem_html, row.stem_text)


def _read(version_ids: Collection[UUID]) -> dict[UUID, Question]:
    rows = db.session.execute(
        select(QuestionVersion.id, *QUESTION_COLUMNS).where(QuestionVersion.id.in_(version_ids))
    )
    return {row.id: question_of(row) for row in rows}


QUESTIONS: Final = Kept(_read, MOST_KEPT)
"""Every question version by its id."""
