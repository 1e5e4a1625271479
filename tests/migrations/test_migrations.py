"""Migrations go up from nothing and down again, and describe the tables that the code has."""

from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect

from models.session import db


def tables() -> set[str]:
    """The tables that the database has."""
    names = set(inspect(db.engine).get_table_names())
    db.engine.dispose()
    return names - {"alembic_version"}


def test_from_empty_to_the_tables_of_the_code_without_drift(empty_app: Flask) -> None:
    upgrade()

    assert tables() == set(db.metadata.tables)
    check()


def test_one_step_down_and_up_again(empty_app: Flask) -> None:
    upgrade()

    downgrade()
    upgrade()

    check()
