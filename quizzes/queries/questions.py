"""A question version, read once: its kind, its parsed body and its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row

from domain.question_kinds import kind as kind_named
from domain.question_kinds.base import AnyKind, Choice, FormValues, Response
from models.content import QuestionVersion

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


def question_of(row: Row[*tuple[Any, ...]]) -> Question:
    """The question in a row that holds QUESTION_COLUMNS."""
    named = kind_named(row.kind)
    return Question(named, named.from_json(row.body), row.stem_html, row.stem_text)
