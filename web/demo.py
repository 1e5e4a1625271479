"""When one click may sign somebody in: in a demo, from this very machine, and nowhere else."""

from flask import current_app, request

from models.installation import Installation, InstallationKind
from models.session import db

_LOOPBACK_NAMES = {"127.0.0.1", "localhost", "::1"}
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP")


def one_click_is_open() -> bool:
    """Whether this request may sign in with one click."""
    return (
        bool(current_app.config["LISTENS_ON_LOOPBACK"])
        and _host_name() in _LOOPBACK_NAMES
        and not any(name in request.headers for name in _FORWARDED)
        and is_demo()
    )


def is_demo() -> bool:
    """Whether this installation holds invented people only."""
    installation = db.session.get(Installation, 1)
    return installation is not None and installation.kind == InstallationKind.DEMO


def _host_name() -> str:
    host = request.host
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
