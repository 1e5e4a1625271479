from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given

from domain.question_kinds.base import InvalidQuestion, Remark
from domain.question_kinds.grouping import KIND
from tests.domain.question_kinds.examples import Question, questions
from tests.domain.question_kinds.examples.grouping import EXAMPLE as LAWS

BODY = KIND.parse(LAWS)
ITEMS = ["one-each", "no-grounds", "one-fifth", "two-grounds"]


def fraction(*groups: str) -> Fraction:
    return KIND.mark(BODY, {"groups": dict(zip(ITEMS, groups, strict=False))}).fraction


def test_what_is_right_beyond_the_fullest_group_earns_marks() -> None:
    assert fraction("then", "then", "now", "now") == 1
    assert fraction("then", "then", "now", "then") == Fraction(1, 2)
    assert fraction("then", "now", "now", "then") == 0
    assert fraction("now", "now", "then", "then") == 0
    assert fraction("then", "then", "now") == Fraction(1, 2), "the fourth is still to be sorted"


def test_a_random_sorting_earns_about_nothing() -> None:
    worth = [fraction(*groups) for groups in product(["then", "now"], repeat=4)]
    assert sum(each == 0 for each in worth) >= len(worth) / 2
    assert sum(worth) / len(worth) < Fraction(1, 4)


@given(questions("grouping"))
def test_everything_in_one_group_earns_nothing(question: Question) -> None:
    own, body = question
    for group in body.place_ids:
        everything = {"groups": dict.fromkeys(body.row_ids, group)}
        assert own.mark(body, everything).fraction == 0


def test_a_wrong_group_is_explained() -> None:
    mark = KIND.mark(BODY, {"groups": {"one-each": "now", "one-fifth": "then"}})
    assert mark.feedback == (
        Remark("one-each", "Today one-fifth of each house signs."),
        Remark("one-fifth", "The law of 2022 asks for it."),
    )
    assert mark.misconceptions == ("one-senator-enough-today",)


def test_no_group_stays_empty() -> None:
    groups = [*LAWS["groups"], {"id": "never", "text": "Never"}]
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({**LAWS, "groups": groups})
    assert [(each.path, each.code) for each in refused.value.findings] == [
        (("groups", 2), "empty_group")
    ]
