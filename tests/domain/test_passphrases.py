import secrets
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.passphrases import (
    CODE_ALPHABET,
    PasswordProblem,
    class_code,
    normal_password,
    passphrase,
    password_problems,
    read_class_code,
    show_class_code,
)
from domain.words import COMMON_PASSWORDS, WORDS


def test_the_words_are_many_short_and_different() -> None:
    assert len(WORDS) >= 512
    assert len(set(WORDS)) == len(WORDS)
    assert all(word.isascii() and word.islower() and 3 <= len(word) <= 8 for word in WORDS)


def test_a_passphrase_is_four_words_and_a_good_password() -> None:
    phrase = passphrase(secrets.choice)
    assert len(phrase.split("-")) == 4
    assert set(phrase.split("-")) <= set(WORDS)
    assert password_problems(phrase, ["noor.haddad"]) == ()


@given(st.randoms())
def test_a_class_code_reads_back_however_it_is_typed(random: Random) -> None:
    code = class_code(random.choice)
    sloppy = show_class_code(code).lower().replace("0", "o").replace("1", "l")
    assert read_class_code(code) == code
    assert read_class_code(show_class_code(code)) == code
    assert read_class_code(f"  {sloppy} ") == code


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    assert read_class_code("oils-zbkk") == "011528KK"
    assert not set("OILSZB") & set(CODE_ALPHABET)


@pytest.mark.parametrize(
    "text", ["", "4KQD7XM", "4KQD7XM22", "4KQD7XM!", "4KQD7XMA", "４ＫＱＤ７Ｘ２٣"]
)
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert read_class_code(text) is None


@pytest.mark.parametrize(
    "typed", ["R7VR_ND24", "R7VR\u200bND24", "\ufeffr7vr nd24\u00a0", "(R7VR / ND24)", "R7VR.ND24!"]
)
def test_only_letters_and_digits_of_what_is_typed_count(typed: str) -> None:
    assert read_class_code(typed) == "R7VRND24"


@given(st.text())
def test_any_text_is_a_code_or_none(text: str) -> None:
    code = read_class_code(text)
    assert code is None or read_class_code(code) == code


@pytest.mark.parametrize(
    ("password", "problems"),
    [
        ("green boats", ()),
        ("short", (PasswordProblem.TOO_SHORT,)),
        ("long" * 51, (PasswordProblem.TOO_LONG,)),
        ("Noor.Haddad", (PasswordProblem.IS_NAME,)),
        ("Password1", (PasswordProblem.COMMON,)),
        ("aaaaaaaaaa", (PasswordProblem.TOO_SIMPLE,)),
        ("aaaAAAaaaa", (PasswordProblem.TOO_SIMPLE,)),
        ("          ", (PasswordProblem.TOO_SIMPLE,)),
        ("", (PasswordProblem.TOO_SHORT,)),
    ],
)
def test_passwords_are_long_and_not_the_first_guess(
    password: str, problems: tuple[PasswordProblem, ...]
) -> None:
    assert password_problems(password, ["noor.haddad", "Noor Haddad"]) == problems


def test_every_common_password_would_otherwise_pass() -> None:
    assert all(len(word) >= 8 and word == word.lower() for word in COMMON_PASSWORDS)


def test_a_password_is_the_same_from_every_keyboard() -> None:
    assert normal_password("cafe\u0301 noir") == normal_password("caf\u00e9 noir")
