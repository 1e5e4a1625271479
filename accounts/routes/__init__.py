"""Pages of accounts."""

from accounts.routes import cards, front, joining, passwords, roster, settings, signing_in, student
from accounts.routes.blueprint import bp

__all__ = [
    "bp",
    "cards",
    "front",
    "joining",
    "passwords",
    "roster",
    "settings",
    "signing_in",
    "student",
]
