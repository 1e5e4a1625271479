"""Values read from rows that never change, kept in the process so that each is read once."""

from collections.abc import Callable, Collection
from typing import Generic, TypeVar
from uuid import UUID

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """The values of immutable rows by id: `read` gets the missing ones in one statement.

    At most `most` are kept; then all are forgotten and the ones in use come back by themselves.
    """

    def __init__(self, read: Callable[[Collection[UUID]], dict[UUID, Value]], most: int) -> None:
        self._read = read
        self._most = most
        self._kept: dict[UUID, Value] = {}

    def get(self, ids: Collection[UUID]) -> dict[UUID, Value]:
        """The values of these rows; rows that are not there are left out."""
        kept = self._kept
        found = {each: kept[each] for each in ids if each in kept}
        missing = [each for each in ids if each not in found]
        if missing:
            read = self._read(missing)
            found |= read
            # A new dictionary rather than the old one changed: other threads may be reading it.
            self._kept = {**kept, **read} if len(kept) + len(read) <= self._most else dict(read)
        return found
