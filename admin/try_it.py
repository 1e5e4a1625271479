"""`python app.py`: a demo school on this machine, from nothing to a served page."""

import os

import click
from flask import Flask

from admin.demo import build_demo_school, card_opens, code_opens
from admin.demo.invented import CARD_PASSPHRASE, CARD_SIGN_IN_NAME, CLASS_CODE
from admin.preparing import installation_kind, leave_database, migrate_database, publish_courses
from admin.serving import require_free_port, serve, sweeping
from domain.passphrases import show_class_code
from models.installation import InstallationKind
from models.session import unit_of_work
from web import clock

NEW_CARD = "this one is used up; a teacher makes a new one on the student's page"
WORKERS = 1  # one is quick to start and enough for a look around


def serve_demo(app: Flask, host: str, port: int) -> None:
    """Bring the demo up to date, say where it is, and serve it until interrupted."""
    require_free_port(host, port)
    with app.app_context():
        prepare_demo()
        ways = ways_in()
        leave_database()
    os.environ["WORKERS"] = str(WORKERS)
    click.echo(f"\n  Ascertain's demo school is open: http://{host}:{port}\n")
    for way in ways:
        click.echo(f"  {way}")
    click.echo("  Ctrl-C closes it.\n")
    with sweeping(app):
        serve(host, port, WORKERS)


def ways_in() -> tuple[str, str]:
    """What to type at the two doors that need something on paper, or where to get it anew."""
    code = f"class code {show_class_code(CLASS_CODE)}"
    card = f"{CARD_SIGN_IN_NAME}, {CARD_PASSPHRASE}"
    return (
        f"To join a class as a student: {code if code_opens() else 'the code is on its roster'}",
        f"To sign in with a login card: {card if card_opens() else NEW_CARD}",
    )


def prepare_demo() -> None:
    """Migrate, publish the course and build the school; a second run finds nothing to do.

    Leaves with a clear line when the database belongs to a real installation.
    """
    if installation_kind() is InstallationKind.REAL:
        raise SystemExit(
            "This database belongs to a real installation; the demo never mixes with it.\n"
            "Set DATA_DIR or DATABASE_URL to another place, or use `flask serve`."
        )
    migrate_database()
    click.echo("Loading the course ...")
    publish_courses()
    if installation_kind() is None:
        click.echo("Building the demo school ...")
        with unit_of_work():
            build_demo_school(clock.now())
