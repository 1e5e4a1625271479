from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question_kinds.base import InvalidMarking, InvalidQuestion, InvalidResponse
from domain.question_kinds.open_response import KIND, marks_of
from tests.domain.question_kinds.examples import Question, questions
from tests.domain.question_kinds.examples.open_response import EXAMPLE as WHY

BODY = KIND.parse(WHY)


def test_an_answer_waits_for_a_person_and_a_blank_one_does_not() -> None:
    mark = KIND.mark(BODY, KIND.read(BODY, {"": ["Both houses must agree."]}))
    assert (mark.fraction, mark.awaits_person, mark.is_answered) == (0, True, True)
    assert KIND.read(BODY, {"": [" \r\n "]}) is None
    assert not KIND.mark(BODY, None).awaits_person


def test_lines_and_any_script_survive() -> None:
    read = KIND.read_json(BODY, {"text": "One.\r\n\r\nشكرا 🗳️\x00"})
    assert read == {"text": "One.\n\nشكرا 🗳️"}
    assert KIND.in_words(BODY, read) == ("One.", "", "شكرا 🗳️")


def test_more_words_than_asked_for_are_kept_and_very_many_are_refused() -> None:
    assert KIND.read_json(BODY, {"text": "word " * 200}) is not None
    with pytest.raises(InvalidResponse) as refused:
        KIND.read_json(BODY, {"text": "x" * 10_001})
    assert refused.value.values == {"most": 10_000, "found": 10_001}


def test_a_level_of_each_criterion_makes_the_marks() -> None:
    assert BODY.most_points == 3
    assert marks_of(BODY, {"rule": "full", "reason": "yes"}) == 1
    assert marks_of(BODY, {"rule": "part", "reason": "yes"}) == Fraction(2, 3)
    assert marks_of(BODY, {"rule": "none", "reason": "no"}) == 0


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"rule": "full"}, "not_decided"),
        ({"rule": "full", "reason": "perhaps"}, "unknown_level"),
        ({}, "not_decided"),
    ],
)
def test_a_marking_names_a_known_level_everywhere(chosen: dict[str, str], code: str) -> None:
    with pytest.raises(InvalidMarking) as refused:
        marks_of(BODY, chosen)
    assert refused.value.code == code


@given(questions("open_response"), st.data())
def test_marks_run_from_nothing_to_everything(question: Question, data: st.DataObject) -> None:
    _, body = question
    levels = {
        each.id: data.draw(st.sampled_from([level.id for level in each.levels]))
        for each in body.criteria
    }
    assert 0 <= marks_of(body, levels) <= 1
    best = {each.id: max(each.levels, key=lambda level: level.points).id for each in body.criteria}
    assert marks_of(body, best) == 1


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"criteria": []}, ("criteria",), "too_few"),
        ({"model": ""}, ("model",), "missing"),
        ({"most_words": 2}, ("most_words",), "not_whole"),
        ({"most_words": True}, ("most_words",), "not_whole"),
        ({"criteria": WHY["criteria"] * 2}, ("criteria", 2, "id"), "duplicate_id"),
    ],
)
def test_a_rubric_that_cannot_mark_is_refused(
    changes: dict[str, Any], path: tuple[str | int, ...], code: str
) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({**WHY, **changes})
    assert (path, code) in [(each.path, each.code) for each in refused.value.findings]


def test_a_criterion_is_worth_something() -> None:
    levels = [{"id": "a", "text": "A", "points": 0}, {"id": "b", "text": "B", "points": 0}]
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({**WHY, "criteria": [{"id": "x", "text": "X", "levels": levels}]})
    assert [each.code for each in refused.value.findings] == ["worthless_criterion"]


def test_the_model_answer_keeps_to_the_words_asked_for() -> None:
    body = KIND.parse({**WHY, "most_words": 5})
    assert [each.code for each in KIND.author_checks(body)] == ["model_too_long"]
