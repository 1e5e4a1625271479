"""Every row of the two clock tables holds; and more generous terms never give less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.access import (
    GRACE,
    MULTIPLIERS,
    Accommodation,
    AssignmentRules,
    AttemptState,
    ClosingPolicy,
    LatePolicy,
    Override,
    Terms,
    Window,
    days_late,
    deadline,
    examples,
    last_moment,
    on_time_until,
    resolve,
    telling_starts,
)
from tests.domain.clock_tables import LATE, UNTIL, ZONES

POLICIES = {"full": ClosingPolicy.FULL_TIME, "hard": ClosingPolicy.HARD_STOP}
CLOCK = re.compile(r"(?:(?:(\d\d)-)?(\d\d)/)?(\d\d):(\d\d)(\*?)")


@dataclass(frozen=True)
class Row:
    """A line of a table, and the day it is about."""

    day: date
    cells: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.day} {' '.join(self.cells)}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(ZONES[self.cells[1]])

    def moment(self, text: str) -> datetime | None:
        """When the zone's clocks show this."""
        found = CLOCK.fullmatch(text)
        if found is None:
            return None
        month, day, hour, minute, second_time = found.groups()
        local = datetime(
            self.day.year,
            int(month or self.day.month),
            int(day or self.day.day),
            int(hour),
            int(minute),
            fold=int(bool(second_time)),
            tzinfo=self.zone,
        )
        return local.astimezone(UTC)

    def rules(self) -> AssignmentRules:
        policy, zone, limit = self.cells[:3]
        return AssignmentRules(
            time_limit=None if limit == "-" else timedelta(minutes=int(limit)),
            closing=POLICIES[policy],
            zone=ZONES[zone],
        )

    def accommodation(self) -> Accommodation:
        return Accommodation(Fraction(self.cells[3]), extra_days=int(self.cells[4]))

    def shown(self, moment: datetime | None) -> str:
        """A moment in the shortest way that the table has for it, to the minute."""
        if moment is None:
            return "-"
        local = moment.astimezone(self.zone)
        text = f"{local:%H:%M}" + ("*" if local.fold else "")
        if local.date() == self.day:
            return text
        same_month = local.month == self.day.month
        return (f"{local:%d}/" if same_month else f"{local:%m-%d}/") + text


def rows(table: str) -> Iterator[Row]:
    day = date(2026, 9, 15)
    for line in filter(None, map(str.strip, table.splitlines())):
        if line.startswith("on "):
            day = date.fromisoformat(line.removeprefix("on "))
        elif not line.startswith("#"):
            yield Row(day, tuple(line.split()))


UNTIL_ROWS, LATE_ROWS = list(rows(UNTIL)), list(rows(LATE))


def test_there_are_at_least_200_rows(capsys: pytest.CaptureFixture[str]) -> None:
    policies = {row.cells[:2] for row in UNTIL_ROWS}
    with capsys.disabled():
        print(
            f"\nclock tables: {len(UNTIL_ROWS)} rows of deadlines, {len(LATE_ROWS)} of lateness, "
            f"{len({zone for _, zone in policies})} zones"
        )
    assert len(UNTIL_ROWS) >= 200
    assert len(set(map(str, UNTIL_ROWS))) == len(UNTIL_ROWS)


@pytest.mark.parametrize("row", UNTIL_ROWS, ids=str)
def test_until_when(row: Row) -> None:
    closes, group, own, starts, until = row.cells[5:]
    terms = Terms(
        replace(row.rules(), window=Window(closes_at=row.moment(closes))),
        own=Override(closes_at=row.moment(own)),
        group=Override(closes_at=row.moment(group)),
        accommodation=row.accommodation(),
    )
    start = row.moment(starts)
    assert start is not None

    if resolve(terms, 0, AttemptState.NOT_STARTED, start).may_start:
        going_on = resolve(terms, 1, AttemptState.IN_PROGRESS, start, begun_at=start)
        assert row.shown(going_on.until) == until
        _ends_there(terms, start, going_on.until)
    else:
        assert until == "shut"


def _ends_there(terms: Terms, start: datetime, until: datetime | None) -> None:
    """Answers are taken until the deadline and a moment more; then it waits for being closed."""
    if until is None:
        return
    open_attempt = AttemptState.IN_PROGRESS
    last = until + GRACE - timedelta(microseconds=1)
    assert resolve(terms, 1, open_attempt, last, begun_at=start).may_answer
    over = resolve(terms, 1, open_attempt, until + GRACE, begun_at=start)
    assert (over.is_over, over.may_answer, over.why_not_submit) == (True, False, None)


@pytest.mark.parametrize("row", LATE_ROWS, ids=str)
def test_how_late(row: Row) -> None:
    due, begins, hands_in, late = row.cells[5:]
    terms = Terms(
        replace(row.rules(), window=Window(due_at=row.moment(due))),
        accommodation=row.accommodation(),
    )
    at = row.moment(hands_in)
    assert at is not None

    assert days_late(terms, at, row.moment(begins)) == int(late)


