from fractions import Fraction
from random import Random
from typing import Any

import pytest

from domain.question_kinds.base import InvalidResponse, Remark
from domain.question_kinds.choice import ChoiceBody
from domain.question_kinds.single_choice import KIND
from tests.domain.question_kinds.examples.single_choice import EXAMPLE as WHO_PRESIDES

BODY = KIND.parse(WHO_PRESIDES)


def question(*texts: str, right: int = 0) -> ChoiceBody:
    options: list[dict[str, Any]] = [
        {"id": f"option-{at}", "text": text, "correct": at == right, "feedback": "No, because."}
        for at, text in enumerate(texts)
    ]
    return KIND.parse({"options": options})


def codes(body: ChoiceBody) -> list[str]:
    return [finding.code for finding in KIND.author_checks(body)]


def test_the_right_option_earns_everything() -> None:
    mark = KIND.mark(BODY, KIND.read(BODY, {"": ["vice-president"]}))
    assert (mark.fraction, mark.chosen, mark.feedback) == (Fraction(1), ("vice-president",), ())


def test_a_wrong_option_answers_the_learner_and_shows_the_belief() -> None:
    mark = KIND.mark(BODY, KIND.read_json(BODY, {"choice": "speaker"}))
    assert mark.fraction == Fraction(0)
    assert mark.is_answered
    assert mark.feedback == (Remark("speaker", "The Speaker sits to the side."),)
    assert mark.misconceptions == ("speaker-presides",)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"": ["janitor"]}, "unknown_option"),
        ({"": ["speaker", "clerk"]}, "several_choices"),
        ({"speaker": ["1"]}, "unknown_option"),
    ],
)
def test_a_form_cannot_hold_another_answer(values: dict[str, list[str]], code: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read(BODY, values)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"choice": ["speaker"]}, "malformed_answer"),
        ({"choice": "speaker", "choices": []}, "malformed_answer"),
        ("speaker", "malformed_answer"),
        ({"choice": "Speaker"}, "unknown_option"),
    ],
)
def test_json_cannot_hold_another_answer(value: object, code: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read_json(BODY, value)
    assert refused.value.code == code


def test_every_order_of_the_options_is_shown_to_somebody() -> None:
    assert len({KIND.shuffle(BODY, Random(seed)) for seed in range(100)}) == 6


@pytest.mark.parametrize(
    "texts", [("269 votes", "270 votes", "538 votes"), ("1,000", "99.5", "12")]
)
def test_numbers_in_order_stay_in_order(texts: tuple[str, ...]) -> None:
    body = question(*texts)
    assert {KIND.shuffle(body, Random(seed)) for seed in range(20)} == {body.ids}


@pytest.mark.parametrize("texts", [("270 votes", "538 votes", "269 votes"), ("3", "Three", "4")])
def test_other_numbers_are_shuffled(texts: tuple[str, ...]) -> None:
    body = question(*texts)
    assert len({KIND.shuffle(body, Random(seed)) for seed in range(20)}) > 1


def test_the_right_option_may_not_stand_out_by_its_length() -> None:
    assert codes(question("x" * 15, "x" * 10, "x" * 9)) == []
    assert codes(question("x" * 16, "x" * 10, "x" * 9)) == ["right_option_too_long"]


def test_options_are_three_to_five_and_have_feedback() -> None:
    assert codes(question("Yes", "No")) == ["option_count"]
    assert codes(question(*"abcdef")) == ["option_count"]
    silent = KIND.parse(
        {"options": [*WHO_PRESIDES["options"], {"id": "usher", "text": "An usher"}]}
    )
    (finding,) = KIND.author_checks(silent)
    assert (finding.path, finding.code) == (("options", 3, "feedback"), "feedback_missing")


def test_no_option_speaks_of_the_others() -> None:
    assert codes(question("The Clerk", "The Speaker", "All of the above")) == ["banned_phrase"]


def test_a_bank_gives_no_key_away_by_length_or_place() -> None:
    long_first = question("x" * 12, "x" * 10, "x" * 9)
    short_last = question("x" * 9, "x" * 10, "x" * 9, right=2)
    short_middle = question("x" * 9, "x" * 9, "x" * 9, right=1)
    fair = [long_first, long_first, short_last, short_last, short_middle]
    assert KIND.bank_checks(fair) == ()
    unfair = KIND.bank_checks([*fair, long_first, long_first])
    assert [finding.code for finding in unfair] == [
        "right_option_often_longest",
        "right_option_often_same_position",
    ]
    assert unfair[1].values == {"position": 1, "found": 4, "of": 7}


def test_a_course_does_not_lean_to_yes_or_to_no() -> None:
    yes = question("Yes, they may", "No, they may not", "No, as no law says so")
    no = question("Yes, they may", "No, they may not", "Yes, as a law says so", right=1)
    other = question("It depends", "No one", "Nobody")
    assert KIND.course_checks([no] * 7 + [yes] * 3 + [other] * 9) == ()
    (finding,) = KIND.course_checks([no] * 8 + [yes] * 2)
    assert finding.values == {"answer": "No", "found": 8, "of": 10}
    (finding,) = KIND.course_checks([yes] * 5)
    assert finding.values == {"answer": "Yes", "found": 5, "of": 5}
    assert KIND.course_checks([yes] * 4) == ()


def test_four_questions_are_too_few_for_a_share() -> None:
    assert KIND.bank_checks([question("x" * 12, "x" * 10, "x" * 9)] * 4) == ()
