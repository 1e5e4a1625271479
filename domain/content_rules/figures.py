"""Figures: which kinds there are, and what each is drawn from."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from domain.content_files import Fault, Figure
from domain.content_rules.drafts import Marked
from domain.content_rules.known import Known
from domain.content_rules.reader import Reader, unknown

MOST_COUNTED: Final = 1_000_000_000
MOST_COPIES: Final = 20
MOST_MONTHS: Final = 6

_COMMON: Final = ("id", "kind", "title", "text")


@dataclass(frozen=True, slots=True)
class FigureKind:
    """What a figure of one kind says beside its title and text.

    It has rows with these `columns`, or takes them from a table of votes.
    """

    columns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    words_at_will: tuple[str, ...] = ()
    least_rows: int = 2

    @property
    def from_table(self) -> bool:
        return not self.columns

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that a figure of this kind may have."""
        own = "data" if self.from_table else "rows"
        return (*_COMMON, *self.words, *self.words_at_will, own)


FIGURES: Final = {
    "steps": FigureKind(("label", "detail")),
    "timeline": FigureKind(("time", "label", "detail")),
    "vote_bars": FigureKind(
        ("label", "yes", "no"), words_at_will=("yes_label", "no_label"), least_rows=1
    ),
    "calendar": FigureKind(("date", "label", "detail")),
    "branches": FigureKind(("label", "copies", "detail"), words=("origin",)),
    "comparison": FigureKind(("label", "then", "now"), words=("then_heading", "now_heading")),
    "tile_map": FigureKind(),
    "running_tally": FigureKind(),
}
NUMBERS: Final = {
    "yes": (0, MOST_COUNTED),
    "no": (0, MOST_COUNTED),
    "copies": (1, MOST_COPIES),
}


def check_figure(data: Marked, known: Known, faults: list[Fault]) -> Figure:
    """Return the figure in a block and add what is wrong with it to `faults`."""
    named = data.value.get("kind") if isinstance(data.value, dict) else None
    kind = FIGURES.get(named) if isinstance(named, str) else None
    anything = {field for each in FIGURES.values() for field in each.fields}
    reader = Reader(data, faults, kind.fields if kind else anything)
    words = {name: reader.text(name) for name in kind.words} if kind else {}
    for name in kind.words_at_will if kind else ():
        words[name] = reader.text(name, required=False)
    return Figure(
        id=reader.slug(),
        kind=reader.one_of("kind", FIGURES),
        title=reader.text("title"),
        text=reader.text("text"),
        rows=_rows(reader, kind) if kind and not kind.from_table else (),
        words={name: word for name, word in words.items() if word},
        votes=known.tables.get(_table(reader, known)) if kind and kind.from_table else None,
    )


def _table(reader: Reader, known: Known) -> str:
    name = reader.text("data")
    if name and name not in known.table_ids:
        reader.fault("unknown_table", unknown("table", name, known.table_ids), "data")
    return name


def _rows(reader: Reader, kind: FigureKind) -> tuple[dict[str, str | int], ...]:
    rows = reader.entries("rows", kind.columns)
    if rows and len(rows) < kind.least_rows:
        message = f"A figure of this kind needs at least {kind.least_rows} rows."
        reader.fault("too_few", message, "rows")
    if "date" in kind.columns:
        _check_days(reader, [(row, row.day("date", required=True)) for row in rows])
    return tuple({name: _cell(row, name) for name in kind.columns} for row in rows)


def _cell(row: Reader, name: str) -> str | int:
    if name == "date":
        day = row.values.get(name)
        return day if isinstance(day, str) else ""
    return row.whole(name, *NUMBERS[name]) if name in NUMBERS else row.text(name)


def _check_days(figure: Reader, found: list[tuple[Reader, date | None]]) -> None:
    """A calendar goes forward, and not so far that its months fill the page."""
    days = [(row, day) for row, day in found if day]
    for (_, before), (row, day) in pairwise(days):
        if day < before:
            row.fault("dates_reversed", "This day is before the row above: put it there.", "date")
    if days:
        first, last = min(day for _, day in days), max(day for _, day in days)
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        if months > MOST_MONTHS:
            message = (
                f"A calendar shows at most {MOST_MONTHS} months, not {months}: use a timeline."
            )
            figure.fault("too_many_months", message, "rows")
