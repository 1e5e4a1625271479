"""What holds for every kind of question, whatever the question."""

import copy
import json
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question_kinds import all_kinds, kind
from domain.question_kinds.base import AnyKind, InvalidQuestion, InvalidResponse, Path, Response
from tests.domain.question_kinds.examples import (
    EXAMPLES,
    Question,
    any_json,
    any_question,
    has_one_key,
    near_answers,
    order_counts,
    part_ids,
)
from tests.domain.question_kinds.examples._parts import unseen_texts

pytestmark = pytest.mark.slow

names = st.sampled_from(sorted(EXAMPLES))


def test_every_kind_has_a_good_example() -> None:
    assert {each.name for each in all_kinds()} == set(EXAMPLES)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_the_example_reads_and_breaks_no_rule(name: str) -> None:
    body = kind(name).parse(EXAMPLES[name])
    assert kind(name).author_checks(body) == ()
    assert set(EXAMPLES[name]) <= kind(name).fields


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_parts_that_read_the_same_are_told_to_the_author(name: str) -> None:
    for path in lists_of_texts(EXAMPLES[name]):
        raw = copy.deepcopy(EXAMPLES[name])
        earlier, later = part_at(raw, path)[:2]
        later["text"] = f"{earlier['text'].upper().replace(' ', '  ')}\u200b"
        found = kind(name).author_checks(kind(name).parse(raw))
        assert ((*path, 1, "text"), "same_text") in [(each.path, each.code) for each in found]


@given(any_question, unseen_texts)
def test_an_answer_of_which_nothing_is_seen_is_none(question: Question, text: str) -> None:
    own, body = question
    for answer in (own.key_response(body), *own.mistakes(body)):
        if is_typed(own, body):
            assert own.read_json(body, typed_anew(answer, text)) is None


@given(any_question, st.sampled_from([0, 0.0, False, [], [[]]]))
def test_a_value_of_another_sort_is_no_empty_answer(question: Question, value: object) -> None:
    own, body = question
    if value == [] and isinstance(next(iter(own.key_response(body).values())), list):
        return
    for name in own.key_response(body):
        with pytest.raises(InvalidResponse):
            own.read_json(body, {name: value})


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
    assert (mark.is_answered, mark.misconceptions) == (True, ())
    assert own.is_whole(body, own.key_response(body))
    assert (mark.fraction, mark.awaits_person) == (int(not own.needs_person), own.needs_person)


@given(any_question)
def test_nothing_chosen_is_no_answer_and_earns_nothing(question: Question) -> None:
    own, body = question
    for nothing in (own.read(body, {}), own.read_json(body, None), own.read_json(body, {})):
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
    ids = part_ids(own, body)
    response = read_or_refuse(own, body, data.draw(any_json | near_answers(own, body)))
    mark = own.mark(body, response)
    assert 0 <= mark.fraction <= 1
    assert mark.is_answered == (response is not None)
    assert not mark.awaits_person or (mark.is_answered and mark.fraction == 0)
    if has_one_key(own.name):
        assert (mark.fraction == 1) == (response == own.key_response(body))
    assert set(mark.chosen) <= set(ids)
    assert set(mark.misconceptions) <= set(own.misconceptions(body))
    parts = {"", *ids, *(each.split(":")[0] for each in ids)}
    assert all(remark.text and remark.option in parts for remark in mark.feedback)


@given(any_question)
def test_every_known_mistake_is_an_answer_and_not_fully_right(question: Question) -> None:
    own, body = question
    ids = part_ids(own, body)
    for mistake in own.mistakes(body):
        assert own.read_json(body, json.loads(json.dumps(mistake))) == mistake
        mark = own.mark(body, mistake)
        assert mark.is_answered
        assert own.is_whole(body, mistake)
        assert mark.fraction < 1
        assert set(mark.chosen) <= set(ids)


@given(any_question, st.data())
def test_where_order_is_no_part_of_the_answer_it_changes_nothing(
    question: Question, data: st.DataObject
) -> None:
    own, body = question
    if order_counts(own.name):
        return
    other = own.parse(data.draw(turned_round(own.to_json(body))))
    for answer in (own.key_response(body), *own.mistakes(body)):
        read = own.read_json(other, data.draw(turned_round(answer)))
        mark, again = own.mark(body, answer), own.mark(other, read)
        assert (mark.fraction, mark.awaits_person) == (again.fraction, again.awaits_person)
        assert set(mark.chosen) == set(again.chosen)
        assert set(mark.feedback) == set(again.feedback)
        assert set(mark.misconceptions) == set(again.misconceptions)


@given(any_question, st.data())
def test_an_answer_reads_the_same_again(question: Question, data: st.DataObject) -> None:
    own, body = question
    response = read_or_refuse(own, body, data.draw(near_answers(own, body)))
    if response is not None:
        assert own.read_json(body, json.loads(json.dumps(response))) == response
        assert all(isinstance(line, str) for line in own.in_words(body, response))


@given(names, any_json)
def test_every_file_is_a_question_or_refused(name: str, raw: Any) -> None:
    as_mapping = raw if isinstance(raw, dict) else dict.fromkeys(kind(name).fields, raw)
    with suppress(InvalidQuestion):
        kind(name).parse(as_mapping)


@given(any_question, st.data())
def test_every_form_is_an_answer_or_refused(question: Question, data: st.DataObject) -> None:
    own, body = question
    ids = part_ids(own, body)
    words = st.sampled_from(["", "1", "2", "true", *ids]) | st.text(max_size=9)
    form = data.draw(st.dictionaries(words, st.lists(words, max_size=3), max_size=8))
    with suppress(InvalidResponse):
        assert 0 <= own.mark(body, own.read(body, form)).fraction <= 1


def lists_of_texts(raw: Any, path: Path = ()) -> Iterator[Path]:
    """Where a question has parts with a text, which stand in one list: `("options",)`."""
    if isinstance(raw, list) and raw and isinstance(raw[0], dict) and "text" in raw[0]:
        yield path
    if isinstance(raw, dict | list):
        for name, each in raw.items() if isinstance(raw, dict) else enumerate(raw):
            yield from lists_of_texts(each, (*path, name))


def part_at(raw: Any, path: Path) -> Any:
    for name in path:
        raw = raw[name]
    return raw


def is_typed(own: AnyKind, body: Any) -> bool:
    """Whether each part of an answer is typed, so that any text may stand there."""
    return own.name in {"numeric", "short_text", "open_response"} or (
        own.name == "cloze" and not own.choices(body)
    )


def typed_anew(answer: Any, text: str) -> Any:
    """The answer with a text in the place of each of its own."""
    if isinstance(answer, dict):
        return {name: typed_anew(each, text) for name, each in answer.items()}
    return text


def turned_round(value: Any) -> st.SearchStrategy[Any]:
    """The same lists and mappings, each in any order; text stays as it is."""
    if isinstance(value, dict):
        names = st.permutations(list(value))
        inner = st.fixed_dictionaries({name: turned_round(each) for name, each in value.items()})
        return st.tuples(names, inner).map(lambda both: {name: both[1][name] for name in both[0]})
    if isinstance(value, list):
        return st.tuples(*map(turned_round, value)).flatmap(lambda all_: st.permutations(all_))
    return st.just(value)


def read_or_refuse(own: AnyKind, body: Any, value: object) -> Response | None:
    try:
        return own.read_json(body, value)
    except InvalidResponse:
        return None
