"""Brings a database to where this version of the product needs it."""

import logging
from threading import current_thread, main_thread
from typing import Final

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import current_app, has_request_context
from flask_migrate import upgrade
from sqlalchemy import Engine, ExceptionContext, event, inspect

from content.courses import banks_folder, course_folders, load_course
from content.sync import publish_course
from models.installation import Installation, InstallationKind
from models.session import db, unit_of_work
from web import clock

NOT_SET_UP: Final = "This installation is not set up yet: run `flask setup`."


def leave_where_unreachable(engine: Engine) -> None:
    """Let whatever starts or is typed leave with one line if no connection can be made.

    Requests and the sweeper, which try again, get the error.
    """
    event.listen(engine, "handle_error", _leave_if_unreachable)


def _leave_if_unreachable(error: ExceptionContext) -> None:
    is_serving = has_request_context() or current_thread() is not main_thread()
    if error.connection is not None or error.engine is None or is_serving:
        return
    reason = " ".join(str(error.original_exception).split())
    raise SystemExit(
        f"DATABASE_URL: {error.engine.url.render_as_string(hide_password=True)} cannot be reached "
        f"({reason}). Start that database, or set DATABASE_URL to another one."
    )


def migrate_database() -> None:
    """Bring the tables up to date; an empty database gets all of them."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()


def publish_courses() -> int:
    """Publish what changed in the shipped courses and return how much that was."""
    courses = [load_course(folder, banks_folder(folder)) for folder in course_folders()]
    with unit_of_work():
        return sum(len(publish_course(course, clock.now()).changes) for course in courses)


def installation_kind() -> InstallationKind | None:
    """What kind of installation the database is; None for one that was never set up."""
    if not inspect(db.engine).has_table(Installation.__tablename__):
        return None
    found = db.session.get(Installation, 1)
    db.session.rollback()
    return InstallationKind(found.kind) if found else None


def require_ready() -> None:
    """Leave with one line unless the database is set up and of this version of the product."""
    scripts = ScriptDirectory.from_config(current_app.extensions["migrate"].migrate.get_config())
    with db.engine.connect() as connection:
        current = set(MigrationContext.configure(connection).get_current_heads())
    if not current:
        raise SystemExit(NOT_SET_UP)
    if not current <= {script.revision for script in scripts.walk_revisions()}:
        raise SystemExit("The database is of a newer version than this code: update the code.")
    if current != set(scripts.get_heads()):
        raise SystemExit("The database is of an older version: run `flask db upgrade`.")
    if installation_kind() is None:
        raise SystemExit(NOT_SET_UP)


def leave_database() -> None:
    """Close what this process has open, before the workers start."""
    db.session.remove()
    db.engine.dispose()
