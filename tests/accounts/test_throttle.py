"""Waiting grows with each wrong try, up to a limit, and never becomes a lock."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.throttle import (
    ACCOUNT,
    ACCOUNT_AND_ADDRESS,
    KNOWN_DEVICE,
    Tally,
    heard_at,
    latest_wait,
    wait,
)

pytestmark = pytest.mark.pure

NOON = datetime(2026, 9, 15, 12, tzinfo=UTC)
LIMITS = [ACCOUNT, ACCOUNT_AND_ADDRESS, KNOWN_DEVICE]


def seconds(count: int) -> float:
    return wait(count, ACCOUNT_AND_ADDRESS).total_seconds()


def test_the_first_five_tries_are_free_then_the_wait_doubles_up_to_a_minute() -> None:
    assert [seconds(count) for count in range(12)] == [0, 0, 0, 0, 0, 2, 4, 8, 16, 32, 60, 60]


@given(st.integers(0, 10**9), st.sampled_from(LIMITS))
def test_no_number_of_wrong_tries_locks(count: int, limit) -> None:
    assert timedelta(0) <= wait(count, limit) <= limit.longest <= timedelta(minutes=1)


@given(st.integers(0, 200), st.sampled_from(LIMITS))
def test_one_more_wrong_try_never_shortens_the_wait(count: int, limit) -> None:
    assert wait(count, limit) <= wait(count + 1, limit)


def test_the_wait_runs_from_the_last_wrong_try() -> None:
    assert heard_at(Tally(6, NOON), ACCOUNT_AND_ADDRESS) == NOON + timedelta(seconds=4)
    assert heard_at(Tally(2, NOON), ACCOUNT_AND_ADDRESS) is None
    assert heard_at(Tally(0, None), ACCOUNT_AND_ADDRESS) is None


def test_only_what_is_still_to_come_is_a_wait() -> None:
    later, latest = NOON + timedelta(seconds=1), NOON + timedelta(seconds=9)

    assert latest_wait(NOON, later, None, latest) == latest
    assert latest_wait(NOON, NOON, NOON - timedelta(seconds=1), None) is None
