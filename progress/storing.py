"""How projection rows are written: whole scopes replaced, running totals locked in order."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Executable,
    bindparam,
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
        run(_insert(table), list(rows))


def remove(table: type[Base], **scope: Collection[object]) -> None:
    """Delete the rows in the scope: each column that is named has one of its values."""
    run(_delete(table, tuple(scope)), _listed(scope))


def replace(table: type[Base], rows: Sequence[Row], **scope: Collection[object]) -> None:
    """Make these rows the only ones in the scope."""
    remove(table, **scope)
    add(table, rows)


def read(table: type[Base], **scope: Collection[object]) -> list[Row]:
    """Return the stored rows of the scope."""
    found = run(_select(table, tuple(scope)), _listed(scope)).mappings()
    return [dict(row) for row in found]


def upsert(table: type[Base], key: Sequence[str], rows: Sequence[Row], *changing: str) -> None:
    """Insert the rows or, where their key is there, overwrite the `changing` columns.

    Rows are locked in the order given: writers that keep to one order never block each other for
    good.
    """
    run(_upsert(db.session.get_bind().dialect.name, table, tuple(key), changing), list(rows))


def _listed(scope: Mapping[str, Collection[object]]) -> dict[str, list[object]]:
    return {name: list(values) for name, values in scope.items()}


# Statements are built once: building one costs more than running it.


@cache
def _insert(table: type[Base]) -> Executable:
    return insert(table)


@cache
def _delete(table: type[Base], columns: tuple[str, ...]) -> Executable:
    return delete(table).where(*_among(table, columns))


@cache
def _select(table: type[Base], columns: tuple[str, ...]) -> Executable:
    return select(*table.__table__.columns).where(*_among(table, columns))


def _among(table: type[Base], columns: tuple[str, ...]) -> list[ColumnElement[bool]]:
    named = table.__table__.columns
    return [named[name].in_(bindparam(name, expanding=True)) for name in columns]


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
