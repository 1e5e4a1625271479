"""Reading a number as people write it, exactly.

1234, 1,234 and 1 234 are the same number, and so are 0.2, .2 and 0,2. A comma before exactly three
digits parts thousands; any other comma, or one behind points, is a decimal comma.
"""

import re
import unicodedata
from fractions import Fraction
from typing import Final

from domain.question_kinds.base import InvalidResponse
from domain.question_kinds.visible import without_unseen

LONGEST_NUMERAL: Final = 40

_SIGNS: Final = str.maketrans("−‐‒–⁄∕٫٬⠀", "----//., ")
"""Minus signs as keyboards and word processors write them, fraction bars, Arabic points, and the
space of Braille."""

_WHOLE = re.compile(r"[0-9]+")
_POINT = re.compile(r"[0-9]*\.[0-9]+|[0-9]+\.")
_COMMA = re.compile(r"[0-9]*,[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(,)[0-9]{3}(?:,[0-9]{3})*|(?: [0-9]{3})+)(?:\.[0-9]+)?")
_GROUPED_BY_POINTS = re.compile(
    r"[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+,[0-9]+|(?:\.[0-9]{3}){2,}|(?: [0-9]{3})+,[0-9]+)"
)
_FRACTION = re.compile(r"(?:([0-9]+) +)?([0-9]+) ?/ ?([0-9]+)")


def read_numeral(text: str, *, fractions: bool) -> Fraction:
    """Return the number that is seen; `fractions` says whether it may have a fraction bar.

    Raises `InvalidResponse`.
    """
    seen = without_unseen(text)
    spaced = "".join(f" {c}" if unicodedata.category(c) == "No" else c for c in seen)  # 1½, 5²
    written = " ".join(unicodedata.normalize("NFKC", spaced).translate(_SIGNS).split())
    if not written or len(written) > LONGEST_NUMERAL:
        raise InvalidResponse("not_a_number")
    sign = written[0] if written[0] in "+-" else ""
    size = "".join(map(plain_digit, written.removeprefix(sign).strip()))
    number = _size(size, fractions=fractions)
    return -number if sign == "-" else number


def plain_digit(character: str) -> str:
    """Return the digit 0 to 9 that a digit of any script stands for."""
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)


def _size(written: str, *, fractions: bool) -> Fraction:
    bar = _FRACTION.fullmatch(written)
    if bar and not fractions:
        raise InvalidResponse("fraction_not_taken")
    if bar and int(bar[3]):
        return int(bar[1] or 0) + Fraction(int(bar[2]), int(bar[3]))
    if _WHOLE.fullmatch(written) or _POINT.fullmatch(written):
        return Fraction(written)
    if _GROUPED.fullmatch(written):
        return Fraction(written.replace(",", "").replace(" ", ""))
    if _COMMA.fullmatch(written):
        return Fraction(written.replace(",", "."))
    if _GROUPED_BY_POINTS.fullmatch(written):
        return Fraction(written.replace(".", "").replace(" ", "").replace(",", "."))
    raise InvalidResponse("not_a_number")
