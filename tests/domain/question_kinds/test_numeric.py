from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.question_kinds.base import InvalidQuestion, InvalidResponse, Remark
from domain.question_kinds.numeric import KIND
from domain.question_kinds.visible import has_visible
from tests.domain.question_kinds.examples.numeric import EXAMPLE as MAJORITY

BODY = KIND.parse(MAJORITY)
SHARE = KIND.parse({"answer": "1/5", "fractions": True, "units": ["%"], "feedback": "Look again."})


def mark(text: str, body: Any = BODY) -> Any:
    return KIND.mark(body, KIND.read(body, {"": [text]}))


@pytest.mark.parametrize(
    "text", ["270", "+270", "270.0", "270 votes", "270votes", "270 VOTES.", "270 electoral votes"]
)
def test_the_number_is_right_with_or_without_its_unit(text: str) -> None:
    assert mark(text).fraction == 1
    assert mark(text).chosen == (":right",)


def test_what_was_typed_is_kept() -> None:
    assert KIND.read(BODY, {"": ["  270   votes "]}) == {"number": "270 votes"}
    assert KIND.read_json(BODY, {"number": "1,000"}) == {"number": "1,000"}


def test_a_known_wrong_number_says_what_it_shows() -> None:
    assert mark("269 votes").feedback == (Remark("half", "Half is no majority."),)
    assert mark("269").misconceptions == ("half-is-enough",)
    assert mark("269").chosen == ("half",)
    other = mark("300")
    assert other.feedback == (Remark("", "A majority is more than half of 538."),)
    assert (other.chosen, other.misconceptions) == ((), ())


def test_of_two_known_wrong_numbers_the_nearer_is_meant() -> None:
    wrong = [
        {"id": name, "number": number, "feedback": f"Not {number}."}
        for name, number in (("low", 260), ("high", 266))
    ]
    rough = KIND.parse({**MAJORITY, "answer": 300, "tolerance": 5, "mistakes": wrong})

    assert [mark(text, rough).chosen for text in ("262", "264")] == [("low",), ("high",)]


def test_near_enough_is_right_and_exactly_so() -> None:
    third = KIND.parse({"answer": "33.3", "tolerance": "0.1", "feedback": "Look again."})
    assert [mark(text, third).fraction for text in ("33.2", "33.4", "33,3")] == [1, 1, 1]
    assert mark("33.41", third).fraction == 0


def test_fractions_where_the_question_takes_them() -> None:
    assert mark("1/5", SHARE).fraction == mark("0.2", SHARE).fraction == 1
    assert mark("20/100", SHARE).fraction == 1
    assert mark("20 %", SHARE).fraction == 0, "a unit behind the number changes nothing"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("two hundred", "not_a_number"),
        ("270 states", "unknown_unit"),
        ("50 %", "unknown_unit"),
        ("1,23,456 votes", "not_a_number"),
        ("270 votes m2", "unknown_unit"),
        ("５０％", "unknown_unit"),
        ("33% votes", "unknown_unit"),
        ("1/5", "fraction_not_taken"),
        ("9" * 60, "not_a_number"),
        ("9" * 300, "answer_too_long"),
    ],
)
def test_what_is_no_number_is_refused(text: str, code: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read_json(BODY, {"number": text})
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("unit", "text"),
    [
        ("yrs.", "5 yrs."),
        ("yrs.", "5 yrs"),
        ("yrs", "5 yrs."),
        ("sq. mi.", "5 sq mi"),
        ("p.m.", "5 p.m"),
        ("p.m.", "5pm."),
        ("%", "5％"),
        ("%", "\u200f5\u200e%"),
        ("électeurs", "5 e\u0301lecteurs"),
        ("électeurs", "5 ELECTEURS"),
        ("m²", "5 m2"),
        ("m²", "5 m²"),
        ("²", "5²"),
    ],
)
def test_a_unit_is_known_however_it_is_typed(unit: str, text: str) -> None:
    body = KIND.parse({"answer": 5, "units": [unit], "feedback": "Look again."})
    assert mark(text, body).fraction == 1


def test_no_part_of_a_number_is_taken_for_its_unit() -> None:
    body = KIND.parse({"answer": 52, "units": ["²", "/²", "."], "feedback": "Look again."})
    assert mark("52", body).fraction == 1
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({"answer": 15, "units": ["votes", "5"], "feedback": "Look again."})
    assert [(each.path, each.code) for each in refused.value.findings] == [
        (("units", 1), "digit_in_unit")
    ]


@given(
    st.sampled_from(["15", "-1,234.5", "1/5", "1½", "٥", "20."]),
    st.text(alphabet="aé²/,.%- \u200f½", min_size=1, max_size=5),
    st.sampled_from(["", " ", "\u00a0"]),
)
def test_a_number_is_the_same_with_any_unit_behind_it(number: str, unit: str, space: str) -> None:
    assume(has_visible(unit))
    body = KIND.parse({"answer": number, "units": [unit], "fractions": True})
    assert mark(number, body).fraction == 1
    if unit.strip()[0].isalpha():
        assert mark(f"{number}{space}{unit}", body).fraction == 1


def test_the_units_are_named_to_whoever_used_another() -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read(BODY, {"": ["270 states"]})
    assert refused.value.values == {"units": "votes, vote, electoral votes"}


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"answer": 0.2}, ("answer",), "not_text"),
        ({"answer": "many"}, ("answer",), "not_a_number"),
        ({"answer": "1/5"}, ("answer",), "not_a_number"),
        ({"answer": None}, ("answer",), "missing"),
        ({"tolerance": -1}, ("tolerance",), "not_a_number"),
        ({"answer": 269}, ("mistakes", 0, "number"), "mistake_is_right"),
        ({"mistakes": MAJORITY["mistakes"] * 2}, ("mistakes", 1, "id"), "duplicate_id"),
    ],
)
def test_a_key_that_no_answer_could_be_is_refused(
    changes: dict[str, Any], path: tuple[str | int, ...], code: str
) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({**MAJORITY, **changes})
    assert (path, code) in [(each.path, each.code) for each in refused.value.findings]


def test_the_same_mistake_written_twice_is_refused() -> None:
    mistakes = [{"id": "half", "number": 269}, {"id": "again", "number": "269.0"}]
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({"answer": 270, "mistakes": mistakes})
    assert [each.code for each in refused.value.findings] == ["mistake_twice"]


def test_a_wrong_number_needs_feedback() -> None:
    body = KIND.parse({"answer": 270, "mistakes": [{"id": "half", "number": 269}]})
    assert [each.path for each in KIND.author_checks(body)] == [
        ("mistakes", 0, "feedback"),
        ("feedback",),
    ]
    assert KIND.mark(body, {"number": "1"}).fraction == Fraction(0)
