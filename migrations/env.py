"""Alembic's environment: the application's own engine and tables."""

from contextlib import contextmanager

from alembic import context
from flask import current_app

from models.base import UtcDateTime
from models.session import db


def render_item(kind, item, _autogen_context):
    """Write our moments as the plain type they are stored in."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


@contextmanager
def tables_made_anew(connection):
    """Let a table be made anew on SQLite though others refer to it, and see that they still do.

    The way of https://www.sqlite.org/lang_altertable.html: the switch works only outside a
    transaction, which is why it is the driver's own connection that is asked.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def refuse_broken_references(connection):
    """Undo everything rather than commit a row that refers to nothing."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"These rows refer to nothing (table, row, parent): {broken[:5]}")


def run() -> None:
    """Bring the database of the running application up or down."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection, tables_made_anew(connection):
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            render_item=render_item,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
            refuse_broken_references(connection)


run()
