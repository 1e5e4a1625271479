"""What a form says it was drawn with."""

from __future__ import annotations

import pytest

from quizzes.stamps import make_stamp, read_stamp

pytestmark = pytest.mark.pure


def test_a_stamp_comes_back_and_knows_its_answer() -> None:
    stamp = read_stamp(str(make_stamp(3, {"choices": ["a", "b"]})))

    assert stamp is not None
    assert stamp.revision == 3
    assert stamp.shows({"choices": ["a", "b"]})
    assert not stamp.shows({"choices": ["b", "a"]})
    assert not stamp.shows(None)


@pytest.mark.parametrize(
    "text", ["", "3", "3.", "-1.74234e98", "9999999999.74234e98", "x.y", "٣.74234e98"]
)
def test_anything_else_is_no_stamp(text: str) -> None:
    assert read_stamp(text) is None
