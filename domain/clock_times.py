"""Local clock times <-> UTC. What a clock never showed is refused; what it showed twice is
the first of the two."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from domain.errors import Refusal


class InvalidClockTime(Refusal):
    """A local time that names no moment. Codes: unknown_zone, time_does_not_exist,
    time_out_of_range."""


def is_known_zone(zone: str) -> bool:
    """Return whether this is the name of an IANA time zone, such as America/Phoenix."""
    return zone in known_zones()


_NO_PLACES = {"Factory", "localtime"}
"""What a machine lists beside the zones: one not set yet, and its own."""


@cache
def known_zones() -> frozenset[str]:
    """Return the names of all IANA time zones."""
    return frozenset(available_timezones() - _NO_PLACES)


def to_utc(local: datetime, zone: str) -> datetime:
    """Return the moment when clocks in the zone show `local` (naive).

    Raises `InvalidClockTime` for an unknown zone and for a time that the clocks jump over.
    """
    zone_info = _zone_info(zone)
    wanted = local.replace(tzinfo=None, fold=0)
    try:
        moment = wanted.replace(tzinfo=zone_info).astimezone(UTC)
        shown = moment.astimezone(zone_info).replace(tzinfo=None, fold=0)
    except OverflowError:
        raise InvalidClockTime("time_out_of_range") from None
    if shown != wanted:
        raise InvalidClockTime("time_does_not_exist", time=wanted, zone=zone)
    return moment


def to_local(moment: datetime, zone: str) -> datetime:
    """Return an aware moment as the zone's clocks show it, still aware.

    Raises `InvalidClockTime`.
    """
    try:
        return moment.astimezone(_zone_info(zone))
    except OverflowError:
        raise InvalidClockTime("time_out_of_range") from None


def day_begins(day: date, zone: str) -> datetime:
    """Return the first moment of a day in the zone, also where its clocks jump over midnight."""
    return datetime.combine(day, time.min, _zone_info(zone)).astimezone(UTC)


def add_days(moment: datetime, days: int, zone: str) -> datetime:
    """Return when the zone's clocks show the same time so many days later.

    Where they jump over that time, it is as much later as they jump.
    """
    wanted = to_local(moment, zone).replace(tzinfo=None, fold=0) + timedelta(days=days)
    return wanted.replace(tzinfo=_zone_info(zone)).astimezone(UTC)


def _zone_info(zone: str) -> ZoneInfo:
    if not is_known_zone(zone):
        raise InvalidClockTime("unknown_zone")
    return ZoneInfo(zone)
