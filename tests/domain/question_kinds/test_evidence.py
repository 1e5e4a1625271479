from fractions import Fraction
from typing import Any

import pytest

from domain.question_kinds.base import InvalidQuestion, InvalidResponse, Remark
from domain.question_kinds.evidence import KIND, EvidenceBody
from tests.domain.question_kinds.examples.evidence import EXAMPLE as ROLE

BODY = KIND.parse(ROLE)


def mark(**parts: str) -> Any:
    return KIND.mark(BODY, KIND.read_json(BODY, parts))


def test_half_is_for_the_claim_and_half_for_the_sentence_where_the_claim_is_right() -> None:
    assert mark(claim="counts", sentence="role").fraction == 1
    assert mark(claim="counts", sentence="room").fraction == Fraction(1, 2)
    assert mark(claim="counts").fraction == Fraction(1, 2)
    assert mark(claim="decides", sentence="role").fraction == 0
    assert mark(sentence="role").fraction == 0


def test_both_parts_are_explained() -> None:
    wrong = mark(claim="decides", sentence="room")
    assert wrong.feedback == (
        Remark("decides", "The two houses decide."),
        Remark("room", "This says only when."),
    )
    assert wrong.chosen == ("decides", "room")
    assert wrong.misconceptions == ("vp-decides",)


def test_a_form_and_json_are_the_same_answer() -> None:
    form = {"sentence": ["role"], "claim": ["counts"]}
    assert KIND.read(BODY, form) == KIND.read_json(BODY, {"claim": "counts", "sentence": "role"})
    assert KIND.read(BODY, {"claim": [""]}) is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ({"claim": "role"}, "unknown_option"),
        ({"sentence": "counts"}, "unknown_option"),
        ({"claim": ["counts"]}, "unknown_option"),
        ({"claim": 0}, "unknown_option"),
        ({"claim": [], "sentence": "role"}, "unknown_option"),
        ({"page": "role"}, "malformed_answer"),
        (["counts"], "malformed_answer"),
    ],
)
def test_each_part_is_one_of_its_own(value: object, code: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read_json(BODY, value)
    assert refused.value.code == code


def test_one_claim_and_one_sentence_are_right_and_no_id_is_in_both() -> None:
    passage = [{**ROLE["passage"][0], "id": "counts"}, *ROLE["passage"][2:]]
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({**ROLE, "passage": passage})
    assert [(each.path, each.code) for each in refused.value.findings] == [
        (("passage",), "no_right_option"),
        (("passage", 0, "id"), "duplicate_id"),
    ]


def test_authors_are_told_what_is_missing() -> None:
    options = [ROLE["options"][0], {"id": "decides", "text": "The Vice President decides"}]
    body = KIND.parse({**ROLE, "options": options, "passage": ROLE["passage"][:2]})
    assert [(each.path, each.code) for each in KIND.author_checks(body)] == [
        (("options",), "option_count"),
        (("options", 1, "feedback"), "feedback_missing"),
        (("passage",), "option_count"),
    ]


def with_key_at(place: int, *, is_longest: bool) -> EvidenceBody:
    """The example with its supporting sentence at a place, from 1."""
    key = {"id": "role", "text": "x" * (30 if is_longest else 9), "correct": True}
    others = [{"id": f"other-{at}", "text": "x" * 20, "feedback": "No."} for at in range(3)]
    passage = [*others[: place - 1], key, *others[place - 1 :]]
    return KIND.parse({**ROLE, "passage": passage})


def test_a_course_gives_no_sentence_away_by_length_or_place() -> None:
    fair = [with_key_at(place, is_longest=place > 2) for place in (1, 2, 3, 4)] * 2
    assert KIND.course_checks(fair) == ()
    unfair = KIND.course_checks([*fair, *[with_key_at(3, is_longest=True)] * 5])
    assert [finding.code for finding in unfair] == [
        "right_sentence_often_longest",
        "right_sentence_often_same_position",
    ]
    assert unfair[0].values == {"found": 9, "of": 13}
    assert unfair[1].values == {"position": 3, "found": 7, "of": 13}


def test_seven_passages_are_too_few_for_a_share() -> None:
    assert KIND.course_checks([with_key_at(3, is_longest=True)] * 7) == ()
