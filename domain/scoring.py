"""Attempts -> the score that counts. Shares stay exact; only what is shown is rounded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import floor


class ScoreRule(StrEnum):
    """Which of several attempts counts."""

    BEST = "best"
    LAST = "last"
    AVERAGE = "average"


@dataclass(frozen=True, slots=True)
class AttemptScore:
    """One attempt: its number, its marks, and when it was submitted, None while it is open.

    `counts` is the share of the marks that counts: less than 1 where lateness takes some off.
    """

    number: int
    marks: Fraction
    max: Fraction
    submitted_at: datetime | None
    counts: Fraction = Fraction(1)

    @property
    def percent(self) -> Fraction:
        return percent(self.marks, self.max) * self.counts


@dataclass(frozen=True, slots=True)
class Score:
    """The recorded score as an exact percentage, and how many attempts stand behind it."""

    percent: Fraction
    attempts: int


def percent(marks: Fraction, max: Fraction) -> Fraction:
    """Return marks as a percentage of the most there was, 0 where there was nothing to earn."""
    return marks / max * 100 if max else Fraction(0)


def share_that_counts(late_share: Fraction, days_late: int) -> Fraction:
    """Return what share of a score is left when so much is taken off for each day begun late."""
    return max(Fraction(0), 1 - late_share * days_late)


def recorded_score(attempts: Sequence[AttemptScore], rule: ScoreRule) -> Score | None:
    """Return the score that counts, None while nothing is submitted; the order does not matter."""
    submitted = [attempt for attempt in attempts if attempt.submitted_at is not None]
    if not submitted:
        return None
    percents = [attempt.percent for attempt in sorted(submitted, key=_by_submission)]
    return Score(_counted(percents, rule), len(percents))


def _by_submission(attempt: AttemptScore) -> tuple[float, int]:
    submitted_at = attempt.submitted_at
    return (submitted_at.timestamp() if submitted_at else 0.0, attempt.number)


def _counted(percents: Sequence[Fraction], rule: ScoreRule) -> Fraction:
    if rule is ScoreRule.BEST:
        return max(percents)
    if rule is ScoreRule.LAST:
        return percents[-1]
    return sum(percents, Fraction(0)) / len(percents)


def average(scores: Iterable[Fraction]) -> Fraction | None:
    """Return the mean of exact scores, None where there are none."""
    return average_of_counted((score, 1) for score in scores)


def average_of_counted(counted: Iterable[tuple[Fraction, int]]) -> Fraction | None:
    """Return the mean of scores of which each stands for so many."""
    found = list(counted)
    count = sum(times for _, times in found)
    return sum((score * times for score, times in found), Fraction(0)) / count if count else None


def display_percent(value: Fraction) -> int:
    """Return a percentage as it is shown everywhere: the nearest whole number, half up."""
    return floor(value + Fraction(1, 2))


def display_marks(marks: Fraction) -> Decimal:
    """Return marks as they are shown everywhere: at most two decimals, half up, no idle zeros."""
    return Decimal(floor(marks * 100 + Fraction(1, 2))) / 100
