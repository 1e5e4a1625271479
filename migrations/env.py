"""Alembic's environment: the application's own engine and tables."""

from alembic import context
from flask import current_app

from models.base import UtcDateTime
from models.session import db


def render_item(kind, item, _autogen_context):
    """Write our moments as the plain type they are stored in."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    """Bring the database of the running application up or down."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            render_item=render_item,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
