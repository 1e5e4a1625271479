"""The school's log: who changed what, newest first, with the names of what was changed."""

from collections.abc import Collection
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


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act; `subject` is the name of what it was done to, empty where it has none."""

    at: datetime
    actor: str
    action: str
    subject: str
    before: str
    after: str


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
    names = _names({UUID(entry.subject) for entry in entries})
    lines = tuple(
        LogLine(
            at=entry.at,
            actor=entry.display_name,
            action=entry.action,
            subject=names.get(UUID(entry.subject), ""),
            before=_text(entry.details, "before"),
            after=_text(entry.details, "after"),
        )
        for entry in entries
    )
    return LogPage(lines, found, number, pages)


def _text(details: dict[str, Any], name: str) -> str:
    """Names changed are shown; anything that is more than a name is not."""
    value = details.get(name)
    return value if isinstance(value, str) else ""


def _names(ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of people, classes and what was assigned; an attempt has its student's."""
    names: dict[UUID, str] = {}
    for query in (
        select(Person.id, Person.display_name).where(Person.id.in_(ids)),
        select(SchoolClass.id, SchoolClass.name).where(SchoolClass.id.in_(ids)),
        select(Assignment.id, Assignment.title).where(Assignment.id.in_(ids)),
        select(Quiz.id, Quiz.title).where(Quiz.id.in_(ids)),
        select(Attempt.id, Person.display_name)
        .join(Person, Person.id == Attempt.person_id)
        .where(Attempt.id.in_(ids)),
    ):
        names.update((row[0], row[1]) for row in db.session.execute(query))
    return names
