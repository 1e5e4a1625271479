"""How projection rows are written: whole scopes replaced, running totals locked in order."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Executable,
    delete,
    insert,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from models.base import Base
from models.session import db, run

Row: TypeAlias = dict[str, Any]
"""One row of a projection, by column."""


def add(table: type[Base], rows: Sequence[Row]) -> None:
    """Insert the rows, in one statement however many there are."""
    if rows:
        run(insert(table), list(rows))


def remove(table: type[Base], *scope: ColumnElement[bool]) -> None:
    """Delete the rows in the scope."""
    run(delete(table).where(*scope))


def replace(table: type[Base], rows: Sequence[Row], *scope: ColumnElement[bool]) -> None:
    """Make these rows the only ones in the scope."""
    remove(table, *scope)
    add(table, rows)


def read(table: type[Base], *scope: ColumnElement[bool]) -> list[Row]:
    """Return the stored rows of the scope."""
    found = run(select(*table.__table__.columns).where(*scope)).mappings()
    return [dict(row) for row in found]


def upsert(table: type[Base], key: Sequence[str], rows: Sequence[Row], *changing: str) -> None:
    """Insert the rows or, where their key is there, overwrite the `changing` columns.

    Rows are locked in the order given: writers that keep to one order never block each other for
    good.
    """
    run(_upsert(db.session.get_bind().dialect.name, table, tuple(key), changing), list(rows))


@cache
def _upsert(
    database: str, table: type[Base], key: tuple[str, ...], changing: tuple[str, ...]
) -> Executable:
    dialect: Any = postgresql if database == "postgresql" else sqlite
    statement = dialect.insert(table)
    upsert: Executable = statement.on_conflict_do_update(
        index_elements=list(key), set_={name: statement.excluded[name] for name in changing}
    )
    return upsert
