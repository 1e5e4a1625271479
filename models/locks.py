"""Rows that are held until the unit of work ends, always in one order: nobody waits in a circle.

People come first, then attempts, then assignments, then running totals; several of one sort in the
order of their ids. SQLite has one writer at a time and needs none of this.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from models.assignments import Assignment
from models.attempts import Attempt
from models.people import Person
from models.session import db


def hold_people(person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Let no other transaction change these people or write what they know.

    Returns those whose accounts are open. Rows that only name a person can be written meanwhile: a
    teacher's change of dates writes such rows while it holds the assignment.
    """
    found = db.session.execute(
        select(Person.id, Person.archived_at)
        .where(Person.id.in_(person_ids))
        .order_by(Person.id)
        .with_for_update(key_share=True)
    )
    return frozenset(row.id for row in found if row.archived_at is None)


def hold_attempts(attempt_ids: Collection[UUID]) -> None:
    """Let no other transaction save or submit in these attempts."""
    db.session.execute(
        select(Attempt.id).where(Attempt.id.in_(attempt_ids)).order_by(Attempt.id).with_for_update()
    )


def hold_assignments(assignment_ids: Collection[UUID], *, shared: bool = False) -> None:
    """Let no other transaction change these assignments; unshared, nor anybody's results."""
    db.session.execute(
        select(Assignment.id)
        .where(Assignment.id.in_(assignment_ids))
        .order_by(Assignment.id)
        .with_for_update(read=shared)
    )
