import pytest

from domain.item_writing import banned_phrase, quiet_negative, yes_or_no


@pytest.mark.parametrize(
    "text",
    ["All of the above", "none of  the above.", "Both A and B", "both (a) and (c)"],
)
def test_options_may_not_speak_of_each_other(text: str) -> None:
    assert banned_phrase(text)


@pytest.mark.parametrize("text", ["Both houses", "Above all, the tellers", "Both Arizona and Ohio"])
def test_ordinary_words_may_stand(text: str) -> None:
    assert banned_phrase(text) is None


def test_a_negative_is_written_in_capitals() -> None:
    assert quiet_negative("Which of these is not a step?") == "not"
    assert quiet_negative("Which is NOT a step, and never was?") == "never"
    assert quiet_negative("Which is NOT a step? Take notes, except EXCEPT.") == "except"
    assert quiet_negative("Which of these notes is a step?") is None


def test_an_option_that_answers_at_its_beginning_is_known() -> None:
    assert yes_or_no("Yes, because both houses agree") == "yes"
    assert yes_or_no("no: the term ends at noon") == "no"
    assert yes_or_no("No") == "no"
    assert yes_or_no("No one, as 34 states are needed") is None
    assert yes_or_no("Yesterday, when the electors met") is None
