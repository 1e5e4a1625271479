"""Months of a calendar, from the first marked day to the last one."""

from datetime import date

import pytest

from domain.pictures.calendar import Day, months

pytestmark = pytest.mark.pure


def test_the_months_of_a_count_cross_the_year() -> None:
    found = months([date(2020, 11, 3), date(2021, 1, 6)])
    assert [month.first for month in found] == (
        [date(2020, 11, 1), date(2020, 12, 1), date(2021, 1, 1)]
    )
    assert [len(month.days) for month in found] == [30, 31, 31]


def test_a_day_stands_under_its_weekday() -> None:
    november, _, january = months([date(2020, 11, 3), date(2021, 1, 6)])
    assert november.days[0] == Day(1, 0, 0, is_marked=False)
    assert november.days[2] == Day(3, 2, 0, is_marked=True)
    assert january.days[0] == Day(1, 5, 0, is_marked=False)
    assert january.days[5] == Day(6, 3, 1, is_marked=True)
