"""Rows that are held until the unit of work ends, always in one order: nobody waits in a circle.

The order is people, classes, quizzes, attempts, assignments, and last the running totals
(progress/class_totals.py). Several of one sort are held by one call, in the order of their ids; a
later call for that sort may only name rows that are held already. What is changed unshared is not
held shared first: two who do so wait for each other.

Answers, results, allowances and what was read have no locks of their own. Whoever writes them holds
the person, the attempt or the assignment that they belong to. SQLite has one writer at a time and
needs none of this.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, bindparam, select

from models.assignments import Assignment
from models.attempts import Attempt
from models.classes import SchoolClass
from models.people import Person
from models.quizzes import Quiz
from models.session import run

_IDS: BindParameter[Any] = bindparam("ids", expanding=True)

_PEOPLE = (
    select(Person.id, Person.archived_at)
    .where(Person.id.in_(_IDS))
    .order_by(Person.id)
    .with_for_update(key_share=True)
)

_OF_CLASSES = select(SchoolClass.id).where(SchoolClass.id.in_(_IDS)).order_by(SchoolClass.id)
_CLASSES = _OF_CLASSES.with_for_update()
_SHARED_CLASSES = _OF_CLASSES.with_for_update(read=True, key_share=True)

_OF_QUIZZES = select(Quiz.id).where(Quiz.id.in_(_IDS)).order_by(Quiz.id)
_QUIZZES = _OF_QUIZZES.with_for_update()
_SHARED_QUIZZES = _OF_QUIZZES.with_for_update(read=True, key_share=True)

_ATTEMPTS = select(Attempt.id).where(Attempt.id.in_(_IDS)).order_by(Attempt.id).with_for_update()

_OF_ASSIGNMENTS = select(Assignment.id).where(Assignment.id.in_(_IDS)).order_by(Assignment.id)
_ASSIGNMENTS = _OF_ASSIGNMENTS.with_for_update()
_SHARED_ASSIGNMENTS = _OF_ASSIGNMENTS.with_for_update(read=True)


def hold_people(person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Let no other transaction change these people or write what they know.

    Returns those whose accounts are open. Rows that only name a person can be written meanwhile: a
    teacher's change of dates writes such rows while it holds the assignment.
    """
    found = run(_PEOPLE, {"ids": list(person_ids)})
    return frozenset(row.id for row in found if row.archived_at is None)


def hold_classes(class_ids: Collection[UUID], *, shared: bool = False) -> None:
    """Let nobody give these classes anything meanwhile; unshared, nor come into them.

    Coming in holds a class shared without asking: the place in it names the class.
    """
    run(_SHARED_CLASSES if shared else _CLASSES, {"ids": list(class_ids)})


def hold_quizzes(quiz_ids: Collection[UUID], *, shared: bool = False) -> None:
    """Let nobody change what these quizzes ask; unshared, nor begin or give them."""
    run(_SHARED_QUIZZES if shared else _QUIZZES, {"ids": list(quiz_ids)})


def hold_attempts(attempt_ids: Collection[UUID]) -> None:
    """Let no other transaction save or submit in these attempts."""
    run(_ATTEMPTS, {"ids": list(attempt_ids)})


def hold_assignments(assignment_ids: Collection[UUID], *, shared: bool = False) -> None:
    """Let no other transaction change these assignments; unshared, nor anybody's results."""
    run(_SHARED_ASSIGNMENTS if shared else _ASSIGNMENTS, {"ids": list(assignment_ids)})