NOON = datetime(2026, 3, 7, 18, tzinfo=UTC)  # the day before clocks jump in the United States
moments = st.integers(-3 * 24 * 60, 3 * 24 * 60).map(lambda n: NOON + timedelta(minutes=n))
perhaps = st.none() | moments
limits = st.none() | st.integers(1, 600).map(lambda minutes: timedelta(minutes=minutes))
overrides = st.builds(Override, st.integers(0, 3), perhaps, perhaps, limits)
accommodations = st.builds(
    Accommodation, st.sampled_from(MULTIPLIERS), st.integers(0, 3), st.integers(0, 30)
)
rules = st.builds(
    AssignmentRules,
    st.builds(Window, st.none(), perhaps, perhaps),
    st.none() | st.integers(1, 3),
    time_limit=limits,
    closing=st.sampled_from(ClosingPolicy),
    late=st.sampled_from(LatePolicy),
    zone=st.sampled_from(sorted(ZONES.values())),
)
terms_of_all = st.builds(Terms, rules, overrides, overrides, accommodations)


def at_least(one: datetime | None, other: datetime | None) -> bool:
    """Whether the first is not sooner; none is never."""
    return one is None or (other is not None and one >= other)


@given(terms_of_all, moments, accommodations)
def test_a_more_generous_accommodation_never_gives_less(
    terms: Terms, start: datetime, more: Accommodation
) -> None:
    granted = terms.accommodation
    both = Accommodation(
        max(granted.multiplier, more.multiplier),
        granted.extra_attempts + more.extra_attempts,
        granted.extra_days + more.extra_days,
    )
    better = replace(terms, accommodation=both)

    assert at_least(deadline(better, start), deadline(terms, start))
    assert at_least(last_moment(better), last_moment(terms))
    assert at_least(on_time_until(better, start), on_time_until(terms, start))
    before, after = (resolve(each, 1, AttemptState.NOT_STARTED, start) for each in (terms, better))
    assert after.may_start or not before.may_start
    assert before.is_late or not after.is_late


@given(terms_of_all, moments)
def test_whoever_may_start_has_time(terms: Terms, start: datetime) -> None:
    assume(resolve(terms, 0, AttemptState.NOT_STARTED, start).may_start)

    until = deadline(terms, start)

    assert until is None or until > start
    assert at_least(last_moment(terms), until)


@given(terms_of_all, moments)
def test_full_time_is_never_less_than_a_hard_stop(terms: Terms, start: datetime) -> None:
    assume(resolve(terms, 0, AttemptState.NOT_STARTED, start).may_start)
    full, hard = (
        replace(terms, rules=replace(terms.rules, closing=each)) for each in POLICIES.values()
    )

    assert at_least(deadline(full, start), deadline(hard, start))


@given(terms_of_all)
def test_ones_own_dates_go_before_the_groups_and_those_before_the_classes(terms: Terms) -> None:
    assume(terms.rules.late is not LatePolicy.NOTHING_LATE)
    times = replace(terms, accommodation=Accommodation()).window
    given, own, group = terms.rules.window, terms.own, terms.group
    has_own_end_alone = own.closes_at and not own.due_at

    if has_own_end_alone:
        assert times.closes_at == own.closes_at
    if not (has_own_end_alone and group.due_at):
        assert times.due_at == (own.due_at or group.due_at or given.due_at)


def test_a_groups_due_time_ends_at_a_closing_time_of_ones_own() -> None:
    rules = AssignmentRules(Window(None, NOON, NOON + timedelta(days=1)))
    mine, theirs = NOON + timedelta(days=8), NOON + timedelta(days=15)

    times = Terms(rules, Override(closes_at=mine), Override(due_at=theirs)).window

    assert times == Window(None, mine, mine)


@given(terms_of_all)
def test_where_nothing_late_is_taken_one_moment_ends_everything(terms: Terms) -> None:
    nothing_late = replace(terms.rules, late=LatePolicy.NOTHING_LATE)
    times = replace(terms, rules=nothing_late).window
    own, given = terms.own, terms.rules.window

    assume(own.due_at or terms.group.due_at or given.due_at)
    assert times.due_at == times.closes_at


@pytest.mark.parametrize("moved", [{"own": 5}, {"group": 5}, {"own": 5, "group": 3}])
def test_a_closing_time_of_ones_own_moves_the_due_time_that_closes(moved: dict[str, int]) -> None:
    due, later = NOON, NOON + timedelta(days=5)
    rules = AssignmentRules(Window(None, due, due), late=LatePolicy.NOTHING_LATE)
    given = {name: Override(closes_at=NOON + timedelta(days=days)) for name, days in moved.items()}

    assert Terms(rules, **given).window == Window(None, later, later)


@given(terms_of_all, moments, st.integers(0, 5000))
def test_nobody_is_at_work_after_the_last_moment_not_even_reopened(
    terms: Terms, begun_at: datetime, minutes: int
) -> None:
    again = deadline(terms, begun_at + timedelta(minutes=minutes))

    assert at_least(last_moment(terms), again)


@given(terms_of_all, moments, st.integers(0, 5000))
def test_lateness_only_grows(terms: Terms, begun_at: datetime, minutes: int) -> None:
    sooner, later = begun_at + timedelta(minutes=minutes), begun_at + timedelta(minutes=minutes + 7)

    assert days_late(terms, sooner, begun_at) <= days_late(terms, later, begun_at)


@given(terms_of_all, moments)
def test_examples_tell_what_starting_gives(terms: Terms, now: datetime) -> None:
    for example in examples(terms, telling_starts(terms, now)):
        assert example.start >= now
        assert example.until == deadline(terms, example.start)
        assert timedelta(minutes=example.minutes) <= example.until - example.start
