"""Months as a wall calendar shows them, with the days that something happens on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month: its column (Sunday is 0), its line, and whether it is marked."""

    number: int
    column: int
    line: int
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month and its days; `first` names it."""

    first: date
    days: tuple[Day, ...]


def months(marked: Sequence[date]) -> tuple[Month, ...]:
    """Return every month from the first marked day to the last one."""
    return tuple(_month(first, frozenset(marked)) for first in _firsts(min(marked), max(marked)))


def _firsts(start: date, end: date) -> Iterator[date]:
    first = start.replace(day=1)
    while first <= end:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def _month(first: date, marked: frozenset[date]) -> Month:
    offset = (first.weekday() + 1) % 7
    length = ((first + timedelta(days=31)).replace(day=1) - first).days
    return Month(
        first,
        tuple(
            Day(
                number=number,
                column=(offset + number - 1) % 7,
                line=(offset + number - 1) // 7,
                is_marked=first.replace(day=number) in marked,
            )
            for number in range(1, length + 1)
        ),
    )
