from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.clock_times import (
    InvalidClockTime,
    day_begins,
    is_known_zone,
    known_zones,
    to_local,
    to_utc,
)


def clock(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """What a clock on the wall shows."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001


def test_a_school_in_arizona_keeps_standard_time_in_summer() -> None:
    moment = to_utc(clock(2026, 7, 1, 8), "America/Phoenix")
    assert moment == datetime(2026, 7, 1, 15, tzinfo=UTC)
    assert to_local(moment, "America/Phoenix").replace(tzinfo=None) == clock(2026, 7, 1, 8)


def test_the_hour_that_spring_skips_is_refused() -> None:
    with pytest.raises(InvalidClockTime) as refused:
        to_utc(clock(2026, 3, 8, 2, 30), "America/New_York")
    assert refused.value.code == "time_does_not_exist"


def test_the_hour_that_autumn_repeats_means_the_first() -> None:
    moment = to_utc(clock(2026, 11, 1, 1, 30), "America/New_York")
    assert moment == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    second = clock(2026, 11, 1, 1, 30).replace(fold=1)
    assert to_utc(second, "America/New_York") == moment


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "America", "phoenix\0"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    assert not is_known_zone(zone)
    with pytest.raises(InvalidClockTime) as refused:
        to_utc(clock(2026, 1, 5, 9), zone)
    assert refused.value.code == "unknown_zone"


@pytest.mark.parametrize(
    ("at", "zone"),
    [(clock(1, 1, 1, 0), "Asia/Tokyo"), (clock(9999, 12, 31, 23), "US/Alaska")],
)
def test_the_ends_of_time_are_refused(at: datetime, zone: str) -> None:
    with pytest.raises(InvalidClockTime) as refused:
        to_utc(at, zone)
    assert refused.value.code == "time_out_of_range"


zones = st.sampled_from(
    ["America/New_York", "America/Phoenix", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"]
)


@given(st.datetimes(clock(1990, 1, 1, 0), clock(2040, 1, 1, 0)), zones)
def test_a_clock_time_comes_back_or_is_refused(at: datetime, zone: str) -> None:
    with suppress(InvalidClockTime):
        moment = to_utc(at, zone)
        assert to_local(moment, zone).replace(tzinfo=None, fold=0) == at
        earlier = to_local(moment - timedelta(hours=1), zone)
        assert earlier.replace(tzinfo=None, fold=0) != at


def test_the_zones_of_the_country_are_known() -> None:
    assert {"America/Phoenix", "America/New_York", "Pacific/Honolulu"} <= known_zones()


@pytest.mark.parametrize(
    ("day", "zone", "begins"),
    [
        (date(2026, 9, 15), "America/Chicago", datetime(2026, 9, 15, 5, tzinfo=UTC)),
        (date(2018, 11, 4), "America/Sao_Paulo", datetime(2018, 11, 4, 3, tzinfo=UTC)),
    ],
)
def test_a_day_begins_also_where_clocks_jump_over_midnight(
    day: date, zone: str, begins: datetime
) -> None:
    assert day_begins(day, zone) == begins
