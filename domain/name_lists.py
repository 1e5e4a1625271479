"""Lists of names that teachers paste: one a line, or cells copied from a table."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from domain.names import NameProblem, display_name_problem, fold, tidy_display_name

LONGEST_LINE: Final = 2000
"""A line is read no further: nobody's name is that long."""

_MARKER = re.compile(r"(?:\d{1,3}[.):]\s*|\d{1,3}\s+|[-–—](?!\d)\s*|[*•·▪◦‣]\s*)+")
_QUOTED_CELL = re.compile(r'\s*"[^"]*"\s*,')
_QUOTES = "\"“”'"
_BETWEEN = " -–—|:;/<>"  # what may stand between a name and what is beside it
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"}
_EXPLAINED = re.compile(r"(?P<what>[^(]*)\((?P<parts>[^)]*)\)")
LAST_HEADING: Final = 5
"""A heading stands among so many first lines, below a title perhaps."""

_GIVEN = {"first name", "firstname", "given name", "given names", "forename", "first"}
_FAMILY = {"last name", "lastname", "surname", "family name", "last"}
_WHOLE = {"name", "full name", "student name", "names", "student", "students", "pupil"}
_WHOLE |= {"pupils", "student names", "student's name", "class list", "class roster", "roster"}
_BESIDE = {"", "#", "no", "no.", "number", "id", "student id", "e-mail", "email", "mail", "class"}
_BESIDE |= {
    "email address",
    "e-mail address",
    "form",
    "grade",
    "year",
    "group",
    "section",
    "period",
}
_HEADINGS = _GIVEN | _FAMILY | _WHOLE
_COULD_BE_DATA = {"first", "last", "names", "student", "students", "pupil", "pupils", "roster"}


class ColumnOrder(StrEnum):
    """Which of two columns of names comes first."""

    GIVEN_FIRST = "given_first"
    FAMILY_FIRST = "family_first"


@dataclass(frozen=True, slots=True)
class ParsedName:
    """One name of a pasted list: its line (from 1), the name as "First Last", what is wrong.

    `family` is the family name where the list told it. A doubtful one has digits or an @.
    """

    line: int
    name: str
    problem: NameProblem | None = None
    family: str | None = None

    @property
    def is_doubtful(self) -> bool:
        return not _may_be_name(self.name)

    @property
    def is_one_word(self) -> bool:
        """Whether half of it seems to be missing; scripts without cases often use no spaces."""
        return " " not in self.name and self.name.upper() != self.name.lower()

    @property
    def written(self) -> str:
        """The name in a form that `read_name` reads as this name."""
        if not self.family:
            return self.name
        return f"{self.family}, {self.name.removesuffix(self.family).strip()}"


