"""The count as a running tally: how the votes of two candidates add up, state after state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Final

WIDTH: Final = 340
HEIGHT: Final = 210
_FLOOR: Final = 190  # below it stand the names of the first and the last state
_CEILING: Final = 20


@dataclass(frozen=True, slots=True)
class TallyRow:
    """A state, and what each candidate has once its votes are counted."""

    state: str
    electors: int
    democratic: int
    republican: int


@dataclass(frozen=True, slots=True)
class Line:
    """One candidate's tally as a path, where it ends, and where it reaches the majority."""

    total: int
    path: str
    end_y: int
    state: str | None
    x: int | None


@dataclass(frozen=True, slots=True)
class RunningTally:
    """Both tallies, the majority of the electors and how high it lies."""

    rows: tuple[TallyRow, ...]
    majority: int
    majority_y: int
    democratic: Line
    republican: Line


def running_tally(rows: Sequence[Mapping[str, Any]]) -> RunningTally:
    """Return the tally of a table of votes in the alphabetical order of the count."""
    states = sorted(rows, key=lambda row: str(row["state"]))
    majority: int = sum(row["electors"] for row in states) // 2 + 1
    democratic = tuple(accumulate(row["democratic"] for row in states))
    republican = tuple(accumulate(row["republican"] for row in states))
    highest: int = max(majority, *democratic, *republican)
    names = [str(row["state"]) for row in states]

    def height(votes: int) -> int:
        return round(_FLOOR - (_FLOOR - _CEILING) * votes / highest)

    def line(totals: tuple[int, ...]) -> Line:
        heights = [height(total) for total in totals]
        at = next((at for at, total in enumerate(totals) if total >= majority), None)
        return Line(
            total=totals[-1],
            path=_steps(heights),
            end_y=heights[-1],
            state=None if at is None else names[at],
            x=None if at is None else _across(at, len(totals)),
        )

    return RunningTally(
        rows=tuple(
            TallyRow(name, row["electors"], *both)
            for name, row, both in zip(
                names, states, zip(democratic, republican, strict=True), strict=True
            )
        ),
        majority=majority,
        majority_y=height(majority),
        democratic=line(democratic),
        republican=line(republican),
    )


def _across(at: int, count: int) -> int:
    return round(WIDTH * at / count)


def _steps(heights: Sequence[int]) -> str:
    """Return a path that goes up at each state and level to the next, without empty steps."""
    path, before = f"M0 {_FLOOR}", _FLOOR
    for at, y in enumerate(heights):
        if y != before:
            path += f"H{_across(at, len(heights))}V{y}"
            before = y
    return f"{path}H{WIDTH}"
