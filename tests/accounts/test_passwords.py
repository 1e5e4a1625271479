"""Passwords are hashed with Argon2id; a card's passphrase is read however it was typed."""

import unicodedata
from time import perf_counter

import pytest
from argon2 import PasswordHasher

from accounts.passwords import (
    hash_passphrase,
    hash_password,
    needs_rehash,
    typed_passphrase,
    verify_password,
)

pytestmark = pytest.mark.pure

PASSWORD = "maple otter window"


def test_a_hash_says_how_it_was_made_and_not_what_of() -> None:
    hashed = hash_password(PASSWORD)

    assert hashed.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hashed != hash_password(PASSWORD)


def test_only_the_password_itself_matches() -> None:
    hashed = hash_password(PASSWORD)

    assert verify_password(hashed, PASSWORD)
    assert not verify_password(hashed, PASSWORD.upper())
    assert not verify_password(hashed, "")


def test_a_keyboard_may_compose_letters_as_it_likes() -> None:
    composed, decomposed = (unicodedata.normalize(form, "mélodie café") for form in ("NFC", "NFD"))

    assert verify_password(hash_password(composed), decomposed)


def test_nobody_has_no_password() -> None:
    assert not verify_password(None, "nobody has this password")
    assert not verify_password("not a hash", PASSWORD)
    assert not verify_password(hash_password(""), "x" * 100_000)


def test_a_name_that_nobody_has_takes_as_long_as_a_wrong_password() -> None:
    hashed = hash_password(PASSWORD)

    def quickest(password_hash: str | None) -> float:
        times = []
        for _ in range(5):
            start = perf_counter()
            verify_password(password_hash, "wrong")
            times.append(perf_counter() - start)
        return min(times)

    assert quickest(None) > quickest(hashed) / 3


def test_weaker_parameters_are_noticed() -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)

    assert needs_rehash(weak)
    assert not needs_rehash(hash_password(PASSWORD))
    assert not needs_rehash(None)


@pytest.mark.parametrize(
    "typed",
    ["maple-otter-window-tea", "Maple Otter Window Tea", " maple – otter–window  tea "],
)
def test_a_passphrase_is_read_however_it_was_typed(typed: str) -> None:
    hashed = hash_passphrase("maple-otter-window-tea")

    assert verify_password(hashed, typed_passphrase(typed))
