import pytest

from domain.item_writing import banned_phrase, quiet_negative


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
