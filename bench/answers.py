"""Answers that a scripted student gives: read off the quiz page, chosen at random."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

KINDS: Final = ("single_choice", "multiple_choice", "true_false", "ordering")

_QUESTION = re.compile(r'<div data-position="([0-9]+)" data-kind="([a-z_]+)"')
_REVISION = re.compile(r'name="base-[0-9]+" value="([0-9]+)\.')
_OPTION = re.compile(
    r'<input type="(?:radio|checkbox)"[^>]* name="q[0-9]+" value="([^"]+)"|data-key="([^"]+)"'
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its page shows it."""

    position: int
    kind: str
    revision: int
    option_ids: tuple[str, ...]


def questions_on(page: str) -> list[Asked]:
    """The questions of a quiz page."""
    starts = list(_QUESTION.finditer(page))
    ends = [start.start() for start in starts[1:]] + [len(page)]
    return [_asked(start, page[start.end() : end]) for start, end in zip(starts, ends, strict=True)]


def _asked(start: re.Match[str], part: str) -> Asked:
    revision = _REVISION.search(part)
    return Asked(
        position=int(start[1]),
        kind=start[2],
        revision=int(revision[1]) if revision else 0,
        option_ids=tuple(found[1] or found[2] for found in _OPTION.finditer(part)),
    )


def some_answer(kind: str, option_ids: Sequence[str], random: Random) -> dict[str, Any]:
    """An answer that a student may give, right or wrong."""
    if kind == "ordering":
        return {"order": random.sample(option_ids, len(option_ids))}
    if kind == "multiple_choice":
        chosen = random.sample(option_ids, random.randint(1, len(option_ids)))
        return {"choices": [each for each in option_ids if each in chosen]}
    return {"choice": random.choice(option_ids)}
