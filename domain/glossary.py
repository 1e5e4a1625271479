"""Which words of a question may be explained while it is answered, without giving its key away."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"\w+")
_LEAST: Final = 5  # shorter words ("with", "from") say too little to give anything away
_STEM: Final = 5  # "count", "counted" and "counting" are one word


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a course's glossary and its plain meaning."""

    term: str
    meaning: str


def explained(
    asked: str, right: Iterable[str], wrong: Iterable[str], terms: Sequence[Term]
) -> tuple[Term, ...]:
    """Return the terms used in what is `asked`, in that order, but those that tell the key.

    Such is every term whose meaning holds a word that a right answer has, and neither the
    question nor a wrong answer. A term inside a longer one is not explained on its own.
    """
    telling = _words(" ".join(right)) - _words(asked) - _words(" ".join(wrong))
    return tuple(term for term in _used(asked, terms) if not _words(term.meaning) & telling)


def _used(text: str, terms: Sequence[Term]) -> list[Term]:
    folded, found = text.casefold(), {}
    for term in sorted(terms, key=lambda each: -len(each.term)):
        word = term.term.casefold()
        if word not in folded:
            continue
        place = re.search(rf"\b{re.escape(word)}(?:s|es)?\b", folded)
        if place:
            found[place.start()] = term
            folded = re.sub(rf"\b{re.escape(word)}(?:s|es)?\b", _blank, folded)
    return [found[start] for start in sorted(found)]


def _blank(match: re.Match[str]) -> str:
    return "\0" * len(match[0])


def _words(text: str) -> set[str]:
    """Return the beginnings of the words that can tell something, and every number."""
    return {
        word[:_STEM]
        for word in _WORD.findall(text.casefold())
        if len(word) >= _LEAST or word.isdigit()
    }
