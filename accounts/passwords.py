"""Password hashing: Argon2id, sized so that a whole class can sign in in the same minute."""

import re
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from domain.passphrases import LONGEST_PASSWORD, normal_password, passphrase, repeatable_choice

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

# Checked where there is no account, so that a name's existence cannot be told by the time taken.
_NOBODY = _hasher.hash("nobody has this password")

_BETWEEN_WORDS = re.compile(r"[\s\-‐‑‒–—]+")


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, the same for every way a keyboard may compose it."""
    return _hasher.hash(normal_password(password))


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password matches; takes the same time where there is no hash to match."""
    has_hash = password_hash is not None
    too_long = len(password) > LONGEST_PASSWORD
    try:
        _hasher.verify(password_hash or _NOBODY, "" if too_long else normal_password(password))
    except (VerificationError, InvalidHashError):
        return False
    return has_hash and not too_long


def needs_rehash(password_hash: str | None) -> bool:
    """Whether the hash was made with other parameters than today's."""
    return password_hash is not None and _hasher.check_needs_rehash(password_hash)


def card_passphrase(secret: bytes, sheet_id: UUID, number: int) -> str:
    """The passphrase on one card of a sheet: the same whenever the sheet is looked at.

    Nothing of it is stored, and without the server's secret nobody can work it out.
    """
    return passphrase(repeatable_choice(secret, f"card {sheet_id} {number}"))


def hash_passphrase(words: str) -> str:
    """The hash of a login card's passphrase, in the form that `typed_passphrase` returns."""
    return hash_password(typed_passphrase(words))


def typed_passphrase(text: str) -> str:
    """A passphrase as the card prints it, however it was typed: "Maple otter" is "maple-otter"."""
    return _BETWEEN_WORDS.sub("-", normal_password(text).strip().casefold())
