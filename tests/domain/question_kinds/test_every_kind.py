"""What holds for every kind of question, whatever the question."""

import json
from contextlib import suppress
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question_kinds import all_kinds, kind
from domain.question_kinds.base import AnyKind, InvalidQuestion, InvalidResponse, Response
from tests.domain.question_kinds.bodies import (
    GOOD,
    Question,
    any_json,
    any_question,
    near_answers,
)

pytestmark = pytest.mark.slow

names = st.sampled_from(sorted(GOOD))


def test_every_kind_has_a_good_example() -> None:
    assert {each.name for each in all_kinds()} == set(GOOD)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_the_example_reads_and_breaks_no_rule(name: str) -> None:
    body = kind(name).parse(GOOD[name])
    assert kind(name).author_checks(body) == ()
    assert set(GOOD[name]) <= kind(name).fields


@given(any_question)
def test_a_body_survives_the_database(question: Question) -> None:
    own, body = question
    stored = json.loads(json.dumps(own.to_json(body)))
    assert own.from_json(stored) == body
    assert own.parse(stored) == body


@given(any_question)
def test_the_key_earns_everything_and_shows_no_misconception(question: Question) -> None:
    own, body = question
    mark = own.mark(body, own.key_response(body))
    assert (mark.fraction, mark.is_answered, mark.misconceptions) == (Fraction(1), True, ())


@given(any_question)
def test_nothing_chosen_is_no_answer_and_earns_nothing(question: Question) -> None:
    own, body = question
    blank_form = {"": [""]} if own.name != "ordering" else {item: [""] for item in body.ids}
    for nothing in (own.read(body, {}), own.read(body, blank_form), own.read_json(body, None)):
        assert nothing is None
    mark = own.mark(body, None)
    assert (mark.fraction, mark.is_answered, mark.chosen) == (Fraction(0), False, ())


@given(any_question, st.integers())
def test_showing_loses_no_choice(question: Question, seed: int) -> None:
    own, body = question
    shown = own.shuffle(body, Random(seed))
    assert sorted(shown) == sorted(choice.id for choice in own.choices(body))
    assert shown == own.shuffle(body, Random(seed))


@given(any_question, st.data())
def test_every_json_is_an_answer_or_refused(question: Question, data: st.DataObject) -> None:
    own, body = question
    ids = [choice.id for choice in own.choices(body)]
    response = read_or_refuse(own, body, data.draw(any_json | near_answers(ids)))
    mark = own.mark(body, response)
    assert 0 <= mark.fraction <= 1
    assert mark.is_answered == (response is not None)
    assert (mark.fraction == 1) == (response == own.key_response(body))
    assert set(mark.chosen) <= set(ids)
    assert set(mark.misconceptions) <= set(own.misconceptions(body))
    assert all(remark.text and remark.option in {"", *ids} for remark in mark.feedback)


@given(any_question, st.data())
def test_an_answer_reads_the_same_again(question: Question, data: st.DataObject) -> None:
    own, body = question
    ids = [choice.id for choice in own.choices(body)]
    response = read_or_refuse(own, body, data.draw(near_answers(ids)))
    if response is not None:
        assert own.read_json(body, json.loads(json.dumps(response))) == response


@given(names, any_json)
def test_every_file_is_a_question_or_refused(name: str, raw: Any) -> None:
    as_mapping = raw if isinstance(raw, dict) else {"options": raw, "items": raw, "answer": raw}
    with suppress(InvalidQuestion):
        kind(name).parse(as_mapping)


@given(any_question, st.data())
def test_every_form_is_an_answer_or_refused(question: Question, data: st.DataObject) -> None:
    own, body = question
    ids = [choice.id for choice in own.choices(body)]
    words = st.sampled_from(["", "1", "2", "true", *ids]) | st.text(max_size=9)
    form = data.draw(st.dictionaries(words, st.lists(words, max_size=3), max_size=8))
    with suppress(InvalidResponse):
        assert 0 <= own.mark(body, own.read(body, form)).fraction <= 1


def read_or_refuse(own: AnyKind, body: Any, value: object) -> Response | None:
    try:
        return own.read_json(body, value)
    except InvalidResponse:
        return None
