"""Names: how they are stored, compared and sorted, and sign-in names that people can type."""

import unicodedata
from collections.abc import Callable, Collection
from enum import StrEnum
from itertools import count
from typing import Final

from domain.latin_letters import in_latin_letters

SHORTEST_SIGN_IN_NAME: Final = 3
LONGEST_SIGN_IN_NAME: Final = 40
LONGEST_DISPLAY_NAME: Final = 60

_ROOM_FOR_NUMBER = 6
_JOINERS = "\u200c\u200d"  # invisible, but some scripts cannot be spelt without them


class NameProblem(StrEnum):
    """What is wrong with a name."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    BAD_CHARACTER = "bad_character"
    NO_LETTER = "no_letter"
    DUPLICATE = "duplicate"


def fold(name: str) -> str:
    """Return the form in which names are compared: two that fold alike are the same name."""
    folded = unicodedata.normalize("NFD", name)
    for _ in range(2):  # folding can undo normalising once, never twice
        folded = unicodedata.normalize("NFKC", folded.casefold())
    return " ".join(folded.split())


def sign_in_name_problem(name: str) -> NameProblem | None:
    """Return why this cannot be a sign-in name: 3 to 40 letters, digits, dots, hyphens, _."""
    folded = fold(name)
    if not folded:
        return NameProblem.EMPTY
    if not all(_is_sign_in_character(each) for each in folded):
        return NameProblem.BAD_CHARACTER
    if len(folded) < SHORTEST_SIGN_IN_NAME:
        return NameProblem.TOO_SHORT
    return NameProblem.TOO_LONG if len(folded) > LONGEST_SIGN_IN_NAME else None


def _is_sign_in_character(character: str) -> bool:
    return character in ".-_" or unicodedata.category(character)[0] in "LM" or character.isdecimal()


def tidy_display_name(text: str) -> str:
    """Return a name as it is stored: composed, no control characters, single spaces."""
    kept = (each if _is_visible(each) else " " for each in unicodedata.normalize("NFC", text))
    return " ".join("".join(kept).split())


def family_name(display_name: str, given: str | None = None) -> str:
    """Return the part of a name to sort by: as it was given, or else the last word."""
    if given and display_name.endswith(given):
        return given
    return display_name.rpartition(" ")[2]


def _is_visible(character: str) -> bool:
    return character in _JOINERS or not unicodedata.category(character).startswith("C")


def display_name_problem(name: str) -> NameProblem | None:
    """Return why this cannot be a person's name; `name` is as `tidy_display_name` returns it."""
    if not name:
        return NameProblem.EMPTY
    if not any(each.isalpha() for each in name):
        return NameProblem.NO_LETTER
    return NameProblem.TOO_LONG if len(name) > LONGEST_DISPLAY_NAME else None


def suggest_sign_in_name(
    display_name: str,
    taken: Collection[str] | Callable[[str], bool],
    unspelt: str = "student",
) -> str:
    """Return a free sign-in name that any keyboard can type, such as "ada.lovelace2".

    `unspelt` stands for a name whose script says too little of its sound.
    """
    is_taken = taken if callable(taken) else taken.__contains__
    base = _latin_base(display_name, unspelt)
    joined = f"{base}-" if base[-1].isdigit() else base
    names = (base if number == 1 else f"{joined}{number}" for number in count(1))
    return next(name for name in names if not is_taken(name))


def _latin_base(display_name: str, unspelt: str) -> str:
    words = [in_latin_letters(word) for word in display_name.split()]
    spelt = [word for word in words if word]
    base = ".".join(dict.fromkeys([*spelt[:1], *spelt[-1:]])) or unspelt
    base = base[: LONGEST_SIGN_IN_NAME - _ROOM_FOR_NUMBER].rstrip(".")
    return base if len(base) >= SHORTEST_SIGN_IN_NAME else f"{base}.{unspelt}"
