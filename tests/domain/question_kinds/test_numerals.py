from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question_kinds.base import InvalidResponse
from domain.question_kinds.numerals import read_numeral
from tests.domain.question_kinds.examples._parts import UNSEEN


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("270", 270),
        ("+270", 270),
        (" 270 ", 270),
        ("007", 7),
        ("-5", -5),
        ("−5", -5),
        ("- 5", -5),
        ("–5", -5),
        ("－5", -5),
        ("\u200f538", 538),
        ("5\u00ad38\ufeff", 538),
        ("\u2800538", 538),
        ("٣٫٥", Fraction(7, 2)),
        ("١٬٢٣٤٫٥", Fraction("1234.5")),
        ("1,234", 1234),
        ("1,234,567.25", Fraction("1234567.25")),
        ("1 234", 1234),
        ("1\u00a0234\u00a0567", 1234567),
        ("1.234.567", 1234567),
        ("0.2", Fraction(1, 5)),
        (".2", Fraction(1, 5)),
        ("270.", 270),
        ("1.234", Fraction("1.234")),
        ("0,2", Fraction(1, 5)),
        ("12,50", Fraction("12.5")),
        ("0,125", Fraction(1, 8)),
        ("1234,567", Fraction("1234.567")),
        ("1.234,5", Fraction("1234.5")),
        ("1 234,5", Fraction("1234.5")),
        ("1/5", Fraction(1, 5)),
        ("-1/5", Fraction(-1, 5)),
        ("2 / 10", Fraction(1, 5)),
        ("3 1/2", Fraction(7, 2)),
        ("½", Fraction(1, 2)),
        ("1½", Fraction(3, 2)),
        ("२७०", 270),
        ("０", 0),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: Fraction | int) -> None:
    assert read_numeral(text, fractions=True) == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "+",
        "\u200b",
        "1–5",
        "—5",
        "seven",
        "1,23,456",
        "1,2345,678",
        "1.2.3",
        "1,5.2",
        "5²",
        "1/0",
        "1/2/3",
        "1e9",
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        read_numeral(text, fractions=True)
    assert refused.value.code == "not_a_number"


def test_a_fraction_bar_may_be_unwanted() -> None:
    with pytest.raises(InvalidResponse) as refused:
        read_numeral("1/5", fractions=False)
    assert refused.value.code == "fraction_not_taken"


@given(st.text(max_size=60))
def test_every_text_is_a_number_or_refused(text: str) -> None:
    with suppress(InvalidResponse):
        assert isinstance(read_numeral(text, fractions=True), Fraction)


@given(st.integers(-(10**9), 10**9), st.data())
def test_what_is_not_seen_changes_no_number(number: int, data: st.DataObject) -> None:
    hidden = "".join(f"{data.draw(st.sampled_from(['', *UNSEEN]))}{sign}" for sign in f"{number:,}")
    assert read_numeral(hidden, fractions=False) == number


@given(st.decimals(-(10**12), 10**12, places=6))
def test_every_usual_way_of_writing_a_number_is_exact(number: object) -> None:
    exact = Fraction(str(number))
    assert read_numeral(f"{number:f}", fractions=False) == exact
    assert read_numeral(f"{number:,f}", fractions=False) == exact
