"""Words are explained beside a question unless their meaning tells the key."""

from domain.glossary import Term, explained

TELLER = Term("teller", "A member who reads the votes aloud and keeps the tally.")
SESSION = Term("joint session", "Both houses meeting together, the Vice President presiding.")
CHAMBER = Term("session", "The time in which a house meets.")
TERMS = (TELLER, SESSION, CHAMBER)


def names(asked: str, right: list[str], wrong: list[str]) -> list[str]:
    return [term.term for term in explained(asked, right, wrong, TERMS)]


def test_what_is_asked_is_explained_in_its_order_and_by_its_longest_term() -> None:
    asked = "Before the joint session ends, what do the Tellers sign?"

    assert names(asked, ["The list of the result"], ["A law"]) == ["joint session", "teller"]


def test_part_of_a_word_is_no_term() -> None:
    assert names("A storyteller begins.", ["Right"], ["Wrong"]) == []


def test_a_meaning_with_a_word_that_only_the_key_has_is_left_out() -> None:
    asked = "Who leads the joint session?"

    assert names(asked, ["The Vice President"], ["The Speaker"]) == []
    assert names(asked, ["The Vice President"], ["The President of the Senate, not the vice"]) == [
        "joint session"
    ]


def test_a_number_of_the_key_tells_however_short_it_is() -> None:
    terms = [Term("majority", "More than half: 270 of 538.")]

    assert explained("How many are a majority?", ["270"], ["269"], terms) == ()
    assert explained("Is a majority enough?", ["Yes"], ["No"], terms) == tuple(terms)


def test_words_that_only_options_use_are_not_explained() -> None:
    assert names("Who reads the votes?", ["The tellers"], ["The clerk"]) == []
