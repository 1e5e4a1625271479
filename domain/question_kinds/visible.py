"""What can be seen of a text, and what is there without being seen."""

import re
from typing import Final

_CONTROLS: Final = r"\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff"
"""Control characters that are no space, and halves of characters."""

_IGNORABLE: Final = (
    r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Joiners, marks of direction, variation selectors, fillers: what Unicode lets a page not show.

Not the whole category Cf, which holds signs that are seen, such as the Arabic number sign.
"""

_BLANK: Final = r"\s\u2800"
"""Spaces, and the empty cell of Braille, which no function of Python counts as one."""

_CONTROL = re.compile(f"[{_CONTROLS}]")
_UNSEEN = re.compile(f"[{_CONTROLS}{_IGNORABLE}]")
_VISIBLE = re.compile(f"[^{_BLANK}{_CONTROLS}{_IGNORABLE}]")


def has_visible(text: str) -> bool:
    """Whether there is anything to see."""
    return _VISIBLE.search(text) is not None


def without_controls(text: str) -> str:
    """Return a text that can be stored, with all that a script or an emoji is spelt with."""
    return _CONTROL.sub("", text)


def without_unseen(text: str) -> str:
    """Return a text for comparing, without what is not seen; its spaces stay."""
    return _UNSEEN.sub("", text)
