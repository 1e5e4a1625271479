"""Proposing sign-in names that are free."""

from accounts.queries.names import TakenNames
from tests.cast import Cast


def test_a_name_is_proposed_once(cast: Cast) -> None:
    taken = TakenNames()

    assert [taken.propose("Maya") for _ in range(3)] == ["maya2", "maya3", "maya4"]
    assert taken.propose("Zoë") == "zoe"
    assert taken.is_taken("zoe")
