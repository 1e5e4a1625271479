"""What never changes is read once, and not without end."""

from collections.abc import Collection
from uuid import UUID

import pytest

from models.base import new_id
from models.kept import Kept

pytestmark = pytest.mark.pure


class Shelf:
    """Rows that can be read; notes which were asked for."""

    def __init__(self, count: int) -> None:
        self.ids = [new_id() for _ in range(count)]
        self.asked: list[UUID] = []

    def read(self, ids: Collection[UUID]) -> dict[UUID, str]:
        self.asked += ids
        return {each: f"row {self.ids.index(each)}" for each in ids if each in self.ids}


def test_each_row_is_read_once() -> None:
    shelf = Shelf(3)
    kept = Kept(shelf.read, most=10)

    assert kept.get(shelf.ids[:2]) == {shelf.ids[0]: "row 0", shelf.ids[1]: "row 1"}
    assert kept.get(shelf.ids[1:]) == {shelf.ids[1]: "row 1", shelf.ids[2]: "row 2"}
    assert shelf.asked == shelf.ids


def test_a_row_that_is_not_there_is_left_out_and_asked_for_again() -> None:
    shelf, missing = Shelf(1), new_id()
    kept = Kept(shelf.read, most=10)

    assert kept.get([missing]) == kept.get([missing]) == {}
    assert shelf.asked == [missing, missing]


def test_no_more_are_kept_than_was_said() -> None:
    shelf = Shelf(4)
    kept = Kept(shelf.read, most=3)
    kept.get(shelf.ids[:3])
    kept.get(shelf.ids[3:])  # one too many: the others are forgotten
    kept.get(shelf.ids)

    assert shelf.asked == [*shelf.ids, *shelf.ids[:3]]
