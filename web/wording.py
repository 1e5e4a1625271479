"""The words for each refusal code, in the reader's language. One table, sorted by feature."""

from typing import Any

from flask_babel import lazy_gettext as _l

from domain.errors import Refusal

REFUSALS: dict[str, Any] = {
    # any page
    "form-went-stale": _l("This page had been open for too long. What you typed is kept below."),
    "signed-in-again": _l("You are signed in again. What you typed is kept below."),
    # accounts
    # lessons
    # quizzes
    # classes
    # admin
}


def word_code(code: str, **values: object) -> str:
    """The sentence for a code; raises KeyError for one that has no wording."""
    return str(REFUSALS[code]) % values


def word(refusal: Refusal) -> str:
    """The sentence for a refusal; raises KeyError for a code that has no wording."""
    return word_code(refusal.code, **refusal.values)
