from fractions import Fraction

import pytest
from flask import Flask

from tests.cast import MORNING
from web.templating import local_datetime, percent

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("score", "shown"),
    [
        (Fraction(1, 2), "50%"),
        (Fraction(1, 3), "33%"),
        (Fraction(1, 8), "13%"),
        (Fraction(1), "100%"),
        (Fraction(0), "0%"),
        (None, "–"),
    ],
)
def test_a_share_is_shown_as_a_whole_per_cent(score: Fraction | None, shown: str) -> None:
    assert percent(score) == shown


def test_without_a_reader_times_are_utc(one_app: Flask) -> None:
    with one_app.test_request_context():
        assert local_datetime(MORNING) == "Tue 15 Sep 2026, 2:00 PM"
