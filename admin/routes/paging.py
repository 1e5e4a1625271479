"""Which part of a list is asked for."""

from flask import request

_MOST_DIGITS = 6
LONGEST_SEARCH = 100


def page_number() -> int:
    """The page in the address, 1 where there is none or it is no number."""
    text = request.args.get("page", "")
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return max(1, int(text)) if is_number else 1


def search_text() -> str:
    """What is searched for, as `q` of the address says it; empty for everything."""
    return request.args.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
