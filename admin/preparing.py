"""Brings a database to where this version of the product needs it."""

import logging

from flask_migrate import upgrade
from sqlalchemy import inspect

from content.courses import banks_folder, course_folders, load_course
from content.sync import publish_course
from models.installation import Installation, InstallationKind
from models.session import db, unit_of_work
from web import clock


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
