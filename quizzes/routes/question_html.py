"""A question as it is drawn on a quiz page, kept for the next learner who sees it the same way.

Whoever has the same version in the same order with the same answer gets the same HTML but for its
place on the page, its stamp and its receipt: these are marked, and put in each time.
"""

import json
from dataclasses import dataclass, field
from functools import lru_cache
from secrets import token_hex
from typing import Final
from uuid import UUID

from flask import get_template_attribute
from markupsafe import Markup

from domain.glossary import Term
from quizzes.queries import TakeItem
from quizzes.routes.words import saved_words

MOST_KEPT: Final = 4_096
"""So many stay in each process, of about three thousand characters each."""

LONGEST_KEPT: Final = 300
"""A longer answer is somebody's own words, and nobody else's page shows it."""

# No text holds these, whoever writes it: each process makes them anew.
_POSITION, _STAMP, _RECEIPT = (
    f"{mark}-{token_hex(8)}" for mark in ("position", "stamp", "receipt")
)


@dataclass(frozen=True, slots=True)
class _Look:
    """All that a question's look depends on."""

    version_id: UUID
    option_ids: tuple[str, ...]
    answer: str
    is_flagged: bool
    words: tuple[Term, ...]
    total: int
    is_practice: bool
    language: str
    item: TakeItem = field(compare=False)


def question_html(item: TakeItem, *, total: int, is_practice: bool, language: str) -> Markup:
    """One of `total` questions with the answer that is saved, and the receipt for it."""
    look = _Look(
        version_id=item.version_id,
        option_ids=tuple(choice.id for choice in item.choices),
        answer=json.dumps(item.answer, sort_keys=True),
        is_flagged=item.is_flagged,
        words=item.words,
        total=total,
        is_practice=is_practice,
        language=language,
        item=item,
    )
    html = (_kept if len(look.answer) <= LONGEST_KEPT else _draw)(look)
    return Markup(  # noqa: S704 - a template's own text, and a number, a stamp and HTML put in
        html.replace(_POSITION, str(item.position))
        .replace(_STAMP, str(item.stamp))
        .replace(_RECEIPT, _receipt(_saved_words(item)))
    )


def _saved_words(item: TakeItem) -> str:
    return saved_words(item.saved_at, item.question, item.answer) if item.saved_at else ""


@lru_cache(maxsize=1_024)  # a class saves in the same few minutes
def _receipt(words: str) -> str:
    receipt = get_template_attribute("components/question.html", "receipt")
    return str(receipt(words))


def _draw(look: _Look) -> str:
    question = get_template_attribute("quizzes/_question.html", "question")
    return str(question(look.item, _POSITION, look.total, _STAMP, _RECEIPT, look.is_practice))


_kept = lru_cache(MOST_KEPT)(_draw)
