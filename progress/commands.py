"""Commands of progress: `flask progress rebuild`."""

import click
from flask import Flask
from flask.cli import AppGroup

from progress.rebuild import rebuild

progress = AppGroup("progress", help="The progress tracker.")


@progress.command("rebuild")
def rebuild_command() -> None:
    """Work out all results, totals and mastery anew from what was answered and read."""
    reports = rebuild()
    for report in reports:
        click.echo(f"{report.table:24} {report.rows:>9} rows  {report.differed:>7} were different")
    click.echo("Nothing was different." if not any(r.differed for r in reports) else "Put right.")


def register_commands(app: Flask) -> None:
    """Add this feature's commands to `flask`."""
    app.cli.add_command(progress)
