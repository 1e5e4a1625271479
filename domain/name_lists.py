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
_GIVEN = {"first name", "firstname", "given name", "given names", "forename", "first"}
_FAMILY = {"last name", "lastname", "surname", "family name", "last"}
_WHOLE = {"name", "full name", "student name", "names", "student", "students", "pupil"}
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
_COULD_BE_DATA = {"first", "last", "names", "student", "students", "pupil"}


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
        heading = None if names or columns else _heading(written, cells)
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
    """Return the name in one cell: "Lee, Ann" is "Ann Lee", of the family Lee."""
    parts = [part.strip(f" {_QUOTES}") for part in text.strip(_QUOTES).split(",")]
    named = [part for part in parts if part and _may_be_name(part)]
    last, *rest = named or [part for part in parts if part] or [""]
    if not rest:
        return ParsedName(0, last)
    family = " ".join([last, *rest[1:]])
    return ParsedName(0, f"{rest[0]} {family}", family=family)


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


def _heading(line: str, cells: Sequence[str]) -> _Columns | None:
    """The columns of a heading, None for a line that is none."""
    if not _has_separator(line) and "," in line:
        cells = line.split(",")
    words = [fold(cell.strip(f" {_QUOTES}")) for cell in cells]
    is_sure = not (_HEADINGS - _COULD_BE_DATA).isdisjoint(words)
    if _HEADINGS.isdisjoint(words) or not (is_sure or (_HEADINGS | _BESIDE).issuperset(words)):
        return None
    return _Columns(_index(words, _GIVEN), _index(words, _FAMILY), _index(words, _WHOLE))


def _index(words: Sequence[str], meant: set[str]) -> int | None:
    return next((at for at, word in enumerate(words) if word in meant), None)


def _name_under(columns: _Columns, cells: Sequence[str]) -> ParsedName | None:
    def cell(at: int | None) -> str:
        return cells[at].strip(f" {_QUOTES}") if at is not None and at < len(cells) else ""

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
    bare = [_without_marker(first), *rest]
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
