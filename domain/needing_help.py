"""Who needs a teacher's help: work that is behind, and scores that stay low."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from domain.access import Standing
from domain.scoring import average

LOW_SCORE: Final = Fraction(60, 100)
"""A score below this is low; a student whose finished work averages below it is struggling."""


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
        return is_low(self.average)

    @property
    def is_needed(self) -> bool:
        return self.behind > 0 or self.is_struggling

    @property
    def urgency(self) -> tuple[bool, int, Fraction]:
        """A key that sorts whoever needs help first, the furthest behind and lowest on top."""
        average = Fraction(1) if self.average is None else self.average
        return not self.is_needed, -self.behind, average


def is_low(score: Fraction | None) -> bool:
    """Whether a score (0 to 1) is one to worry about; none at all is not."""
    return score is not None and score < LOW_SCORE


def help_needed(pieces: Iterable[Piece]) -> Help:
    """Return how much help a student needs, from all the work that was given and is open."""
    work = tuple(pieces)
    scores = [piece.score for piece in work if piece.score is not None]
    return Help(
        behind=sum(piece.standing.is_behind for piece in work),
        average=average(scores),
        scored=len(scores),
    )
