"""What each part of an answer means by itself."""

import pytest

from domain.question_kinds import kind

pytestmark = pytest.mark.pure

OPTIONS = {
    "options": [
        {"id": "a", "text": "A", "correct": True},
        {"id": "b", "text": "B", "feedback": "No.", "misconception": "bees"},
        {"id": "c", "text": "C", "correct": True, "missed": "C too."},
        {"id": "d", "text": "D", "feedback": "Not D."},
    ]
}


def test_several_options_may_be_right() -> None:
    several = kind("multiple_choice")

    found = several.meanings(several.parse(OPTIONS))

    assert [(each.id, each.is_right) for each in found] == [
        ("a", True),
        ("b", False),
        ("c", True),
        ("d", False),
    ]
    assert (found[1].feedback, found[1].misconceptions) == ("No.", ("bees",))
    assert found[0].feedback == ""


def test_the_wrong_one_of_true_and_false_has_the_feedback() -> None:
    truth = kind("true_false")
    body = truth.parse({"answer": True, "feedback": "It is so.", "misconception": "no"})

    right, wrong = truth.meanings(body)

    assert (right.id, right.is_right, right.feedback) == ("true", True, "")
    assert (wrong.id, wrong.feedback, wrong.misconceptions) == ("false", "It is so.", ("no",))


def test_an_item_of_an_order_means_nothing_by_itself() -> None:
    order = kind("ordering")
    items = {"items": [{"id": each, "text": each} for each in "abc"]}

    assert order.meanings(order.parse(items)) == ()
