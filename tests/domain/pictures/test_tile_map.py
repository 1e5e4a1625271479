"""Tiles of a map: one for each state, filled, open or half filled."""

import pytest

from domain.pictures.tile_map import HEIGHT, PLACES, WIDTH, tile_map

pytestmark = pytest.mark.pure


def row(abbr: str, democratic: int, republican: int) -> dict[str, object]:
    electors = democratic + republican
    return {"abbr": abbr, "electors": electors, "democratic": democratic, "republican": republican}


def test_every_state_and_the_district_have_a_place_of_their_own() -> None:
    assert len(PLACES) == 51
    assert len(set(PLACES.values())) == 51
    assert (WIDTH, HEIGHT) == (330, 240)


def test_a_state_is_filled_open_or_split() -> None:
    found = tile_map([row("AK", 0, 3), row("ME", 3, 1), row("VT", 3, 0)])
    assert [(tile.abbr, tile.votes, tile.holder) for tile in found.tiles] == [
        ("AK", "3", "republican"),
        ("ME", "3–1", "split"),
        ("VT", "3", "democratic"),
    ]
    assert found.open == "M1 1h28v28h-28zM301 1h28v28h-28z"
    assert found.filled == "M301 1h28v14h-28zM271 31h28v28h-28z"
