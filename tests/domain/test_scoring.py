from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scoring import (
    AttemptScore,
    ScoreRule,
    average,
    average_of_counted,
    display_marks,
    display_percent,
    percent,
    recorded_score,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def attempt(number: int, marks: int, of: int = 10, *, submitted: bool = True) -> AttemptScore:
    at = MONDAY + timedelta(hours=number) if submitted else None
    return AttemptScore(number, Fraction(marks), Fraction(of), at)


MAYA = [attempt(1, 4), attempt(2, 9), attempt(3, 7), attempt(4, 10, submitted=False)]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (ScoreRule.BEST, Fraction(90)),
        (ScoreRule.LAST, Fraction(70)),
        (ScoreRule.AVERAGE, Fraction(200, 3)),
    ],
)
def test_the_rule_says_which_submitted_attempt_counts(rule: ScoreRule, expected: Fraction) -> None:
    score = recorded_score(MAYA, rule)
    assert score is not None
    assert (score.percent, score.attempts) == (expected, 3)


def test_nothing_submitted_is_no_score() -> None:
    assert recorded_score([attempt(1, 10, submitted=False)], ScoreRule.BEST) is None


def test_last_means_submitted_last() -> None:
    reopened = AttemptScore(1, Fraction(3), Fraction(10), MONDAY + timedelta(days=1))
    score = recorded_score([reopened, attempt(2, 9)], ScoreRule.LAST)
    assert score is not None
    assert score.percent == 30


attempts = st.lists(
    st.builds(
        lambda number, marks, of: attempt(number, min(marks, of), of),
        st.integers(1, 99),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    min_size=1,
    unique_by=lambda each: each.number,
)


@given(attempts, st.sampled_from(ScoreRule))
def test_a_score_lies_between_worst_and_best_in_any_order(
    given_attempts: list[AttemptScore], rule: ScoreRule
) -> None:
    score = recorded_score(given_attempts, rule)
    again = recorded_score(given_attempts[::-1], rule)
    percents = [each.percent for each in given_attempts]
    assert score is not None
    assert score == again
    assert min(percents) <= score.percent <= max(percents)
    assert 0 <= display_percent(score.percent) <= 100


def test_an_empty_quiz_earns_nothing() -> None:
    assert percent(Fraction(0), Fraction(0)) == 0


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (Fraction(0), 0),
        (Fraction(125, 10), 13),
        (Fraction(135, 10), 14),
        (Fraction(200, 3), 67),
        (Fraction(12499, 1000), 12),
        (Fraction(100), 100),
    ],
)
def test_percentages_round_half_up(exact: Fraction, shown: int) -> None:
    assert display_percent(exact) == shown


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (Fraction(7), "7"),
        (Fraction(100), "100"),
        (Fraction(15, 2), "7.5"),
        (Fraction(20, 3), "6.67"),
        (Fraction(1, 200), "0.01"),
    ],
)
def test_marks_show_at_most_two_decimals(exact: Fraction, shown: str) -> None:
    assert str(display_marks(exact)) == shown
    assert isinstance(display_marks(exact), Decimal)


def test_the_average_of_nobody_is_nothing() -> None:
    assert average([]) is None
    assert average([Fraction(1, 2), Fraction(3, 4)]) == Fraction(5, 8)
    assert average_of_counted([(Fraction(1), 3), (Fraction(0), 1)]) == Fraction(3, 4)
