"""Figures as pages draw them: what is stored, and the shape that follows from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from domain.pictures.calendar import Month, months
from domain.pictures.running_tally import RunningTally, running_tally
from domain.pictures.tile_map import TileMap, tile_map
from lessons.queries.sources import Source, read_sources

SHORT: Final = 16

_SIDES: Final = ("democratic", "republican")
_WORDS: Final = ("yes_label", "no_label", "origin", "then_heading", "now_heading")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A candidate in a table of votes, and the votes received."""

    name: str
    votes: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: what its file says, and the shape of a kind that has one.

    `words` are labels that belong to the kind; `candidates` and `sources` come with a table of
    votes: the first candidate's tiles are filled, the second one's are open.
    """

    id: str
    kind: str
    title: str
    text: str
    rows: tuple[Mapping[str, Any], ...]
    words: Mapping[str, str]
    candidates: tuple[Candidate, ...]
    sources: tuple[Source, ...]
    tiles: TileMap | None = None
    tally: RunningTally | None = None
    months: tuple[Month, ...] = ()

    @property
    def is_short(self) -> bool:
        """Whether all of a comparison is a number or a word or two, so that a row is one line."""
        return all(len(row[side]) <= SHORT for row in self.rows for side in ("then", "now"))


def read_figure(raw: Mapping[str, Any]) -> Figure:
    """The figure in a stored block."""
    rows = tuple(raw["rows"])
    kind = raw["kind"]
    if kind == "calendar":
        rows = tuple({**row, "day": date.fromisoformat(row["date"])} for row in rows)
    return Figure(
        id=raw["id"],
        kind=kind,
        title=raw["title"],
        text=raw["text"],
        rows=rows,
        words={name: raw.get(name) or "" for name in _WORDS},
        candidates=tuple(_candidate(raw, side) for side in _SIDES if side in raw),
        sources=read_sources(raw.get("sources", ())),
        tiles=tile_map(rows) if kind == "tile_map" else None,
        tally=running_tally(rows) if kind == "running_tally" else None,
        months=months([row["day"] for row in rows]) if kind == "calendar" else (),
    )


def _candidate(raw: Mapping[str, Any], side: str) -> Candidate:
    return Candidate(raw[side], sum(row[side] for row in raw["rows"]))
