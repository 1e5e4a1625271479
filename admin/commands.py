"""Commands of admin: `flask setup`, `flask reset-password`, `flask demo`, `flask serve`."""

import click
from flask import Flask
from flask.cli import ScriptInfo, pass_script_info

from accounts.actions.passwords import replace_password
from accounts.checks import check_password, checked_display_name, checked_sign_in_name
from accounts.passwords import hash_password
from admin.asking import answer
from admin.preparing import (
    installation_kind,
    leave_database,
    leave_where_unreachable,
    migrate_database,
    publish_courses,
    require_ready,
)
from admin.queries.people import living_person
from admin.serving import require_free_port, serve, sweeping
from admin.setting_up import checked_school_name, checked_time_zone, set_up
from admin.try_it import prepare_demo
from domain.errors import NotFound, Refusal
from models.installation import InstallationKind
from models.session import db, unit_of_work
from web import clock
from web.wording import word


@click.command("setup")
@click.option("--school", help="Name of the school.")
@click.option("--time-zone", help="Time zone, such as America/New_York.")
@click.option("--administrator", help="Name of the administrator.")
@click.option("--sign-in-name", help="Sign-in name of the administrator.")
@click.option("--password", help="Password of the administrator.")
def setup_command(
    school: str | None,
    time_zone: str | None,
    administrator: str | None,
    sign_in_name: str | None,
    password: str | None,
) -> None:
    """Make a real, empty installation: one school and its administrator.

    Asks for what is not given.
    """
    _require_nothing_set_up()
    school = answer("--school", school, "Name of the school", checked_school_name)
    time_zone = answer(
        "--time-zone", time_zone, "Time zone, such as America/New_York", checked_time_zone
    )
    administrator = answer(
        "--administrator", administrator, "Name of the administrator", checked_display_name
    )
    sign_in_name = answer(
        "--sign-in-name", sign_in_name, "Sign-in name of the administrator", checked_sign_in_name
    )
    password = _password(password, "Password of the administrator", administrator, sign_in_name)
    migrate_database()
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
        raise click.ClickException(f"{word(refusal)} Nothing was changed.") from refusal
    click.echo(f"{school} is set up. Start it with `flask serve` and sign in as {sign_in_name}.")


def _require_nothing_set_up() -> None:
    kind = installation_kind()
    if kind is InstallationKind.DEMO:
        raise click.ClickException(
            "This database holds the demo school. Set DATA_DIR or DATABASE_URL to another place."
        )
    if kind is InstallationKind.REAL:
        raise click.ClickException("This installation is set up already; nothing was changed.")


def _password(given: str | None, question: str, *names: str) -> str:
    def checked(text: str) -> str:
        check_password(text, names)
        return text

    return answer("--password", given, question, checked, hidden=True)


@click.command("reset-password")
@click.argument("sign_in_name")
@click.option("--password", help="The new password; asked for when it is not given.")
def reset_password_command(sign_in_name: str, password: str | None) -> None:
    """Give somebody who is locked out a new password and end all their sessions."""
    require_ready()
    try:
        person = living_person(sign_in_name)
    except NotFound as error:
        raise click.ClickException(f"Nobody can sign in as {sign_in_name}.") from error
    password = _password(password, "New password", person.display_name, sign_in_name)
    password_hash = hash_password(password)
    with unit_of_work():
        replace_password(person, password_hash, clock.now())
    click.echo(f"{person.display_name} can sign in as {sign_in_name} with the new password.")


@click.command("demo")
def demo_command() -> None:
    """Make the demo school in an empty database, without serving it."""
    prepare_demo()
    click.echo("The demo school is there.")


@click.command("serve")
@pass_script_info
def serve_command(info: ScriptInfo) -> None:
    """Serve this installation on HOST and PORT until interrupted."""
    app = info.load_app()
    settings = app.config
    host, port = settings["HOST"], settings["PORT"]
    require_ready()
    leave_database()
    require_free_port(host, port)
    workers = settings["WORKERS"]
    processes = "1 worker" if workers == 1 else f"{workers} workers"
    click.echo(f"Serving on http://{host}:{port} with {processes}. Ctrl-C stops.")
    if not (settings["LISTENS_ON_LOOPBACK"] or settings["TRUSTED_PROXIES"]):
        click.echo(
            "Warning: without HTTPS nobody on another machine can sign in. Put a web server with "
            "HTTPS in front and set TRUSTED_PROXIES=1.",
            err=True,
        )
    with sweeping(app):
        serve(host, port, workers)


def register_commands(app: Flask) -> None:
    """Add this feature's commands to `flask`, and let each leave where there is no database."""
    with app.app_context():
        leave_where_unreachable(db.engine)
    for command in (setup_command, reset_password_command, demo_command, serve_command):
        app.cli.add_command(command)
