"""The server's secret key, for what only this server may work out."""

from flask import current_app


def secret_key() -> bytes:
    """The secret key as bytes."""
    key: str = current_app.config["SECRET_KEY"]
    return key.encode()
