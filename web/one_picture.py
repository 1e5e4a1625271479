"""Pages about many people are read as of one moment: a colleague may be at work meanwhile."""

from flask import Flask, request

from domain.people import Role
from models.session import read_one_picture
from web.session import actor_or_none


def init_app(app: Flask) -> None:
    """To be registered after whatever may refuse the request."""
    app.before_request(_read_one_picture)


def _read_one_picture() -> None:
    """Students look at their own work, which nobody else changes at once; theirs stay fast."""
    if request.endpoint in {None, "static"}:
        return
    actor = actor_or_none()
    if actor and actor.roles - {Role.STUDENT}:
        read_one_picture()
