"""Commands of admin: `flask setup`, `flask demo`, `flask serve`."""

from collections.abc import Callable
from typing import Any

import click
from flask import Flask, current_app

from admin.preparing import (
    installation_kind,
    leave_database,
    migrate_database,
    publish_courses,
    require_ready,
)
from admin.serving import require_free_port, serve
from admin.setting_up import is_set_up, set_up
from admin.try_it import prepare_demo
from domain.errors import Refusal
from models.installation import InstallationKind
from models.session import unit_of_work
from web import clock
from web.wording import word

_OPTIONS = {"display_name": "administrator"}  # an option named otherwise than its field


def _question(name: str, text: str, **attributes: Any) -> Callable[..., Any]:
    return click.option(name, prompt=text, help=f"{text}.", **attributes)


@click.command("setup")
@_question("--school", "Name of the school")
@_question("--time-zone", "Time zone, such as America/New_York")
@_question("--administrator", "Name of the administrator")
@_question("--sign-in-name", "Sign-in name of the administrator")
@_question("--password", "Password of the administrator", hide_input=True)
def setup_command(
    school: str, time_zone: str, administrator: str, sign_in_name: str, password: str
) -> None:
    """Make a real, empty installation: one school and its administrator."""
    if installation_kind() is InstallationKind.DEMO:
        raise click.ClickException(
            "This database holds the demo school. Set DATA_DIR or DATABASE_URL to another place."
        )
    migrate_database()
    if is_set_up():
        raise click.ClickException("This installation is set up already; nothing was changed.")
    publish_courses()
    try:
        with unit_of_work():
            set_up(
                school=school,
                time_zone=time_zone,
                administrator=administrator,
                sign_in_name=sign_in_name,
                password=password,
                now=clock.now(),
            )
    except Refusal as refusal:
        field = _OPTIONS.get(refusal.field or "", refusal.field or "")
        option = f"--{field.replace('_', '-')}: " if field else ""
        raise click.ClickException(f"{option}{word(refusal)} Nothing was changed.") from refusal
    click.echo(f"{school} is set up. Start it with `flask serve` and sign in as {sign_in_name}.")


@click.command("demo")
def demo_command() -> None:
    """Make the demo school in an empty database, without serving it."""
    prepare_demo()
    click.echo("The demo school is there.")


@click.command("serve")
def serve_command() -> None:
    """Serve this installation on HOST and PORT until interrupted."""
    settings = current_app.config
    host, port = settings["HOST"], settings["PORT"]
    require_ready()
    leave_database()
    require_free_port(host, port)
    click.echo(f"Serving on http://{host}:{port} with {settings['WORKERS']} workers. Ctrl-C stops.")
    serve(host, port, settings["WORKERS"])


def register_commands(app: Flask) -> None:
    """Add this feature's commands to `flask`."""
    for command in (setup_command, demo_command, serve_command):
        app.cli.add_command(command)
