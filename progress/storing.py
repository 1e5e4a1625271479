"""How projection rows are written: whole scopes replaced, running totals locked in order."""

from collections.abc import Sequence
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from models.assignments import Assignment
from models.attempts import Attempt
from models.base import Base
from models.people import Person
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


def hold_people(person_ids: Sequence[UUID]) -> None:
    """Let no other transaction write what these people know until this one ends."""
    db.session.execute(
        select(Person.id)
        .where(Person.id.in_(person_ids))
        .order_by(Person.id)
        .with_for_update(key_share=True)
    )


def hold_assignments(assignment_ids: Sequence[UUID], *, shared: bool = False) -> None:
    """Let no other transaction change these assignments; unshared, nor anybody's results."""
    db.session.execute(
        select(Assignment.id)
        .where(Assignment.id.in_(assignment_ids))
        .order_by(Assignment.id)
        .with_for_update(read=shared)
    )


def hold_attempts(attempt_ids: Sequence[UUID]) -> None:
    """Let no other transaction save or submit in these attempts until this one ends."""
    db.session.execute(
        select(Attempt.id).where(Attempt.id.in_(attempt_ids)).order_by(Attempt.id).with_for_update()
    )