@dataclass(frozen=True, slots=True)
class PastedNames:
    """The names of a list, and whether only the teacher can tell which column is which."""

    names: tuple[ParsedName, ...]
    is_order_unclear: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a heading says that names stand; None where it does not say."""

    given: int | None = None
    family: int | None = None
    whole: int | None = None


def split_names(text: str, order: ColumnOrder | None = None) -> PastedNames:
    """Return the names of a pasted list, one a line, blank lines left out.

    Numbers, bullets, quotes, e-mail addresses and labels such as "9B" beside a name are dropped.
    "Last, First" is turned round, and so are columns under a heading that says so, or in this
    `order`. A name that an earlier line has is reported, not dropped: two may share one.
    """
    seen: set[str] = set()
    names: list[ParsedName] = []
    columns: _Columns | None = None
    has_comma_columns = is_unclear = False
    for line, written in enumerate(text.splitlines(), start=1):
        cells = _cells(written[:LONGEST_LINE], has_comma_columns)
        is_below_others = bool(names or columns)
        heading = None
        if not is_below_others or line <= LAST_HEADING:
            heading = _heading(written[:LONGEST_LINE], cells, must_be_whole=is_below_others)
        if heading:
            columns, has_comma_columns = heading, not _has_separator(written) and "," in written
            continue
        found = _name_under(columns, cells) if columns else _name_among(cells, order)
        is_unclear = is_unclear or (columns is None and _is_order_unclear(cells))
        if found is None or not found.name:
            continue
        names.append(replace(found, line=line, problem=_problem_in_list(found.name, seen)))
        seen.add(fold(found.name))
    return PastedNames(tuple(names), is_unclear and order is None)


def read_name(text: str) -> ParsedName:
    """Return the name in one cell: "Lee, Ann" is "Ann Lee", of the family Lee.

    A suffix stays behind the family name: "Lee, Ann, Jr." and "Ann Lee, Jr." are "Ann Lee Jr.".
    """
    parts = [_bare(part).strip(f" {_QUOTES}") for part in text.strip(_QUOTES).split(",")]
    filled = [part for part in parts if part]
    first, *others = [part for part in filled if _holds_name(part)] or filled or [""]
    rest = [part for part in others if not _is_suffix(part)]
    suffixes = [part for part in others if _is_suffix(part)]
    if not rest:
        return _in_order(" ".join([first, *suffixes]))
    given, *more = rest
    given, own_suffix = _split_suffix(given)
    family = " ".join(filter(None, [first, *more, own_suffix, *suffixes]))
    return ParsedName(0, f"{given} {family}", family=family)


def _in_order(name: str) -> ParsedName:
    """A name as it is spoken; its family is told only where a suffix hides it."""
    before, suffix = _split_suffix(name)
    if not suffix or " " not in before:
        return ParsedName(0, name)
    return ParsedName(0, name, family=f"{before.rpartition(' ')[2]} {suffix}")


def _split_suffix(name: str) -> tuple[str, str]:
    """A name and its suffix, which may be empty."""
    before, _space, last = name.rpartition(" ")
    return (before, last) if before and _is_suffix(last) else (name, "")


def _is_suffix(word: str) -> bool:
    return fold(word).replace(".", "") in _SUFFIXES


def _bare(text: str) -> str:
    """A name without addresses and numbers beside it, or the text where nothing else is left."""
    words = text.split()
    kept = [
        word for word in words if (_has_letter(word) and "@" not in word) or _is_punctuation(word)
    ]
    bare = " ".join(kept).strip(_BETWEEN)
    return bare if len(kept) < len(words) and _has_letter(bare) else text


def _is_punctuation(word: str) -> bool:
    return not any(each.isalnum() or each == "@" for each in word)


def _holds_name(text: str) -> bool:
    return any(_may_be_name(word) and _has_letter(word) for word in text.split())


def _has_separator(line: str) -> bool:
    return "\t" in line or ";" in line


def _cells(line: str, has_comma_columns: bool) -> list[str]:
    """The cells of a line, by tabs, by semicolons, or by the commas of a quoted table."""
    separator = next((each for each in "\t;" if each in line), None)
    if separator is None and (has_comma_columns or _QUOTED_CELL.match(line)):
        separator = ","
    if separator is None:
        return [tidy_display_name(line)]
    row = next(csv.reader([line.strip("\n\r")], delimiter=separator), [])
    return [tidy_display_name(cell) for cell in row]


def _heading(line: str, cells: Sequence[str], *, must_be_whole: bool) -> _Columns | None:
    """The columns of a heading, None for a line that is none.

    A whole one has nothing but words of headings.
    """
    explained = _EXPLAINED.fullmatch(line.strip(f" {_QUOTES}"))
    if explained and fold(explained["what"]) in _WHOLE:
        line = explained["parts"]
        cells = [line]
    if not _has_separator(line) and "," in line:
        cells = line.split(",")
    words = [fold(cell.strip(f" :{_QUOTES}")) for cell in cells]
    is_whole = (_HEADINGS | _BESIDE).issuperset(words)
    is_sure = not must_be_whole and not (_HEADINGS - _COULD_BE_DATA).isdisjoint(words)
    if _HEADINGS.isdisjoint(words) or not (is_sure or is_whole):
        return None
    return _Columns(_index(words, _GIVEN), _index(words, _FAMILY), _index(words, _WHOLE))


def _index(words: Sequence[str], meant: set[str]) -> int | None:
    return next((at for at, word in enumerate(words) if word in meant), None)


def _name_under(columns: _Columns, cells: Sequence[str]) -> ParsedName | None:
    def cell(at: int | None) -> str:
        return _bare(cells[at]).strip(f" {_QUOTES}") if at is not None and at < len(cells) else ""

    given, family = cell(columns.given), cell(columns.family)
    if columns.given is None and columns.family is None:
        return read_name(_without_marker(cell(columns.whole)))
    return ParsedName(0, f"{given} {family}".strip(), family=(family or None) if given else None)


def _name_among(cells: Sequence[str], order: ColumnOrder | None) -> ParsedName | None:
    """The name in a line without a heading."""
    named = _name_cells(cells)
    if len(named) < 2:
        filled = [cell for cell in cells if cell]
        return read_name(_without_marker(named[0] if named else next(iter(filled), "")))
    if named[0].endswith(","):
        return read_name(" ".join(named))
    if order is ColumnOrder.FAMILY_FIRST:
        named = [*named[1:], named[0]]
    return ParsedName(0, " ".join(named), family=named[-1] if order else None)


def _is_order_unclear(cells: Sequence[str]) -> bool:
    named = _name_cells(cells)
    return len(named) > 1 and not named[0].endswith(",")


def _name_cells(cells: Sequence[str]) -> list[str]:
    """The cells that may hold a name, or a part of one."""
    if len(cells) == 1:
        return []
    first, *rest = cells
    bare = [_bare(cell) for cell in (_without_marker(first), *rest)]
    return [cell.strip(f" {_QUOTES}") for cell in bare if _may_be_name(cell) and _has_letter(cell)]


def _without_marker(cell: str) -> str:
    marker = _MARKER.match(cell)
    return cell[marker.end() :] if marker else cell


def _may_be_name(text: str) -> bool:
    return "@" not in text and not any(each.isdigit() for each in text)


def _has_letter(text: str) -> bool:
    return any(each.isalpha() for each in text)


def _problem_in_list(name: str, seen: set[str]) -> NameProblem | None:
    return display_name_problem(name) or (NameProblem.DUPLICATE if fold(name) in seen else None)
