"""Word lists, one word a line in a text file beside this module."""

from pathlib import Path
from typing import Final


def _words(file_name: str) -> tuple[str, ...]:
    return tuple(Path(__file__).with_name(file_name).read_text(encoding="utf-8").split())


WORDS: Final = _words("words.txt")
"""Short, plain, kindly words for passphrases: easy to spell, no two that sound alike."""

COMMON_PASSWORDS: Final = frozenset(_words("common_passwords.txt"))
"""Passwords that everybody tries first."""
