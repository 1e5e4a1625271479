from fractions import Fraction
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question_kinds.base import InvalidResponse, Remark
from domain.question_kinds.ordering import KIND
from tests.domain.question_kinds.examples import Question, questions
from tests.domain.question_kinds.examples.ordering import EXAMPLE as STEPS

BODY = KIND.parse(STEPS)


def fraction(*order: str) -> Fraction:
    return KIND.mark(BODY, KIND.read_json(BODY, {"order": list(order)})).fraction


def test_pairs_the_right_way_round_count() -> None:
    assert fraction("open", "read", "ask", "add") == 1
    assert fraction("read", "open", "ask", "add") == Fraction(2, 3)
    assert fraction("ask", "open", "read", "add") == Fraction(1, 3)
    assert fraction("add", "open", "read", "ask") == 0
    assert fraction("add", "ask", "read", "open") == 0


def test_half_of_all_orders_earn_nothing() -> None:
    worth = [fraction(*order) for order in permutations(BODY.ids)]
    assert sum(each == 0 for each in worth) >= len(worth) / 2
    assert sum(each == 1 for each in worth) == 1


def test_a_wrong_order_is_explained() -> None:
    mark = KIND.mark(BODY, {"order": ["read", "open", "ask", "add"]})
    assert mark.feedback == (Remark("", "The paper is opened before anyone can read it."),)
    assert mark.misconceptions == ("objections-first",)
    assert mark.chosen == ("read", "open", "ask", "add")


@given(questions("ordering"), st.integers())
def test_the_right_order_is_never_the_start(question: Question, seed: int) -> None:
    own, body = question
    assert own.shuffle(body, Random(seed)) != body.ids


@given(questions("ordering"), st.data())
def test_positions_and_a_list_are_the_same_answer(question: Question, data: st.DataObject) -> None:
    own, body = question
    order = data.draw(st.permutations(body.ids))
    form = {item: [str(at)] for at, item in enumerate(order, start=1)}
    shuffled_form = dict(data.draw(st.permutations(sorted(form.items()))))
    assert own.read(body, shuffled_form) == own.read_json(body, {"order": order})


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"open": ["1"], "read": ["2"], "ask": [""]}, "incomplete_order"),
        ({"open": ["1"], "read": ["1"], "ask": ["3"], "add": ["4"]}, "repeated_position"),
        ({"open": ["5"]}, "bad_position"),
        ({"open": ["0"]}, "bad_position"),
        ({"open": ["first"]}, "bad_position"),
        ({"open": ["9" * 5000]}, "bad_position"),
        ({"open": ["1", "2"]}, "bad_position"),
        ({"burn": ["1"]}, "unknown_option"),
    ],
)
def test_a_form_holds_every_position_once(values: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read(BODY, values)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (["open", "read", "ask"], "incomplete_order"),
        (["open", "read", "ask", "ask"], "repeated_option"),
        (["open", "read", "ask", "burn"], "unknown_option"),
        ({"open": 1}, "malformed_answer"),
    ],
)
def test_json_holds_every_item_once(order: object, code: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read_json(BODY, {"order": order})
    assert refused.value.code == code


def test_items_are_three_to_seven_and_a_wrong_order_needs_feedback() -> None:
    pair = KIND.parse({"items": STEPS["items"][:2]})
    codes = [finding.code for finding in KIND.author_checks(pair)]
    assert codes == ["item_count", "feedback_missing"]
