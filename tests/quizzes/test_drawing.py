"""Which questions an attempt gets."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.drawing import Part, draw

pytestmark = pytest.mark.pure

POOL = {"a": [f"a{n}" for n in range(6)], "b": [f"b{n}" for n in range(4)]}


def test_chosen_questions_come_in_order_and_are_never_drawn_again() -> None:
    for seed in range(20):
        drawn = draw(
            [Part("a", (), 3), Part("a", ("a5", "a0"), 0), Part("b", (), 2)], POOL, Random(seed)
        )
        assert drawn[3:5] == ("a5", "a0")
        assert len(set(drawn)) == 7


def test_what_is_gone_is_left_out_and_too_few_give_what_there_is() -> None:
    drawn = draw([Part("a", ("gone", "a1"), 0), Part("b", (), 9)], POOL, Random(1))

    assert drawn[0] == "a1"
    assert sorted(drawn[1:]) == POOL["b"]
    assert draw([Part("nowhere", (), 3)], POOL, Random(1)) == ()


parts = st.builds(
    Part,
    st.sampled_from(["a", "b", "c"]),
    st.lists(st.sampled_from([*POOL["a"], *POOL["b"], "gone"]), max_size=4).map(tuple),
    st.integers(0, 9),
)


@given(st.lists(parts, max_size=5), st.integers())
def test_a_draw_is_distinct_known_and_repeatable(drawn_parts: list[Part], seed: int) -> None:
    drawn = draw(drawn_parts, POOL, Random(seed))

    assert len(set(drawn)) == len(drawn)
    assert set(drawn) <= {*POOL["a"], *POOL["b"]}
    assert drawn == draw(drawn_parts, POOL, Random(seed))
