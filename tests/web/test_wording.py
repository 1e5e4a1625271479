"""What is counted is worded as one or as several."""

from flask import Flask

from domain.errors import Refusal
from web.wording import word_code, word_in_two


def test_one_second_is_one_second(app: Flask) -> None:
    assert "Wait 1 second, then" in word_code("sign-in-slowed", seconds=1)
    assert "Wait 2 seconds, then" in word_code("sign-in-slowed", seconds=2)


def test_a_refusal_makes_a_title_and_a_sentence_below_it(app: Flask) -> None:
    refusal = Refusal("class-is-archived", name="Mr. Lee. Civics")

    assert word_in_two(refusal) == (
        "The class Mr. Lee. Civics is archived",
        "Bring it back first.",
    )
    assert word_in_two(Refusal("withdrawn")) == ("Your teacher has withdrawn this quiz", "")
