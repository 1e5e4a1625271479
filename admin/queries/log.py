"""The school's log: who changed what, newest first, whose and what it was, from what to what."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from domain.people import Actor
from models.assignments import Assignment
from models.attempts import Attempt
from models.audit import AuditEntry
from models.classes import SchoolClass
from models.people import Person
from models.quizzes import Quiz
from models.session import db

PAGE_SIZE: Final = 50

_DATES: Final = ("due_at", "closes_at")  # as a student's own dates are recorded


Value = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an act changed: a name, roles, a moment, or a rule by its code."""

    what: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act: `subjects` are the names of whom and what it was done to, the nearest first."""

    at: datetime
    actor: str
    action: str
    subjects: tuple[str, ...]
    students: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log, `number` of `pages`, from 1."""

    lines: tuple[LogLine, ...]
    found: int
    number: int
    pages: int


def log_page(actor: Actor, number: int = 1) -> LogPage:
    """Return a page of the log of the actor's school, in a fixed number of statements."""
    mine = AuditEntry.school_id == actor.school_id
    found = db.session.scalar(select(func.count()).select_from(AuditEntry).where(mine)) or 0
    pages = max(1, -(-found // PAGE_SIZE))
    number = min(max(1, number), pages)
    entries = db.session.execute(
        select(
            AuditEntry.at,
            AuditEntry.action,
            AuditEntry.subject,
            AuditEntry.details,
            Person.display_name,
        )
        .join(Person, Person.id == AuditEntry.actor_id)
        .where(mine)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    names = _names({each for entry in entries for each in _ids(entry.subject, entry.details)})
    lines = tuple(
        LogLine(
            at=entry.at,
            actor=entry.display_name,
            action=entry.action,
            subjects=_subjects(entry.subject, entry.details, names),
            students=len(entry.details.get("people", ())),
            changes=tuple(_changes(entry.action, entry.details)),
        )
        for entry in entries
    )
    return LogPage(lines, found, number, pages)


def _ids(subject: str, details: dict[str, Any]) -> tuple[UUID, ...]:
    """Return the ids of an entry: of a student or teacher, of the subject, of what it is in."""
    texts = [details.get("student"), details.get("teacher"), subject]
    texts += [details.get("gone"), details.get("class_id")]
    return tuple(UUID(text) for text in texts if text)


def _subjects(
    subject: str, details: dict[str, Any], names: dict[UUID, tuple[str, ...]]
) -> tuple[str, ...]:
    found = [name for each in _ids(subject, details) for name in names.get(each, ())]
    return tuple(dict.fromkeys(found))


def _changes(action: str, details: dict[str, Any]) -> Iterator[Change]:
    before, after = details.get("before"), details.get("after")
    if isinstance(before, str) and isinstance(after, str):
        yield Change("roles" if action == "change-roles" else "name", before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _differences(
            dict(zip(_DATES, before, strict=True)), dict(zip(_DATES, after, strict=True))
        )
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _differences(before, after)
    elif "extra_attempts" in details:
        given = int(details["extra_attempts"])
        yield Change("extra_attempts", given - 1, given)


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    for what, value in after.items():
        if before.get(what) != value:
            yield Change(what, _value(what, before.get(what)), _value(what, value))


def _value(what: str, value: Any) -> Value:
    return datetime.fromisoformat(value) if value and what.endswith("_at") else value


def _names(ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Return the names of people, classes, quizzes; of an assignment also that of its class, and
    of an attempt also that of its student."""
    names: dict[UUID, tuple[str, ...]] = {}
    for query in (
        select(Person.id, Person.display_name).where(Person.id.in_(ids)),
        select(SchoolClass.id, SchoolClass.name).where(SchoolClass.id.in_(ids)),
        select(Quiz.id, Quiz.title).where(Quiz.id.in_(ids)),
        select(Assignment.id, Assignment.title, SchoolClass.name)
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .where(Assignment.id.in_(ids)),
        select(Attempt.id, Person.display_name, Assignment.title, SchoolClass.name)
        .join(Person, Person.id == Attempt.person_id)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .join(SchoolClass, SchoolClass.id == Assignment.class_id)
        .where(Attempt.id.in_(ids)),
    ):
        names.update((row[0], tuple(row[1:])) for row in db.session.execute(query))
    return names
