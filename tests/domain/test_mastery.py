from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.mastery import Because, Evidence, MasteryRule, MasteryState, first_responses, mastery

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)


def answers(pattern: str) -> list[Evidence]:
    """One answer a minute to ever new questions: r is right, w is wrong."""
    return [
        Evidence(f"question-{at}", each == "r", MONDAY + timedelta(minutes=at), f"{at:03}")
        for at, each in enumerate(pattern)
    ]


@pytest.mark.parametrize(
    ("pattern", "state", "right", "considered", "because"),
    [
        ("", MasteryState.NOT_STARTED, 0, 0, Because.NO_EVIDENCE),
        ("rrr", MasteryState.PRACTISING, 3, 3, Because.TOO_FEW_ANSWERS),
        ("r", MasteryState.PRACTISING, 1, 1, Because.TOO_FEW_ANSWERS),
        ("rw", MasteryState.PRACTISING, 1, 2, Because.TOO_FEW_ANSWERS),
        ("w", MasteryState.JUST_STARTED, 0, 1, Because.TOO_FEW_ANSWERS),
        ("rrrr", MasteryState.MASTERED, 4, 4, Because.ENOUGH_RIGHT),
        ("rwrrr", MasteryState.MASTERED, 4, 5, Because.ENOUGH_RIGHT),
        ("wwrrrr", MasteryState.MASTERED, 4, 5, Because.ENOUGH_RIGHT),
        ("ww", MasteryState.REVISIT, 0, 2, Because.SEVERAL_WRONG),
        ("rrrrrww", MasteryState.REVISIT, 3, 5, Because.SEVERAL_WRONG),
    ],
)
def test_four_of_the_last_five(
    pattern: str, state: MasteryState, right: int, considered: int, because: Because
) -> None:
    found = mastery(answers(pattern))
    assert (found.state, found.right, found.considered) == (state, right, considered)
    assert (found.because, found.m, found.n) == (because, 4, 5)


def test_another_rule_says_its_own_figures() -> None:
    found = mastery(answers("rr"), MasteryRule(m=2, n=3))
    assert (found.state, found.m, found.n) == (MasteryState.MASTERED, 2, 3)


def test_equal_times_are_settled_by_id() -> None:
    wrong = Evidence("question-1", False, MONDAY, "a")
    right = Evidence("question-1", True, MONDAY, "b")
    assert first_responses([right, wrong]) == [wrong]


logs = st.lists(
    st.builds(
        Evidence,
        st.sampled_from("abcdefgh"),
        st.booleans(),
        st.integers(0, 20).map(lambda minutes: MONDAY + timedelta(minutes=minutes)),
        st.uuids().map(str),
    ),
    max_size=25,
    unique_by=lambda evidence: evidence.id,
)


@given(logs, st.data())
def test_replaying_in_any_order_says_the_same(log: list[Evidence], data: st.DataObject) -> None:
    assert mastery(data.draw(st.permutations(log))) == mastery(log)


@given(logs)
def test_answering_the_same_question_again_changes_nothing(log: list[Evidence]) -> None:
    later = [
        Evidence(each.question_id, not each.is_right, MONDAY + timedelta(days=1), each.id)
        for each in log
    ]
    assert mastery([*log, *later]) == mastery(log)


@given(logs)
def test_the_figures_bear_out_the_state(log: list[Evidence]) -> None:
    found = mastery(log)
    assert 0 <= found.right <= found.considered <= found.n
    assert (found.state is MasteryState.MASTERED) == (found.right >= found.m)
    assert (found.state is MasteryState.NOT_STARTED) == (not log)
    one_wrong = (found.right, found.considered) == (0, 1)
    assert (found.state is MasteryState.JUST_STARTED) == one_wrong
