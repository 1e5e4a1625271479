"""What only teachers read beside a lesson: pacing, beliefs to expect, an extension."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Pace:
    """How many minutes of the class period go to what."""

    minutes: int
    do: str


@dataclass(frozen=True, slots=True)
class Repair:
    """A misconception to expect, and what to do about it in five minutes."""

    misconception: str
    repair: str


@dataclass(frozen=True, slots=True)
class TeacherNotes:
    """The notes of one lesson."""

    pacing: tuple[Pace, ...]
    expect: tuple[Repair, ...]
    extension: str

    @property
    def minutes(self) -> int:
        """How long the lesson takes in class."""
        return sum(pace.minutes for pace in self.pacing)


def to_json(notes: TeacherNotes) -> dict[str, Any]:
    """Return notes as plain JSON values."""
    return asdict(notes)


def from_json(raw: Mapping[str, Any]) -> TeacherNotes:
    """Return the notes that `to_json` wrote."""
    return TeacherNotes(
        pacing=tuple(Pace(**each) for each in raw["pacing"]),
        expect=tuple(Repair(**each) for each in raw["expect"]),
        extension=raw["extension"],
    )
