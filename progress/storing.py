"""How projection rows are written: whole scopes replaced, running totals locked in order."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from models.base import Base
from models.session import db

Row: TypeAlias = dict[str, Any]
"""One row of a projection, by column."""


def add(table: type[Base], rows: Sequence[Row]) -> None:
    """Insert the rows, in one statement however many there are."""
    if rows:
        db.session.execute(insert(table), list(rows))


def remove(table: type[Base], *scope: ColumnElement[bool]) -> None:
    """Delete the rows in the scope."""
    db.session.execute(delete(table).where(*scope).execution_options(synchronize_session=False))


def replace(table: type[Base], rows: Sequence[Row], *scope: ColumnElement[bool]) -> None:
    """Make these rows the only ones in the scope."""
    remove(table, *scope)
    add(table, rows)


def read(table: type[Base], *scope: ColumnElement[bool]) -> list[Row]:
    """Return the stored rows of the scope."""
    found = db.session.execute(select(*table.__table__.columns).where(*scope)).mappings()
    return [dict(row) for row in found]


def upsert(table: type[Base], key: Sequence[str], rows: Sequence[Row], *changing: str) -> None:
    """Insert the rows or, where their key is there, overwrite the `changing` columns.

    Rows are locked in the order given: writers that keep to one order never block each other for
    good.
    """
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).values(list(rows))
    db.session.execute(
        statement.on_conflict_do_update(
            index_elements=list(key),
            set_={name: statement.excluded[name] for name in changing},
        ).execution_options(synchronize_session=False)
    )
