"""When one click may sign somebody in: in a demo, from this very machine, and nowhere else."""

from flask import current_app, request
from sqlalchemy import select

from models.installation import Installation, InstallationKind
from models.session import run

_LOOPBACK_NAMES = {"127.0.0.1", "localhost", "::1"}
# Whoever passes a request on for somebody else says so in one of these, or in an X-Forwarded-...
_PASSED_ON = {
    "cf-connecting-ip",
    "forwarded",
    "true-client-ip",
    "via",
    "x-client-ip",
    "x-cluster-client-ip",
    "x-original-host",
    "x-real-ip",
}


_KIND = select(Installation.kind)


def one_click_is_open() -> bool:
    """Whether this request may sign in with one click."""
    return (
        bool(current_app.config["LISTENS_ON_LOOPBACK"])
        and is_addressed_as_loopback()
        and not any(_tells_of_another(name.lower()) for name, _ in request.headers)
        and is_demo()
    )


def _tells_of_another(header: str) -> bool:
    return header in _PASSED_ON or header.startswith("x-forwarded")


def is_demo() -> bool:
    """Whether this installation holds invented people only."""
    return bool(run(_KIND).scalar() == InstallationKind.DEMO)


def is_addressed_as_loopback() -> bool:
    """Whether the address that the request was sent to names the sender's own machine."""
    host = request.host
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    return name in _LOOPBACK_NAMES
