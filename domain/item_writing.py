"""Item-writing rules about words alone."""

import re

_BANNED = (
    re.compile(r"\b(?:all|none|any|both|neither) of the (?:above|below)\b", re.IGNORECASE),
    re.compile(r"\bboth \(?[A-H]\)? and \(?[A-H]\)?(?!\w)", re.IGNORECASE),
)
_YES_OR_NO = re.compile(r"(yes|no)\s*(?:[,.;:!\u2013\u2014]|$)", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not|never|except)\b", re.IGNORECASE)


def banned_phrase(text: str) -> str | None:
    """Return the first phrase an option may not use, such as "all of the above"."""
    found = (pattern.search(" ".join(text.split())) for pattern in _BANNED)
    return next((match.group() for match in found if match), None)


def yes_or_no(text: str) -> str | None:
    """Return "yes" or "no" where an option answers so at its beginning; "No one" does not."""
    found = _YES_OR_NO.match(text.strip())
    return found[1].lower() if found else None


def quiet_negative(stem: str) -> str | None:
    """Return the first negative word of a stem that is not written in capitals."""
    words = (match.group() for match in _NEGATIVE.finditer(stem))
    return next((word for word in words if not word.isupper()), None)
