"""A corrected key: what answers are worth by it, and whose result changes."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.question_kinds import kind
from domain.question_kinds.base import Response
from domain.rescoring import Correction, Version, judge, rescore_plan
from models.base import new_id
from tests.domain.question_kinds.examples import EXAMPLES, any_question

OPTIONS = ("a", "b", "c", "d")


def single(right: str, options: str = "abcd") -> Version:
    """A question of which one option is right."""
    its_kind = kind("single_choice")
    raw = [
        {"id": each, "text": each, "correct": each == right, "feedback": f"Not {each}."}
        for each in options
    ]
    return Version(new_id(), its_kind, its_kind.parse({"options": raw}))


def chose(option: str) -> Response:
    return {"choice": option}


@pytest.mark.parametrize(
    ("option", "never_lower", "marks", "is_right"),
    [
        ("b", True, 1, True),  # rises
        ("b", False, 1, True),
        ("a", True, 1, False),  # keeps the mark, and is not right all the same
        ("a", False, 0, False),
        ("c", True, 0, False),
    ],
)
def test_a_key_that_moved(option: str, never_lower: bool, marks: int, is_right: bool) -> None:
    corrected = single("b")
    found = judge(chose(option), single("a"), [Correction(corrected, never_lower)])

    assert (found.marks, found.is_right) == (marks, is_right)
    assert found.version_id == corrected.id
    assert found.graded.is_answered


@pytest.mark.parametrize(("never_lower", "marks"), [(True, 1), (False, 0)])
def test_an_option_that_is_gone_stays_as_it_was_or_earns_nothing(
    never_lower: bool, marks: int
) -> None:
    seen = single("a")
    found = judge(chose("a"), seen, [Correction(single("b", "bcd"), never_lower)])

    assert (found.marks, found.is_right) == (marks, never_lower)
    assert (found.version_id, found.graded.chosen) == (seen.id, ("a",))


def test_what_rose_by_one_correction_does_not_fall_by_the_next() -> None:
    steps = [Correction(single("b"), True), Correction(single("c"), True)]
    assert judge(chose("b"), single("a"), steps).marks == 1
    strict = [steps[0], Correction(single("c"), False)]
    assert judge(chose("b"), single("a"), strict).marks == 0


def test_nothing_is_still_no_answer() -> None:
    found = judge(None, single("a"), [Correction(single("b"), True)])
    assert (found.marks, found.graded.is_answered) == (0, False)


def test_another_kind_reads_no_answer_of_the_old_one() -> None:
    several = kind("multiple_choice")
    version = Version(new_id(), several, several.parse(EXAMPLES["multiple_choice"]))
    assert not version.can_read(chose("senators"))
    assert version.can_read(None)
    assert version.can_read({"choices": ["senators"]})


@given(any_question)
def test_every_kind_reads_its_own_key(question: Any) -> None:
    own, body = question
    assert Version(new_id(), own, body).can_read(own.key_response(body))


versions = st.builds(single, st.sampled_from("ab"), st.sampled_from(["ab", "abc", "abcd", "abd"]))
answers = st.none() | st.sampled_from("abcd").map(chose)


@given(answers, st.lists(versions, max_size=4))
def test_never_lower_never_lowers_whatever_comes(
    answer: Response | None, later: list[Version]
) -> None:
    seen = single("a")
    marks = [
        judge(answer, seen, [Correction(each, True) for each in later[:count]]).marks
        for count in range(len(later) + 1)
    ]
    assert marks == sorted(marks)
    assert all(0 <= each <= 1 for each in marks)


@given(answers, versions, st.booleans())
def test_the_same_correction_twice_is_the_same_as_once(
    answer: Response | None, version: Version, never_lower: bool
) -> None:
    seen, step = single("a"), Correction(version, never_lower)
    assert judge(answer, seen, [step, step]) == judge(answer, seen, [step])


shares = st.dictionaries(
    st.sampled_from(["maya", "jonas", "priya", "leo"]),
    st.tuples(st.fractions(0, 1), st.fractions(0, 1)),
)


@given(shares)
def test_a_plan_names_everybody_once_and_says_by_how_much(
    results: dict[str, tuple[Fraction, Fraction]],
) -> None:
    before = {who: pair[0] for who, pair in results.items()}
    after = {who: pair[1] for who, pair in results.items()}
    plan = rescore_plan(before, after)

    named = [change.who for change in (*plan.rises, *plan.falls)] + list(plan.stays)
    assert sorted(named) == sorted(results)
    assert all(change.by > 0 for change in plan.rises)
    assert all(change.by < 0 for change in plan.falls)
    assert all(before[who] == after[who] for who in plan.stays)
    moves = [abs(change.by) for change in plan.rises]
    assert moves == sorted(moves, reverse=True)
    for change in (*plan.rises, *plan.falls):
        assert change.before + change.by == after[change.who]
