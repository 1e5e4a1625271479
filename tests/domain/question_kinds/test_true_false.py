from random import Random

import pytest

from domain.question_kinds.base import InvalidResponse, Remark
from domain.question_kinds.true_false import KIND, TrueFalseBody
from tests.domain.question_kinds.examples.true_false import EXAMPLE as CHAIR_DECIDES

BODY = KIND.parse(CHAIR_DECIDES)


def test_the_answer_earns_everything() -> None:
    assert KIND.mark(BODY, KIND.read(BODY, {"": ["false"]})).fraction == 1


def test_the_other_one_is_explained() -> None:
    mark = KIND.mark(BODY, KIND.read_json(BODY, {"choice": "true"}))
    assert mark.fraction == 0
    assert mark.feedback == (Remark("true", "The two houses decide."),)
    assert mark.misconceptions == ("vp-decides",)


def test_true_always_stands_before_false() -> None:
    assert {KIND.shuffle(BODY, Random(seed)) for seed in range(20)} == {("true", "false")}


@pytest.mark.parametrize("value", [True, {"choice": True}, {"choice": "True"}, {"choice": 1}])
def test_only_the_two_ids_are_answers(value: object) -> None:
    with pytest.raises(InvalidResponse):
        KIND.read_json(BODY, value)


def test_the_wrong_choice_needs_feedback() -> None:
    (finding,) = KIND.author_checks(TrueFalseBody(answer=True))
    assert finding.code == "feedback_missing"


def test_a_bank_may_not_lean_to_one_answer() -> None:
    true, false = TrueFalseBody(answer=True), TrueFalseBody(answer=False)
    assert KIND.bank_checks([true] * 7 + [false] * 3) == ()
    (finding,) = KIND.bank_checks([false] * 8 + [true] * 2)
    assert finding.values == {"answer": "false", "found": 8, "of": 10}
    assert KIND.bank_checks([true] * 4) == ()
