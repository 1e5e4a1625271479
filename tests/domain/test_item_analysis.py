from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.item_analysis import (
    Asked,
    HeldMisconception,
    ItemResult,
    Share,
    discrimination,
    held_misconceptions,
    option_counts,
    share_right,
)


def result(fraction: float, rest: int = 0, chosen: tuple[str, ...] = ()) -> ItemResult:
    worth = Fraction(fraction)
    return ItemResult(worth, chosen, bool(chosen) or worth > 0, worth, worth + rest)


def test_below_five_answers_there_is_no_percentage() -> None:
    assert Share(3, 4).percent is None
    assert Share(3, 5).percent == 60


def test_only_fully_right_counts_as_right_of_all_who_were_asked() -> None:
    results = [result(1), result(1), result(0.5), result(0), result(0)]
    assert share_right(results) == Share(2, 5)


def test_each_option_is_counted_once_a_student_of_those_who_answered() -> None:
    results = [
        result(1, chosen=("senators", "members")),
        result(0.5, chosen=("senators",)),
        result(0),
    ]
    counts = option_counts(results, ["members", "senators", "justices"])
    assert [(each.option, each.share) for each in counts] == [
        ("members", Share(1, 2)),
        ("senators", Share(2, 2)),
        ("justices", Share(0, 2)),
    ]


def test_discrimination_is_the_correlation_with_the_rest() -> None:
    right, wrong = [8, 9, 7, 9, 7], [4, 5, 3, 5, 3]
    results = [result(1, rest) for rest in right] + [result(0, rest) for rest in wrong]
    # Point-biserial by hand: (8 - 4) / 2 over the standard deviation of the rest scores.
    spread = sqrt(sum((rest - 6) ** 2 for rest in right + wrong) / 10)
    assert discrimination(results) == pytest.approx(2 / spread)


def test_the_item_itself_is_left_out_of_the_rest() -> None:
    results = [result(at % 2, rest=3) for at in range(12)]
    assert discrimination(results) is None


def test_few_results_have_no_discrimination() -> None:
    assert discrimination([result(at % 2, rest=at) for at in range(9)]) is None


@given(
    st.lists(
        st.builds(result, st.sampled_from([0, 0.5, 1]), st.integers(0, 20)), min_size=0, max_size=40
    )
)
def test_discrimination_stays_in_its_bounds(results: list[ItemResult]) -> None:
    found = discrimination(results)
    assert found is None or -1.000001 <= found <= 1.000001


def test_misconceptions_come_most_held_first() -> None:
    decides, presides = "vp-decides", "speaker-presides"
    rows = [
        Asked("maya", (decides,), (decides,)),
        Asked("maya", (decides,), (decides,)),
        Asked("jonas", (decides,), (decides,)),
        Asked("priya", (decides, presides)),
        Asked("priya", (presides,), (presides,)),
        Asked("leo", ("never-shown",)),
    ]
    assert held_misconceptions(rows) == (
        HeldMisconception(decides, students=2, asked=3),
        HeldMisconception(presides, students=1, asked=1),
    )


def test_equal_numbers_stand_by_the_larger_share_then_by_name() -> None:
    rows = [
        Asked("maya", ("rare", "common", "also"), ("rare", "common", "also")),
        Asked("jonas", ("common",)),
    ]
    held = [each.misconception for each in held_misconceptions(rows)]
    assert held == ["also", "rare", "common"]
