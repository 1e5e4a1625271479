"""How long to wait after wrong tries: longer each time, never for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

WINDOW = timedelta(hours=12)
"""Wrong tries are forgotten after this long."""


@dataclass(frozen=True)
class Tally:
    """Wrong tries within the window, and when the last one was."""

    count: int
    last_at: datetime | None


@dataclass(frozen=True)
class Limit:
    """So many tries are free; then the wait doubles from two seconds to the longest."""

    free_tries: int
    longest: timedelta


# One address is a whole school: it never counts alone, only together with the account.
# By the account alone a wait stays short: whoever tries from elsewhere must not shut its owner out.
ACCOUNT = Limit(free_tries=10, longest=timedelta(seconds=10))
ACCOUNT_AND_ADDRESS = Limit(free_tries=5, longest=timedelta(seconds=60))
# A device that the account knows answers for its own tries only, never for anybody else's.
KNOWN_DEVICE = Limit(free_tries=10, longest=timedelta(seconds=30))

_FIRST_WAIT = timedelta(seconds=2)
_DOUBLINGS_AT_MOST = 16


def wait(count: int, limit: Limit) -> timedelta:
    """How long the next try must wait after `count` wrong ones."""
    beyond = count - limit.free_tries
    if beyond < 0:
        return timedelta(0)
    return min(limit.longest, _FIRST_WAIT * 2.0 ** min(beyond, _DOUBLINGS_AT_MOST))


def heard_at(tally: Tally, limit: Limit) -> datetime | None:
    """When the next try is heard; None where it need not wait."""
    pause = wait(tally.count, limit)
    return tally.last_at + pause if tally.last_at is not None and pause else None


def latest_wait(now: datetime, *moments: datetime | None) -> datetime | None:
    """The latest of these moments that is still to come, or None."""
    return max((each for each in moments if each is not None and each > now), default=None)
