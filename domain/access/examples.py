"""What starting at some moment would give a student: for telling a teacher before publishing."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.access.deadlines import deadline
from domain.access.resolving import AttemptState, resolve
from domain.access.terms import Terms

_MINUTE: Final = timedelta(minutes=1)
_SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Example:
    """Starting at `start` gives so many `minutes` and `seconds`, until `until`."""

    start: datetime
    until: datetime

    @property
    def minutes(self) -> int:
        return (self.until - self.start) // _MINUTE

    @property
    def seconds(self) -> int:
        return (self.until - self.start) % _MINUTE // _SECOND


def telling_starts(terms: Terms, now: datetime) -> tuple[datetime, ...]:
    """Return moments that show what the rules do: as early as one can start, and late.

    Late is when half the time limit is left before the class's closing time.
    """
    window, allowed = terms.window, terms.time_allowed
    first = _whole_minute(max(window.opens_at or now, now))
    if allowed is None or window.closes_at is None:
        return (first,)
    late = _whole_minute(window.closes_at - allowed / 2)
    return (first, late) if late > first else (first,)


def examples(terms: Terms, starts: tuple[datetime, ...]) -> tuple[Example, ...]:
    """Return what each of these starts would give; none for one at which nobody can start.

    Without a time limit a start gives nothing that is worth telling.
    """
    if terms.time_allowed is None:
        return ()
    found = []
    for start in starts:
        until = deadline(terms, start)
        may_start = resolve(terms, 0, AttemptState.NOT_STARTED, start).may_start
        if until is not None and may_start:
            found.append(Example(start, until))
    return tuple(found)


def _whole_minute(moment: datetime) -> datetime:
    down = moment.replace(second=0, microsecond=0)
    return down if down == moment else down + _MINUTE
