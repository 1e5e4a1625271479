"""Secrets that people read, type and say: passphrases, class codes, passwords.

`choose` picks one of a sequence; outside tests it is `secrets.choice`.
"""

import hmac
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from itertools import count
from typing import Final, TypeAlias

from domain.names import fold
from domain.words import COMMON_PASSWORDS, WORDS

Choose: TypeAlias = Callable[[Sequence[str]], str]

PASSPHRASE_WORDS: Final = 4
CODE_LENGTH: Final = 8
SHORTEST_PASSWORD: Final = 8
LONGEST_PASSWORD: Final = 200

CODE_ALPHABET: Final = "0123456789CDFGHJKMNPQRTVWXY"
"""No vowels, so no words; of letters that look like digits only the digits."""

_LOOKS_LIKE = str.maketrans("OILSZB", "011528")


class PasswordProblem(StrEnum):
    """What is wrong with a password."""

    TOO_SHORT = "password_too_short"
    TOO_LONG = "password_too_long"
    IS_NAME = "password_is_name"
    COMMON = "password_common"
    TOO_SIMPLE = "password_too_simple"


def passphrase(choose: Choose) -> str:
    """Return four easy words joined by hyphens, such as "maple-otter-window-tea"."""
    return "-".join(choose(WORDS) for _ in range(PASSPHRASE_WORDS))


def repeatable_choice(secret: bytes, name: str) -> Choose:
    """Return a way to choose: the same each time for a name, and told only by the secret."""
    numbers = count()

    def choose(options: Sequence[str]) -> str:
        digest = hmac.digest(secret, f"{name} {next(numbers)}".encode(), "sha256")
        return options[int.from_bytes(digest, "big") % len(options)]

    return choose


def class_code(choose: Choose) -> str:
    """Return eight characters that no two readers take for different ones."""
    return "".join(choose(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def show_class_code(code: str) -> str:
    """Return a class code as it is printed: in two halves, "4KQD-7XM2"."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}"


def read_class_code(text: str) -> str | None:
    """Return the class code somebody typed, None where it cannot be one.

    Case does not matter, nor does whatever is no letter or digit, nor O for 0, I or L for 1, S for
    5, Z for 2 or B for 8: no code has one of these letters.
    """
    typed = unicodedata.normalize("NFKC", text).upper()
    bare = "".join(each for each in typed if each.isalnum())
    code = bare.translate(_LOOKS_LIKE)
    is_code = len(code) == CODE_LENGTH and all(each in CODE_ALPHABET for each in code)
    return code if is_code else None


def normal_password(password: str) -> str:
    """Return the form of a password to hash, the same from every keyboard."""
    return unicodedata.normalize("NFKC", password)


def password_problems(password: str, names: Iterable[str]) -> tuple[PasswordProblem, ...]:
    """Return what is wrong with a password for somebody with these names; no rules on its mix."""
    password = normal_password(password)
    folded = fold(password)
    found = {
        PasswordProblem.TOO_SHORT: len(password) < SHORTEST_PASSWORD,
        PasswordProblem.TOO_LONG: len(password) > LONGEST_PASSWORD,
        PasswordProblem.IS_NAME: any(folded == fold(name) for name in names),
        PasswordProblem.COMMON: folded in COMMON_PASSWORDS,
        PasswordProblem.TOO_SIMPLE: len(set(password.casefold())) == 1,
    }
    return tuple(problem for problem, holds in found.items() if holds)
