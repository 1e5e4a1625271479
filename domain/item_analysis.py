"""What the answers of many say about a question.

A share that too few answers stand behind has no per cent: it would say more about chance, or about
one child, than about the question.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

FEWEST_FOR_SHARE: Final = 5


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`; `percent` is None where too few stand behind it."""

    count: int
    of: int

    @property
    def percent(self) -> Fraction | None:
        return Fraction(self.count * 100, self.of) if self.of >= FEWEST_FOR_SHARE else None
