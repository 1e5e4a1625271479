"""What the answers of many say about a question: difficulty, options, discrimination, beliefs.

A figure that too few answers stand behind is None: it would say more about chance, or about one
child, than about the question.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import StatisticsError, correlation
from typing import Final

FEWEST_FOR_SHARE: Final = 5
FEWEST_FOR_DISCRIMINATION: Final = 10


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One student's marked answer to the question, with the score of the whole attempt.

    `fraction` is 0 to 1. `earned` and `total` are in the same unit: what this question and the
    whole attempt earned.
    """

    fraction: Fraction
    chosen: tuple[str, ...] = ()
    is_answered: bool = True
    earned: Fraction = Fraction(0)
    total: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`; `percent` is None where too few stand behind it."""

    count: int
    of: int

    @property
    def percent(self) -> Fraction | None:
        return Fraction(self.count * 100, self.of) if self.of >= FEWEST_FOR_SHARE else None


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many chose one option."""

    option: str
    share: Share


@dataclass(frozen=True, slots=True)
class Asked:
    """One student was asked a question that can show `could_show`, and showed `shown`."""

    student_id: str
    could_show: tuple[str, ...]
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldMisconception:
    """A false belief: the students who showed it at least once, of the students asked about it."""

    misconception: str
    students: int
    asked: int


def share_right(results: Sequence[ItemResult]) -> Share:
    """Return how many answered fully right, of all who were given the question."""
    return Share(sum(result.fraction == 1 for result in results), len(results))


def option_counts(results: Sequence[ItemResult], options: Sequence[str]) -> tuple[OptionCount, ...]:
    """Return how many chose each option, in the order of `options`, of those who answered."""
    answered = [result for result in results if result.is_answered]
    counts = Counter(option for result in answered for option in set(result.chosen))
    return tuple(OptionCount(each, Share(counts[each], len(answered))) for each in options)


def discrimination(results: Sequence[ItemResult]) -> float | None:
    """Return how well the question tells strong attempts from weak ones, from -1 to 1.

    This is the corrected item-total correlation: Pearson's r between the score on the item and the
    score on the rest of the attempt, the item left out (Henrysson, "Correction of item-total
    correlations in item analysis", Psychometrika 28, 1963); for items marked 0 or 1, the corrected
    point-biserial. None below ten results or where either score does not vary.
    """
    if len(results) < FEWEST_FOR_DISCRIMINATION:
        return None
    item = [float(result.fraction) for result in results]
    rest = [float(result.total - result.earned) for result in results]
    try:
        return correlation(item, rest)
    except StatisticsError:
        return None


def held_misconceptions(asked: Iterable[Asked]) -> tuple[HeldMisconception, ...]:
    """Return the misconceptions that students showed, most held first.

    Equal numbers stand by the larger share, then by name.
    """
    could: defaultdict[str, set[str]] = defaultdict(set)
    did: defaultdict[str, set[str]] = defaultdict(set)
    for each in asked:
        for misconception in (*each.could_show, *each.shown):
            could[misconception].add(each.student_id)
        for misconception in each.shown:
            did[misconception].add(each.student_id)
    held = [HeldMisconception(name, len(did[name]), len(could[name])) for name in did]
    return tuple(sorted(held, key=lambda each: (-each.students, each.asked, each.misconception)))
