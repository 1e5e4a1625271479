"""Pages of accounts."""

from accounts.routes import (
    cards,
    front,
    joining,
    passwords,
    roster,
    session_state,
    settings,
    signing_in,
    student,
)
from accounts.routes.blueprint import bp

__all__ = [
    "bp",
    "cards",
    "front",
    "joining",
    "passwords",
    "roster",
    "session_state",
    "settings",
    "signing_in",
    "student",
]
