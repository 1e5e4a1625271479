"""Headings of pasted tables of names: which words say what stands in a column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from domain.names import fold

_GIVEN = {"first", "firstname", "given", "givenname", "forename", "forenames"}
_FAMILY = {"last", "lastname", "family", "familyname", "surname", "surnames"}
_WHOLE = {"name", "names", "fullname", "student", "students", "studentname", "pupil", "pupils"}
_LISTS = {"list", "roster"}
_NEVER_NAMES = {"email", "grade", "class", "section", "period", "gender", "homeroom", "roster"}
_BESIDE = (
    _NEVER_NAMES
    | _LISTS
    | set(
        (
            "# no nr number id ids studentid mail address emailaddress form year group sex "
            "pronouns level course teacher login user username middle mi initial birth "
            "birthdate date dob age phone parent guardian status notes"
        ).split()
    )
)
_FILLERS = {"full", "legal", "official", "preferred", "of"}
_WORDS = _GIVEN | _FAMILY | _WHOLE | _BESIDE | _FILLERS
_COULD_BE_DATA = {"first", "last", "given", "family", "names"}
_COULD_BE_DATA |= {"student", "students", "pupil", "pupils", "list", "roster"}


class _Column(StrEnum):
    """What a heading says of its column."""

    GIVEN = auto()
    FAMILY = auto()
    WHOLE = auto()
    BESIDE = auto()
    UNKNOWN = auto()


_NAME_COLUMNS = {_Column.GIVEN, _Column.FAMILY, _Column.WHOLE}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a heading says that names stand, None where it does not say, of how many columns."""

    given: int | None
    family: int | None
    whole: int | None
    count: int

    @property
    def has_whole_name(self) -> bool:
        """Whether one column has all of a name, and no two have its parts."""
        return self.whole is not None and None in (self.given, self.family)


def read_heading(cells: Sequence[str], *, must_be_whole: bool) -> Columns | None:
    """Return the columns of a heading, None for a line that is none.

    A whole one has nothing but words of headings.
    """
    columns = [_column(_words(cell)) for cell in cells]
    if len(columns) == 1 and _names_something(cells[0]):
        columns = [_Column.WHOLE]
    is_whole = _Column.UNKNOWN not in columns
    is_sure = not must_be_whole and (
        any(map(_is_sure, cells)) or any(map(_is_beside_names, cells, columns))
    )
    if _NAME_COLUMNS.isdisjoint(columns) or not (is_whole or is_sure):
        return None

    def index(meant: _Column) -> int | None:
        return columns.index(meant) if meant in columns else None

    given, family, whole = map(index, (_Column.GIVEN, _Column.FAMILY, _Column.WHOLE))
    return Columns(given, family, whole, count=len(cells))


def reads_like_heading(name: str) -> bool:
    """Whether what stands where a name should is made of words of headings, or has one of those
    that nobody is called by.
    """
    words = _words(name)
    return bool(words) and (_WORDS.issuperset(words) or not _NEVER_NAMES.isdisjoint(words))


def _words(cell: str) -> list[str]:
    plain = re.sub(r"\be[-\u2010]mail", "email", fold(cell))
    return re.findall(r"#|[^\W_]+", re.sub(r"['\u2019]s?\b", "", plain))


def _column(words: Sequence[str]) -> _Column:
    found = set(words)
    if not _WORDS.issuperset(found):
        return _Column.UNKNOWN
    has_given, has_family = not _GIVEN.isdisjoint(found), not _FAMILY.isdisjoint(found)
    if found & _LISTS or (has_given and has_family):
        return _Column.WHOLE
    if found & _BESIDE:
        return _Column.BESIDE
    if has_given or has_family:
        return _Column.GIVEN if has_given else _Column.FAMILY
    return _Column.WHOLE if found & _WHOLE else _Column.BESIDE


def _names_something(cell: str) -> bool:
    """Whether the only cell of a line is a heading that speaks of names, "Name Grade" perhaps."""
    words = set(_words(cell))
    return _WORDS.issuperset(words) and not words.isdisjoint(_GIVEN | _FAMILY | _WHOLE | _LISTS)


def _is_beside_names(cell: str, column: _Column) -> bool:
    return column is _Column.BESIDE and bool(_words(cell))


def _is_sure(cell: str) -> bool:
    """Whether a cell is the heading of a column of names and can be nothing else."""
    words = _words(cell)
    is_one_word = len(words) == 1 and words[0] in _COULD_BE_DATA
    return _column(words) in _NAME_COLUMNS and not is_one_word
