"""Commands of quizzes: `flask quizzes sweep`."""

import click
from flask import Flask
from flask.cli import AppGroup

from quizzes.sweeping import close_overdue
from web import clock

quizzes = AppGroup("quizzes", help="Quizzes that are being taken.")


@quizzes.command("sweep")
def sweep_command() -> None:
    """Hand in attempts whose time is over, as `flask serve` does by itself."""
    click.echo(f"Handed in: {close_overdue(clock.now())}")


def register_commands(app: Flask) -> None:
    """Add this feature's commands to `flask`."""
    app.cli.add_command(quizzes)
