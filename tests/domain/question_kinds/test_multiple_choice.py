from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question_kinds.base import InvalidResponse, Remark
from domain.question_kinds.multiple_choice import KIND
from tests.domain.question_kinds.examples import Question, questions
from tests.domain.question_kinds.examples.multiple_choice import EXAMPLE as WHO_IS_PRESENT

BODY = KIND.parse(WHO_IS_PRESENT)


@pytest.mark.parametrize(
    ("chosen", "fraction"),
    [
        (["senators", "representatives"], Fraction(1)),
        (["senators"], Fraction(1, 2)),
        (["senators", "representatives", "justices"], Fraction(1, 2)),
        (["senators", "justices"], Fraction(0)),
        (["justices", "electors"], Fraction(0)),
        (["senators", "representatives", "justices", "electors"], Fraction(0)),
    ],
)
def test_right_minus_wrong_by_the_number_of_right(chosen: list[str], fraction: Fraction) -> None:
    assert KIND.mark(BODY, KIND.read(BODY, {"": chosen})).fraction == fraction


def test_feedback_names_what_was_chosen_wrongly_and_what_was_missed() -> None:
    mark = KIND.mark(BODY, KIND.read(BODY, {"": ["electors", "representatives"]}))
    assert mark.feedback == (
        Remark("senators", "Both houses meet."),
        Remark("electors", "They voted in December, at home."),
    )
    assert mark.misconceptions == ("electors-travel",)


@given(questions("multiple_choice"), st.data())
def test_the_order_of_choosing_does_not_matter(question: Question, data: st.DataObject) -> None:
    own, body = question
    chosen = data.draw(st.lists(st.sampled_from(body.ids), unique=True))
    again = data.draw(st.permutations(chosen))
    assert own.read(body, {"": chosen}) == own.read_json(body, {"choices": again})


@given(questions("multiple_choice"), st.data())
def test_one_more_wrong_option_never_helps(question: Question, data: st.DataObject) -> None:
    own, body = question
    right = data.draw(st.sets(st.sampled_from([option.id for option in body.right]), min_size=1))
    wrong = data.draw(st.sampled_from([option.id for option in body.wrong]))
    without = own.mark(body, own.read_json(body, {"choices": sorted(right)}))
    with_it = own.mark(body, own.read_json(body, {"choices": sorted({*right, wrong})}))
    assert with_it.fraction < without.fraction


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"choices": ["senators", "senators"]}, "repeated_option"),
        ({"choices": ["senators", "ghosts"]}, "unknown_option"),
        ({"choices": ["senators", ["justices"]]}, "unknown_option"),
        ({"choices": "senators"}, "malformed_answer"),
        ({"choice": "senators"}, "malformed_answer"),
    ],
)
def test_json_cannot_hold_another_answer(value: object, code: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read_json(BODY, value)
    assert refused.value.code == code


def test_an_empty_list_is_no_answer() -> None:
    assert KIND.read_json(BODY, {"choices": []}) is None


def test_options_are_four_to_seven() -> None:
    few = KIND.parse({"options": WHO_IS_PRESENT["options"][1:]})
    assert [finding.code for finding in KIND.author_checks(few)] == ["option_count"]
