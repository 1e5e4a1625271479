"""Every fault of a question is named at once, with its place."""

from typing import Any

import pytest

from domain.question_kinds import kind
from domain.question_kinds.base import InvalidQuestion, Path
from tests.domain.question_kinds.examples.ordering import EXAMPLE as STEPS
from tests.domain.question_kinds.examples.single_choice import EXAMPLE as WHO_PRESIDES
from tests.domain.question_kinds.examples.true_false import EXAMPLE as CHAIR_DECIDES


def faults(name: str, raw: dict[str, Any]) -> set[tuple[Path, str]]:
    with pytest.raises(InvalidQuestion) as refused:
        kind(name).parse(raw)
    return {(finding.path, finding.code) for finding in refused.value.findings}


def test_all_faults_come_together() -> None:
    raw = {
        "options": [
            {"id": "Vice President", "text": "The Vice President", "correct": "yes"},
            {"id": "speaker", "text": 7, "feedbak": "The Speaker sits to the side."},
            {"id": "speaker", "text": " \u200b\u3164", "misconception": True},
            "clerk",
        ]
    }
    assert faults("single_choice", raw) == {
        (("options", 0, "id"), "not_an_id"),
        (("options", 0, "correct"), "not_true_or_false"),
        (("options", 1, "text"), "not_text"),
        (("options", 1, "feedbak"), "unknown_field"),
        (("options", 2, "text"), "missing"),
        (("options", 2, "misconception"), "not_text"),
        (("options", 2, "id"), "duplicate_id"),
        (("options", 3), "not_a_mapping"),
        (("options",), "no_right_option"),
    }


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (None, "missing"),
        ("vice-president", "not_a_list"),
        ([], "too_few"),
        (WHO_PRESIDES["options"][:1], "too_few"),
        (WHO_PRESIDES["options"] * 5, "too_many"),
    ],
)
def test_options_are_a_list_of_a_sensible_length(options: object, code: str) -> None:
    assert (("options",), code) in faults("single_choice", {"options": options})


def test_one_option_is_right_and_only_one() -> None:
    options = [{**option, "correct": True} for option in WHO_PRESIDES["options"]]
    found = faults("single_choice", {"options": options})
    assert (("options",), "several_right_options") in found
    assert (("options", 1, "misconception"), "misconception_on_right_option") in found


def test_multiple_choice_has_something_to_leave_out() -> None:
    options = [{"id": each, "text": each, "correct": True} for each in ("senators", "members")]
    assert faults("multiple_choice", {"options": options}) == {(("options",), "no_wrong_option")}


def test_only_a_right_option_can_be_missed() -> None:
    options = [*WHO_PRESIDES["options"], {"id": "usher", "text": "An usher", "missed": "Who?"}]
    found = faults("multiple_choice", {"options": options})
    assert found == {(("options", 3, "missed"), "missed_on_wrong_option")}


def test_true_false_needs_its_answer() -> None:
    assert faults("true_false", {**CHAIR_DECIDES, "answer": None}) == {(("answer",), "missing")}
    assert faults("true_false", {"answer": "no"}) == {(("answer",), "not_true_or_false")}


def test_ordering_names_each_item_once() -> None:
    items = [*STEPS["items"], STEPS["items"][0]]
    assert faults("ordering", {"items": items}) == {(("items", 4, "id"), "duplicate_id")}


def test_a_feedback_without_a_visible_sign_is_left_out() -> None:
    body = kind("true_false").parse({"answer": True, "feedback": "\u200f"})
    assert [each.code for each in kind("true_false").author_checks(body)] == ["feedback_missing"]


def test_a_number_is_short_enough_to_be_written() -> None:
    assert faults("numeric", {"answer": 16**5000}) == {(("answer",), "not_text")}
    assert kind("numeric").parse({"answer": 10**39}).answer == f"1{'0' * 39}"


def test_a_text_has_an_end() -> None:
    assert faults("true_false", {"answer": True, "feedback": "x" * 2001}) == {
        (("feedback",), "too_long")
    }
