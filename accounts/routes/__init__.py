"""Pages of accounts."""

from accounts.routes import (
    accommodations,
    asking,
    cards,
    front,
    help,
    joining,
    passwords,
    roster,
    session_state,
    settings,
    signing_in,
    student,
    user_name,
)
from accounts.routes.blueprint import bp

__all__ = [
    "accommodations",
    "asking",
    "bp",
    "cards",
    "front",
    "help",
    "joining",
    "passwords",
    "roster",
    "session_state",
    "settings",
    "signing_in",
    "student",
    "user_name",
]
