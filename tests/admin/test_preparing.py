"""Migrations bring an empty database to what the models say, and back."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from admin.preparing import installation_kind, migrate_database, publish_courses
from models.installation import Installation, InstallationKind
from models.session import db, unit_of_work
from tests.cast import MORNING


@pytest.fixture
def empty(app: Flask) -> Flask:
    """A database without a table."""
    db.drop_all()
    return app


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def step() -> str | None:
    """The migration that the database has come to."""
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_an_empty_database_gets_every_table(empty: Flask) -> None:
    assert tables() == set()
    assert installation_kind() is None

    migrate_database()

    assert tables() == set(db.metadata.tables)


def test_the_tables_are_what_the_models_say(empty: Flask) -> None:
    migrate_database()

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, db.metadata)

    assert differences == []


def test_the_last_step_can_be_taken_back_and_again(empty: Flask) -> None:
    migrate_database()
    before = tables(), step()

    downgrade(revision="-1")
    assert step() != before[1]
    upgrade()

    assert (tables(), step()) == before


def test_a_second_run_finds_nothing_to_do(empty: Flask) -> None:
    migrate_database()
    assert publish_courses() > 0

    migrate_database()

    assert publish_courses() == 0


@pytest.mark.parametrize("kind", InstallationKind)
def test_an_installation_says_what_it_is(app: Flask, kind: InstallationKind) -> None:
    assert installation_kind() is None
    with unit_of_work():
        db.session.add(Installation(id=1, kind=kind.value, created_at=MORNING))

    assert installation_kind() is kind
