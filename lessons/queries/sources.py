"""Where in which document something stands, as a lesson's stored text says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """Where in which document a fact stands."""

    title: str
    publisher: str
    date: str
    at: str


def read_sources(raw: Iterable[Mapping[str, Any]]) -> tuple[Source, ...]:
    """The sources in a stored note or figure, each once."""
    found = (
        Source(each["title"], each["publisher"], each["date"], each["at"] or "") for each in raw
    )
    return tuple(dict.fromkeys(found))
