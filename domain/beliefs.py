"""Which false beliefs a learner showed, and which of them a later right answer has put right."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Occasion:
    """One answer: what it showed, and what a wrong answer to the question could have shown."""

    at: datetime
    could_show: tuple[str, ...]
    shown: tuple[str, ...]
    is_right: bool


@dataclass(frozen=True, slots=True)
class Belief:
    """A misconception a learner showed; it `remains` until they later get such a question right."""

    misconception: str
    times: int
    last_shown_at: datetime
    remains: bool


def beliefs_held(occasions: Iterable[Occasion]) -> tuple[Belief, ...]:
    """Return the misconceptions shown, those that remain first, the latest shown first."""
    found: dict[str, Belief] = {}
    for occasion in sorted(occasions, key=lambda each: each.at):
        for name in dict.fromkeys(occasion.shown):
            times = found[name].times if name in found else 0
            found[name] = Belief(name, times + 1, occasion.at, remains=True)
        if occasion.is_right:
            for name in set(occasion.could_show) & found.keys():
                before = found[name]
                if occasion.at > before.last_shown_at:
                    found[name] = replace(before, remains=False)
    latest_first = sorted(
        found.values(), key=lambda each: (each.last_shown_at, each.misconception), reverse=True
    )
    return tuple(sorted(latest_first, key=lambda each: not each.remains))
