"""Who needs a teacher's help: work that is behind, and scores that stay low."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from domain.access import Standing

LOW_AVERAGE: Final = Fraction(60, 100)
"""A student whose finished work averages below this is struggling."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of assigned work: how the student stands, and the score (0 to 1) if it has one."""

    standing: Standing
    score: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """Why a student needs help: pieces `behind`, and the `average` over the `scored` pieces."""

    behind: int
    average: Fraction | None
    scored: int

    @property
    def is_struggling(self) -> bool:
        return self.average is not None and self.average < LOW_AVERAGE

    @property
    def is_needed(self) -> bool:
        return self.behind > 0 or self.is_struggling


def help_needed(pieces: Iterable[Piece]) -> Help:
    """Return how much help a student needs, from all the work that was given and is open."""
    work = tuple(pieces)
    scores = [piece.score for piece in work if piece.score is not None]
    return Help(
        behind=sum(piece.standing.is_behind for piece in work),
        average=sum(scores, Fraction(0)) / len(scores) if scores else None,
        scored=len(scores),
    )
