"""What was found, in numbers."""

from dataclasses import dataclass
from statistics import median

from bench.load import Round, together


@dataclass(frozen=True, slots=True)
class Comparison:
    """One job done by so many students at once: rounds of the product and of the bare one."""

    database: str
    job: str
    students: int
    product: tuple[Round, ...]
    bare: tuple[Round, ...]

    @property
    def ratio(self) -> float:
        """How much of the bare one's requests per second the product does: the middle round's."""
        return median(self._ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest round's ratio: how noisy the machine was."""
        return min(self._ratios), max(self._ratios)

    @property
    def of_product(self) -> Round:
        return together(self.product)

    @property
    def of_bare(self) -> Round:
        return together(self.bare)

    @property
    def _ratios(self) -> list[float]:
        pairs = zip(self.product, self.bare, strict=True)
        return [product.per_second / bare.per_second for product, bare in pairs]


@dataclass(frozen=True, slots=True)
class ClassStart:
    """Forty students who start a quiz in the same second: how long its page took, in seconds."""

    database: str
    pages: Round


@dataclass(frozen=True, slots=True)
class Memory:
    """What one worker holds after so many requests, the largest of them, in megabytes."""

    database: str
    requests: int
    megabytes: float
