"""The reading grade of a text: the published formula, with names and terms counted as they read."""

import pytest

from domain.reading_grade import reading_grade, syllables_of

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("votes", 1),
        ("counted", 2),
        ("passed", 1),
        ("houses", 2),
        ("table", 2),
        ("period", 3),
        ("million", 2),
        ("objection", 3),
        ("certificate", 4),
        ("majority", 4),
        ("created", 3),
        ("one-fifth", 2),
        ("Congress’s", 2),
        ("1887", 1),
    ],
)
def test_syllables_are_counted_by_ear(word: str, count: int) -> None:
    assert syllables_of(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    # 2 sentences of 5 words, 13 syllables
    text = ["The members count the votes. Tellers read each one aloud."]
    assert reading_grade(text) == pytest.approx(0.39 * 10 / 2 + 11.8 * 13 / 10 - 15.59)


def test_a_long_name_is_no_harder_than_two_syllables() -> None:
    long = reading_grade(["He met Alexandria there. Alexandria was full."])
    short = reading_grade(["He met Boston there. Boston was full."])
    assert long == pytest.approx(short)


def test_a_term_counts_where_the_whole_of_it_is_used() -> None:
    text = ["They wrote the ascertainment certificate down."]
    plain = reading_grade(text)
    assert reading_grade(text, ["ascertainment certificates"]) < plain
    assert reading_grade(text, ["certificate of ascertainment"]) == plain


def test_a_passage_ends_its_sentence_and_an_abbreviation_does_not() -> None:
    assert reading_grade(["Open it", "Read it"]) == reading_grade(["Open it. Read it."])
    assert reading_grade(["It met at 1 p.m. Monday."]) == reading_grade(["It met at 1 p.m. Monday"])


def test_no_text_has_no_grade() -> None:
    assert reading_grade([]) == 0.0
