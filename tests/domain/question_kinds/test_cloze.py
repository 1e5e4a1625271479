from fractions import Fraction
from typing import Any

import pytest

from domain.question_kinds.base import InvalidQuestion, InvalidResponse, Remark
from domain.question_kinds.cloze import KIND
from tests.domain.question_kinds.examples.cloze import EXAMPLE as TWO_GAPS

BODY = KIND.parse(TWO_GAPS)


def mark(**gaps: str) -> Any:
    return KIND.mark(BODY, KIND.read_json(BODY, {"gaps": gaps}))


def test_each_gap_earns_its_share() -> None:
    assert mark(who="vice-president", share="One fifth").fraction == 1
    assert mark(who="vice-president").fraction == Fraction(1, 2)
    assert mark(who="speaker", share="20 %").fraction == Fraction(1, 2)
    assert mark(who="speaker", share="half").fraction == 0


def test_what_fills_a_gap_wrongly_is_explained() -> None:
    wrong = mark(who="speaker", share="one member")
    assert wrong.feedback == (
        Remark("who", "The Speaker sits to the side."),
        Remark("share", "That was enough until 2022."),
    )
    assert wrong.misconceptions == ("speaker-presides", "one-senator-enough-today")
    assert wrong.chosen == ("who:speaker", "share:one")
    assert mark(share="half").feedback == (
        Remark("share", "The law of 2022 asks for more than one member."),
    )


def test_a_near_miss_in_a_gap_waits_for_a_person() -> None:
    near = mark(who="vice-president", share="one fiftth")
    assert (near.fraction, near.awaits_person) == (0, True)


def test_the_text_comes_in_pieces_with_numbered_gaps() -> None:
    assert [(piece.text, piece.number) for piece in BODY.pieces] == [
        ("The ", 1),
        (" opens the certificates, and ", 2),
        (" of each house signs an objection.", 0),
    ]
    assert BODY.around(BODY.gaps[0]) == "The … opens the certificates, and"
    assert BODY.around(BODY.gaps[1]) == "opens the certificates, and … of each house signs"


def test_an_answer_reads_as_the_text() -> None:
    assert KIND.in_words(BODY, {"gaps": {"who": "speaker"}}) == (
        "The Speaker opens the certificates, and … of each house signs an objection.",
    )


def test_gaps_are_numbered_by_the_text_whatever_their_order_in_the_file() -> None:
    body = KIND.parse({**TWO_GAPS, "gaps": TWO_GAPS["gaps"][::-1]})
    texts = {each.id: each.text for each in KIND.meanings(body)}
    assert texts["who:speaker"] == "(1) Speaker"
    assert texts["share:one"] == "(2) one member"


@pytest.mark.parametrize(
    ("gaps", "code"),
    [
        ({"who": "clerk"}, "unknown_option"),
        ({"where": "x"}, "unknown_option"),
        ({"who": 1}, "malformed_answer"),
        ({"share": "x" * 201}, "answer_too_long"),
    ],
)
def test_a_gap_holds_what_it_can(gaps: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read_json(BODY, {"gaps": gaps})
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"text": "The [[who]] opens."}, ("gaps", 1, "id"), "unmarked_gap"),
        ({"text": TWO_GAPS["text"] + "[[when]]"}, ("text",), "undescribed_gap"),
        ({"text": TWO_GAPS["text"] + "[[who]]"}, ("text",), "repeated_gap"),
        ({"gaps": [{"id": "who"}, TWO_GAPS["gaps"][1]]}, ("gaps", 0), "options_or_accepted"),
    ],
)
def test_marks_and_gaps_belong_together(
    changes: dict[str, Any], path: tuple[str | int, ...], code: str
) -> None:
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({**TWO_GAPS, **changes})
    assert (path, code) in [(each.path, each.code) for each in refused.value.findings]


def test_authors_are_told_where_feedback_is_missing() -> None:
    who, share = TWO_GAPS["gaps"]
    options = [who["options"][0], {"id": "speaker", "text": "Speaker"}]
    body = KIND.parse(
        {**TWO_GAPS, "gaps": [{**who, "options": options}, {**share, "feedback": ""}]}
    )
    assert [each.path for each in KIND.author_checks(body)] == [
        ("gaps", 0, "options", 1, "feedback"),
        ("gaps", 1, "feedback"),
    ]
    many = KIND.parse(
        {
            "text": " ".join(f"[[g{at}]]" for at in range(9)),
            "gaps": [{**share, "id": f"g{at}"} for at in range(9)],
        }
    )
    assert [each.code for each in KIND.author_checks(many)] == ["entry_count"]
