"""Random tokens that a browser keeps, and the form in which they are stored."""

import hashlib
import secrets


def new_token() -> str:
    """A token nobody can guess."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored of a random token; it needs no salt, being random itself."""
    return hashlib.sha256(token.encode()).hexdigest()
