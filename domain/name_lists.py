"""Lists of names that teachers paste: one a line, or cells copied from a table."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from domain.name_headings import Columns, read_heading, reads_like_heading
from domain.names import NameProblem, display_name_problem, fold, tidy_display_name

LONGEST_LINE: Final = 2000
"""A line is read no further: nobody's name is that long."""

_MARKER = re.compile(r"(?:\d{1,3}[.):]\s*|\d{1,3}\s+|[-–—](?!\d)\s*|[*•·▪◦‣]\s*)+")
_QUOTED_CELL = re.compile(r'\s*"[^"]*"\s*,')
_QUOTES = "\"“”'"
_BETWEEN = " -–—|:;/<>"  # what may stand between a name and what is beside it
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "esq", "phd", "md"}
LAST_HEADING: Final = 5
"""A heading stands among so many first lines, below a title perhaps."""

_GENDERS = {"female", "male", "nonbinary", "girl", "boy"}


class ColumnOrder(StrEnum):
    """Which of two columns of names comes first."""

    GIVEN_FIRST = "given_first"
    FAMILY_FIRST = "family_first"


@dataclass(frozen=True, slots=True)
class ParsedName:
    """One name of a pasted list: its line (from 1), the name as "First Last", what is wrong.

    `family` is the family name where the list told it.
    """

    line: int
    name: str
    problem: NameProblem | None = None
    family: str | None = None

    @property
    def has_digits_or_at(self) -> bool:
        """Whether it is more like an address or a number than a name."""
        return not _may_be_name(self.name)

    @property
    def is_doubtful(self) -> bool:
        """Whether only the teacher can tell if it is a name, and all of it."""
        return (
            self.has_digits_or_at
            or "," in self.name
            or reads_like_heading(self.name)
            or self._has_letter_before_whole_name
        )

    @property
    def _has_letter_before_whole_name(self) -> bool:
        """Whether "Jane Doe, F" was turned round: F is hardly the first name."""
        given = self.name.removesuffix(self.family or "").strip()
        family, _suffix = _split_suffix(self.family or "")
        return " " in family and _is_single_letter(given)

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


def split_names(text: str, order: ColumnOrder | None = None) -> PastedNames:
    """Return the names of a pasted list, one a line, blank lines left out.

    Numbers, bullets, quotes, e-mail addresses and labels such as "9B" beside a name are dropped.
    "Last, First" is turned round, and so are columns under a heading that says so, or in this
    `order`. A name that an earlier line has is reported, not dropped: two may share one.
    """
    seen: set[str] = set()
    names: list[ParsedName] = []
    columns: Columns | None = None
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
    first, *others = _parts_of_name(filled) or filled or [""]
    rest = [part for part in others if not _is_suffix(part)]
    suffixes = [part for part in others if _is_suffix(part)]
    if not rest:
        return _in_order(" ".join([first, *suffixes]))
    given, *more = rest
    given, own_suffix = _split_suffix(given)
    family = " ".join(filter(None, [first, *more, own_suffix, *suffixes]))
    return ParsedName(0, f"{given} {family}", family=family)


def _parts_of_name(parts: Sequence[str]) -> list[str]:
    """The parts that hold a name: no numbers, and no single letter in a row of a table."""
    named = [part for part in parts if _holds_name(part)]
    longer = [part for part in named if not _is_single_letter(part)]
    is_row_of_table = len(named) < len(parts) and any(" " in part for part in longer[:1])
    return longer if len(longer) > 1 or is_row_of_table else named


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


def _heading(line: str, cells: Sequence[str], *, must_be_whole: bool) -> Columns | None:
    """The columns of a heading, None for a line that is none."""
    if not _has_separator(line) and "," in line:
        cells = next(csv.reader([line.strip("\n\r")], skipinitialspace=True), [])
    return read_heading(cells, must_be_whole=must_be_whole)


def _name_under(columns: Columns, cells: Sequence[str]) -> ParsedName | None:
    def cell(at: int | None) -> str:
        return _bare(cells[at]).strip(f" {_QUOTES}") if at is not None and at < len(cells) else ""

    given, family = cell(columns.given), cell(columns.family)
    if _is_turned(family) or _is_turned(given):
        return read_name(family if _is_turned(family) else given)
    if columns.has_whole_name:
        return read_name(_without_marker(_whole_cell(columns, cells)))
    name = read_name(f"{given} {family}".strip())
    return replace(name, family=(read_name(family).name or None) if given else None)


def _whole_cell(columns: Columns, cells: Sequence[str]) -> str:
    """The cell of the name, with what an unquoted comma in it split off."""
    if columns.whole is None:
        return ""
    filled = len(cells) - next((at for at, cell in enumerate(reversed(cells)) if cell), 0)
    split_off = max(filled - columns.count, 0)
    return ", ".join(cells[columns.whole : columns.whole + 1 + split_off])


def _is_turned(cell: str) -> bool:
    """Whether a cell has a whole name in it, the family name first."""
    parts = [part for part in cell.split(",") if _holds_name(part) and not _is_suffix(part)]
    return len(parts) > 1


def _name_among(cells: Sequence[str], order: ColumnOrder | None) -> ParsedName | None:
    """The name in a line without a heading."""
    named = _name_cells(cells)
    if len(named) < 2:
        filled = [cell for cell in cells if cell]
        return read_name(_without_marker(named[0] if named else next(iter(filled), "")))
    if turned := next(filter(_is_turned, named), None):
        return read_name(turned)
    if named[0].endswith(","):
        return read_name(" ".join(named))
    if order is ColumnOrder.FAMILY_FIRST:
        named = [*named[1:], named[0]]
    return ParsedName(0, " ".join(named), family=named[-1] if order else None)


def _is_order_unclear(cells: Sequence[str]) -> bool:
    named = _name_cells(cells)
    return len(named) > 1 and not (named[0].endswith(",") or any(map(_is_turned, named)))


def _name_cells(cells: Sequence[str]) -> list[str]:
    """The cells that may hold a name, or a part of one."""
    if len(cells) == 1:
        return []
    first, *rest = cells
    bare = [_bare(cell) for cell in (_without_marker(first), *rest)]
    return [cell.strip(f" {_QUOTES}") for cell in bare if _may_be_part_of_name(cell)]


def _may_be_part_of_name(cell: str) -> bool:
    is_name = _may_be_name(cell) and _has_letter(cell)
    return is_name and not _is_single_letter(cell) and fold(cell) not in _GENDERS


def _without_marker(cell: str) -> str:
    marker = _MARKER.match(cell)
    return cell[marker.end() :] if marker else cell


def _may_be_name(text: str) -> bool:
    return "@" not in text and not any(each.isdigit() for each in text)


def _is_single_letter(text: str) -> bool:
    """Whether this is an initial or a mark; scripts without cases have names of one letter."""
    return len(text) == 1 and text.upper() != text.lower()


def _has_letter(text: str) -> bool:
    return any(each.isalpha() for each in text)


def _problem_in_list(name: str, seen: set[str]) -> NameProblem | None:
    return display_name_problem(name) or (NameProblem.DUPLICATE if fold(name) in seen else None)
