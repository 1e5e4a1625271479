"""A map of the states as tiles of one size, so that no state looks larger than its votes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

STEP: Final = 30
SIDE: Final = 28

_GRID: Final = """
AK .. .. .. .. .. .. .. .. .. ME
.. .. .. .. .. WI .. .. .. VT NH
WA ID MT ND MN IL MI .. NY MA ..
OR NV WY SD IA IN OH PA NJ CT RI
CA UT CO NE MO KY WV VA MD DE ..
.. AZ NM KS AR TN NC SC DC .. ..
.. .. .. OK LA MS AL GA .. .. ..
HI .. .. TX .. .. .. .. FL .. ..
"""
PLACES: Final = {
    abbr: (column, row)
    for row, line in enumerate(_GRID.split("\n")[1:-1])
    for column, abbr in enumerate(line.split())
    if abbr != ".."
}
"""Column and row of each state and the District of Columbia."""

WIDTH: Final = STEP * (1 + max(column for column, _ in PLACES.values()))
HEIGHT: Final = STEP * (1 + max(row for _, row in PLACES.values()))


@dataclass(frozen=True, slots=True)
class Tile:
    """One state: its middle and its upper edge, and what to write; `holder` has its votes."""

    abbr: str
    x: int
    y: int
    votes: str
    holder: str  # democratic, republican or split


@dataclass(frozen=True, slots=True)
class TileMap:
    """All tiles, and the outlines of the ones filled for one candidate and open for the other."""

    tiles: tuple[Tile, ...]
    filled: str
    open: str


def tile_map(rows: Sequence[Mapping[str, Any]]) -> TileMap:
    """Return the tiles of a table of votes; a state whose electors split is half filled."""
    tiles = tuple(_tile(row) for row in rows)
    return TileMap(
        tiles=tiles,
        filled="".join(_box(tile) for tile in tiles if tile.holder != "republican"),
        open="".join(_box(tile, whole=True) for tile in tiles if tile.holder != "democratic"),
    )


def _tile(row: Mapping[str, Any]) -> Tile:
    column, line = PLACES[row["abbr"]]
    is_split = row["democratic"] > 0 and row["republican"] > 0
    return Tile(
        abbr=row["abbr"],
        x=column * STEP + STEP // 2,
        y=line * STEP + (STEP - SIDE) // 2,
        votes=f"{row['democratic']}–{row['republican']}" if is_split else str(row["electors"]),
        holder="split" if is_split else _holder(row),
    )


def _holder(row: Mapping[str, Any]) -> str:
    return "democratic" if row["democratic"] > row["republican"] else "republican"


def _box(tile: Tile, *, whole: bool = False) -> str:
    height = SIDE // 2 if tile.holder == "split" and not whole else SIDE
    return f"M{tile.x - SIDE // 2} {tile.y}h{SIDE}v{height}h-{SIDE}z"
