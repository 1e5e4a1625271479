"""Names: sign-in names that people can type, and the lists of names that teachers paste."""

import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import Final

SHORTEST_SIGN_IN_NAME: Final = 3
LONGEST_SIGN_IN_NAME: Final = 40
LONGEST_DISPLAY_NAME: Final = 60

_ROOM_FOR_NUMBER = 6
_JOINERS = "\u200c\u200d"  # invisible, but some scripts cannot be spelt without them
_MARKER = re.compile(r"(?:\d{1,3}[.):]\s*|\d{1,3}\s+|[-–—](?!\d)\s*|[*•·▪◦‣]\s*)+")
_QUOTED_CELL = re.compile(r'\s*"(?P<cell>[^"]*)"\s*(?:[\t,]|$)')
_LAST = {"last", "last name", "surname", "family name"}
_HEADINGS = _LAST | {"first", "first name", "given name", "forename"}
_QUOTES = "\"“”'"
_ASCII = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"}
)


class NameProblem(StrEnum):
    """What is wrong with a name."""

    EMPTY = "empty"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    BAD_CHARACTER = "bad_character"
    NO_LETTER = "no_letter"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class ParsedName:
    """One name of a pasted list: its line (from 1), the name as "First Last", what is wrong."""

    line: int
    name: str
    problem: NameProblem | None = None


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


def _is_visible(character: str) -> bool:
    return character in _JOINERS or not unicodedata.category(character).startswith("C")


def display_name_problem(name: str) -> NameProblem | None:
    """Return why this cannot be a person's name; `name` is as `tidy_display_name` returns it."""
    if not name:
        return NameProblem.EMPTY
    if not any(each.isalpha() for each in name):
        return NameProblem.NO_LETTER
    return NameProblem.TOO_LONG if len(name) > LONGEST_DISPLAY_NAME else None


def split_names(text: str) -> list[ParsedName]:
    """Return the names of a pasted list, one a line, blank lines left out.

    Numbers, bullets, quotes and the cells after a quoted name are stripped. "Last, First" is turned
    round, and so are two columns under a heading that says so. A name that an earlier line has
    already is reported, not dropped: two students may share one.
    """
    seen: set[str] = set()
    names: list[ParsedName] = []
    is_last_first = has_comma_columns = False
    for line, written in enumerate(text.splitlines(), start=1):
        heading = [fold(cell.strip(f" {_QUOTES}")) for cell in re.split("[\t,]", written)][:2]
        if not names and len(heading) > 1 and _HEADINGS.issuperset(heading):
            is_last_first = heading[0] in _LAST
            has_comma_columns = "\t" not in written
            continue
        if has_comma_columns and '"' not in written:
            written = written.replace(",", "\t")
        name = _name_on(written, is_last_first=is_last_first)
        if name:
            names.append(ParsedName(line, name, _problem_in_list(name, seen)))
            seen.add(fold(name))
    return names


def _name_on(line: str, *, is_last_first: bool) -> str:
    tidy = "\t".join(filter(None, map(tidy_display_name, line.split("\t"))))
    marker = _MARKER.match(tidy)
    bare = tidy[marker.end() :] if marker else tidy
    quoted = _QUOTED_CELL.match(bare)
    cells = [quoted["cell"]] if quoted else bare.split("\t")
    if is_last_first and len(cells) > 1:
        cells[:2] = [cells[1], cells[0]]
    parts = [part.strip(f" {_QUOTES}") for part in " ".join(cells).strip(_QUOTES).split(",")]
    last, *rest = [part for part in parts if part] or [""]
    return " ".join([*rest[:1], last, *rest[1:]])


def _problem_in_list(name: str, seen: set[str]) -> NameProblem | None:
    return display_name_problem(name) or (NameProblem.DUPLICATE if fold(name) in seen else None)


def suggest_sign_in_name(display_name: str, taken: Collection[str] | Callable[[str], bool]) -> str:
    """Return a free sign-in name that any keyboard can type, such as "ada.lovelace2"."""
    is_taken = taken if callable(taken) else taken.__contains__
    base = _ascii_base(display_name)
    names = (base if number == 1 else f"{base}{number}" for number in count(1))
    return next(name for name in names if not is_taken(name))


def _ascii_base(display_name: str) -> str:
    words = [_ascii_letters(word) for word in display_name.split()]
    spelt = [word for word in words if word]
    base = ".".join(dict.fromkeys([*spelt[:1], *spelt[-1:]])) or "student"
    base = base[: LONGEST_SIGN_IN_NAME - _ROOM_FOR_NUMBER].rstrip(".")
    return base if len(base) >= SHORTEST_SIGN_IN_NAME else f"{base}.student"


def _ascii_letters(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().translate(_ASCII)).casefold()
    return "".join(each for each in plain if each.isascii() and each.isalnum())
