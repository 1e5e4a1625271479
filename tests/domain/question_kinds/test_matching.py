from fractions import Fraction

import pytest

from domain.question_kinds.base import InvalidQuestion, InvalidResponse, Remark
from domain.question_kinds.matching import KIND
from tests.domain.question_kinds.examples.matching import EXAMPLE as DUTIES

BODY = KIND.parse(DUTIES)
KEY = {"opens": "vice-president", "announces": "vice-president", "reads": "teller"}


def fraction(**pairs: str) -> Fraction:
    return KIND.mark(BODY, KIND.read_json(BODY, {"pairs": pairs})).fraction


def test_each_right_line_earns_its_share() -> None:
    assert fraction(**KEY) == 1
    assert fraction(**(KEY | {"reads": "speaker"})) == Fraction(2, 3)
    assert fraction(reads="teller") == Fraction(1, 3), "the other lines are still to be chosen"
    assert fraction(reads="speaker") == 0


def test_a_known_wrong_pair_says_what_it_shows_and_any_other_says_what_is_true() -> None:
    mark = KIND.mark(BODY, {"pairs": {"opens": "speaker", "reads": "speaker"}})
    assert mark.feedback == (
        Remark("opens", "The Speaker sits to the side."),
        Remark("reads", "The tellers read them."),
    )
    assert mark.misconceptions == ("speaker-presides",)
    assert mark.chosen == ("opens:speaker", "reads:speaker")


def test_every_pair_has_a_meaning() -> None:
    meanings = {each.id: each for each in KIND.meanings(BODY)}
    assert len(meanings) == 9
    assert meanings["reads:teller"].is_right
    assert meanings["reads:teller"].text == "Reads the votes aloud: A teller"
    assert meanings["opens:speaker"].misconceptions == ("speaker-presides",)
    assert meanings["announces:teller"].feedback == "The presiding officer announces it."


def test_a_form_and_json_are_the_same_answer() -> None:
    form = {"opens": ["vice-president"], "announces": [""], "reads": ["teller"]}
    pairs = {"reads": "teller", "opens": "vice-president"}
    assert KIND.read(BODY, form) == KIND.read_json(BODY, {"pairs": pairs})


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"opens": ["burns"]}, "unknown_option"),
        ({"burns": ["teller"]}, "unknown_option"),
        ({"opens": ["teller", "speaker"]}, "several_choices"),
    ],
)
def test_a_form_holds_one_known_target_for_a_prompt(
    values: dict[str, list[str]], code: str
) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read(BODY, values)
    assert refused.value.code == code


@pytest.mark.parametrize("pairs", [["opens"], {"opens": 1}, "opens", {"opens": ["teller"]}])
def test_json_is_a_target_for_each_prompt(pairs: object) -> None:
    with pytest.raises(InvalidResponse) as refused:
        KIND.read_json(BODY, {"pairs": pairs})
    assert refused.value.code == "malformed_answer"


def test_a_target_must_exist_and_a_mistake_be_one() -> None:
    opens, *others = DUTIES["prompts"]
    wrong = [{"target": "vice-president"}, {"target": "speaker"}, {"target": "speaker"}]
    prompts = [{**opens, "mistakes": wrong}, {**others[0], "target": "clerk"}, others[1]]
    with pytest.raises(InvalidQuestion) as refused:
        KIND.parse({**DUTIES, "prompts": prompts})
    assert [(each.path, each.code) for each in refused.value.findings] == [
        (("prompts", 1, "target"), "unknown_id"),
        (("prompts", 0, "mistakes", 0, "target"), "mistake_is_right"),
        (("prompts", 0, "mistakes", 2, "target"), "mistake_twice"),
    ]


def test_authors_are_told_of_numbers_and_missing_feedback() -> None:
    opens, announces, _ = DUTIES["prompts"]
    prompts = [{**opens, "mistakes": [{"target": "speaker"}]}, {**announces, "feedback": ""}]
    targets = [*DUTIES["targets"][:2], {"id": "speaker", "text": "All of the above"}]
    body = KIND.parse({"prompts": prompts, "targets": targets})
    assert [(each.path, each.code) for each in KIND.author_checks(body)] == [
        (("prompts",), "entry_count"),
        (("targets", 2, "text"), "banned_phrase"),
        (("prompts", 0, "mistakes", 0, "feedback"), "feedback_missing"),
        (("prompts", 1, "feedback"), "feedback_missing"),
    ]
