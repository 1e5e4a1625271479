"""Commands of content."""

from flask import Flask


def register_commands(app: Flask) -> None:
    """Add this feature's commands to `flask`."""
