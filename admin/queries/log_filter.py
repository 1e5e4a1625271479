"""Which entries of the log somebody looks for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from models.assignments import Assignment
from models.attempts import Attempt
from models.audit import AuditEntry
from models.classes import SchoolClass
from models.people import Person
from models.quizzes import Quiz

_Column: TypeAlias = InstrumentedAttribute[Any] | ColumnElement[Any]

# Where an entry's details name somebody or something.
_NAMED: Final = ("student", "teacher", "gone", "class_id")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One kind of act, what concerns one person, what has a name that holds `search`, and what was
    done from `since` on and before `until`.
    """

    kind: str | None = None
    person_id: UUID | None = None
    search: str = ""
    since: datetime | None = None
    until: datetime | None = None


EVERYTHING: Final = Wanted()


def conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return what an entry must be like."""
    found: list[ColumnElement[bool]] = []
    if wanted.kind:
        found.append(AuditEntry.action == wanted.kind)
    if wanted.person_id:
        found.append(_concerns(wanted.person_id))
    if wanted.search:
        found.append(_is_named(wanted.search))
    if wanted.since:
        found.append(AuditEntry.at >= wanted.since)
    if wanted.until:
        found.append(AuditEntry.at < wanted.until)
    return found


def _concerns(person_id: UUID) -> ColumnElement[bool]:
    """By the person, about them or about an attempt of theirs, or on a list with them."""
    attempts = select(_plain(Attempt.id)).where(Attempt.person_id == person_id)
    return or_(
        AuditEntry.actor_id == person_id,
        AuditEntry.subject == str(person_id),
        _plain(AuditEntry.subject).in_(attempts),
        cast(AuditEntry.details, String).contains(str(person_id)),
    )


def _is_named(search: str) -> ColumnElement[bool]:
    """By somebody or about something of such a name, or about what belongs to it."""

    def is_such(*names: _Column) -> ColumnElement[bool]:
        return or_(*(name.icontains(search, autoescape=True) for name in names))

    named = union_all(
        select(_plain(Person.id)).where(is_such(Person.display_name, Person.sign_in_name)),
        select(_plain(SchoolClass.id)).where(is_such(SchoolClass.name)),
        select(_plain(Quiz.id)).where(is_such(Quiz.title)),
        select(_plain(Assignment.id))
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .where(is_such(Assignment.title, SchoolClass.name)),
        select(_plain(Attempt.id))
        .join(Person, Person.id == Attempt.person_id)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .where(
            Attempt.reopened_at.is_not(None),
            is_such(Person.display_name, Assignment.title, SchoolClass.name),
        ),
    )
    places = [AuditEntry.actor_id, AuditEntry.subject]
    places += [AuditEntry.details[name].as_string() for name in _NAMED]
    return or_(*(_plain(place).in_(named) for place in places))


def _plain(column: _Column) -> ColumnElement[str]:
    """An id as text: the log writes it with hyphens, and a database may keep it without."""
    return func.replace(cast(column, String), "-", "")
