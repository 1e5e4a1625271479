"""Refusals shown beside the field they belong to, all at once, with what was typed kept."""

from collections.abc import Callable
from datetime import datetime

from flask import Response, make_response

from domain.errors import Refusal
from web import clock
from web.forms import Form

UNPROCESSABLE = 422
TOO_MANY = 429


def passes(form: Form, *checks: Callable[[], object]) -> bool:
    """Whether every check holds; each refusal is shown beside its field."""
    refused = False
    for check in checks:
        try:
            check()
        except Refusal as refusal:
            form.refuse(refusal)
            refused = True
    return not refused


def wait_seconds(until: datetime) -> int:
    """The whole seconds to wait, at least one."""
    return max(1, int((until - clock.now()).total_seconds() + 0.999))


def slowed(page: str, until: datetime) -> Response:
    """A page that tells somebody to wait, as the protocol says it."""
    response = make_response(page, TOO_MANY)
    response.headers["Retry-After"] = str(wait_seconds(until))
    return response
