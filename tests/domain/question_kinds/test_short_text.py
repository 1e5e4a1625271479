from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.question_kinds.base import InvalidQuestion, InvalidResponse, Remark
from domain.question_kinds.short_text import KIND
from domain.question_kinds.visible import has_visible
from tests.domain.question_kinds.examples._parts import UNSEEN
from tests.domain.question_kinds.examples.short_text import EXAMPLE as WHO_PRESIDES

BODY = KIND.parse(WHO_PRESIDES)


def mark(text: str) -> Any:
    return KIND.mark(BODY, KIND.read_json(BODY, {"text": text}))


@pytest.mark.parametrize("text", ["the Vice President", "VICE PRESIDENT.", "vice  président"])
def test_every_accepted_form_is_right(text: str) -> None:
    assert mark(text).fraction == 1
    assert mark(text).chosen == (":right",)


def test_a_near_miss_waits_for_a_person() -> None:
    near = mark("vice presidnet")
    assert (near.fraction, near.awaits_person, near.is_answered) == (0, True, True)
    assert (near.feedback, near.chosen) == ((), ())


def test_a_known_mistake_says_what_it_shows_and_any_other_what_is_true() -> None:
    speaker = mark("the speaker")
    assert speaker.feedback == (Remark("speaker", "The Speaker sits to the side."),)
    assert speaker.misconceptions == ("speaker-presides",)
    assert speaker.chosen == ("speaker",)
    other = mark("a judge")
    assert other.feedback == (Remark("", "It is the President of the Senate."),)
    assert (other.fraction, other.awaits_person) == (0, False)


def test_a_known_mistake_is_never_a_near_miss() -> None:
    body = KIND.parse({"accepted": ["senator"], "mistakes": [{"id": "all", "forms": ["senators"]}]})
    assert KIND.mark(body, {"text": "senators"}).chosen == ("all",)
    assert not KIND.mark(body, {"text": "senators"}).awaits_person


def test_blank_is_not_answered() -> None:
    assert KIND.read(BODY, {"": ["  \t "]}) is None
    assert KIND.read_json(BODY, {"text": "\x00"}) is None
    assert KIND.read_json(BODY, {"text": "\u200f"}) is None


@given(st.text(alphabet=st.sampled_from("aÄßİσ\u0300²५ガ\u05b0אا \t\x07.(’" + UNSEEN), max_size=9))
def test_every_form_that_a_file_can_hold_can_be_typed(form: str) -> None:
    assume(has_visible(form))
    body = KIND.parse({"accepted": [form]})
    key = KIND.key_response(body)
    assert KIND.read_json(body, key) == key
    assert KIND.mark(body, key).fraction == 1
    assert KIND.mark(body, KIND.read_json(body, {"text": form})).fraction == 1


def test_two_values_are_refused() -> None:
    with pytest.raises(InvalidResponse):
        KIND.read(BODY, {"": ["one", "two"]})


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"accepted": []}, ("accepted",), "too_few"),
        ({"accepted": ["", "x"]}, ("accepted", 0), "missing"),
        ({"accepted": ["x" * 201]}, ("accepted", 0), "too_long"),
        ({"accepted": ["The  Speaker!"]}, ("mistakes", 0, "forms", 0), "mistake_is_right"),
    ],
)
def test_a_key_that_cannot_be_is_refused(
    changes: dict[str, Any], path: tuple[str | int, ...], code: str
) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({**WHO_PRESIDES, **changes})
    assert (path, code) in [(each.path, each.code) for each in refused.value.findings]


def test_no_form_stands_in_two_mistakes() -> None:
    mistakes = [{"id": "one", "forms": ["clerk"]}, {"id": "two", "forms": ["Clerk", "y" * 201]}]
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({"accepted": ["x"], "mistakes": mistakes})
    assert [each.code for each in refused.value.findings] == ["mistake_twice", "too_long"]


def test_wrong_answers_need_feedback() -> None:
    body = KIND.parse({"accepted": ["x"], "mistakes": [{"id": "one", "forms": ["clerk"]}]})
    assert [each.path for each in KIND.author_checks(body)] == [
        ("feedback",),
        ("mistakes", 0, "feedback"),
    ]
