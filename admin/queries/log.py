"""The school's log: who changed what, newest first, whose and what it was, from what to what."""

import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select

from admin.queries.log_filter import EVERYTHING, Wanted, conditions
from domain.people import Actor
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem
from models.audit import AuditEntry
from models.classes import SchoolClass
from models.content import Question, QuestionVersion
from models.people import Person, School
from models.quizzes import Quiz
from models.session import db

PAGE_SIZE: Final = 50
READ_AT_ONCE: Final = 500
LONGEST_STEM: Final = 90
"""So much of a question is enough to know it by."""

MERGE: Final = "merge-students"

_DATES: Final = ("due_at", "closes_at")  # as a student's own dates are recorded
_TEXTS: Final = {
    "change-email": "email",
    "change-roles": "roles",
    "change-user-name": "sign_in_name",
}

_DATES_OF_CLASS: Final = ("opens_at", "due_at", "closes_at")

_Place: TypeAlias = str | tuple[str, int] | None

Value = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an act changed: a name, roles, a moment, or a rule by its code."""

    what: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Given:
    """One thing that an act set where nothing was before it, or where that is not recorded."""

    what: str
    value: Value


@dataclass(frozen=True, slots=True)
class Account:
    """Whom an entry is about."""

    name: str
    sign_in_name: str

    def __str__(self) -> str:
        return f"{self.name} ({self.sign_in_name})"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One act: `subjects` are the names of whom and what it was done to, the nearest first.

    `students` are the names of several whom it concerns, if it does. `note` is what somebody wrote
    with it; `moved` how many results rose and fell by it.
    Of a merge, `merged` has the account that is gone and the one that was kept.
    """

    at: datetime
    actor: str
    action: str
    subjects: tuple[str, ...]
    merged: tuple[str, str] | None
    students: tuple[str, ...]
    given: tuple[Given, ...]
    changes: tuple[Change, ...]
    note: str
    moved: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class LogPage:
    """One page of the log, `number` of `pages`, from 1."""

    lines: tuple[LogLine, ...]
    found: int
    number: int
    pages: int


def log_page(actor: Actor, number: int = 1, wanted: Wanted = EVERYTHING) -> LogPage:
    """Return a page of the log of the actor's school, in a fixed number of statements."""
    scope = [AuditEntry.school_id == actor.school_id, *conditions(wanted)]
    entries = select(func.count()).select_from(AuditEntry)
    found = db.session.scalar(entries.where(*scope)) or 0
    pages = max(1, -(-found // PAGE_SIZE))
    number = min(max(1, number), pages)
    return LogPage(_lines(scope, PAGE_SIZE, (number - 1) * PAGE_SIZE), found, number, pages)


def log_lines(actor: Actor, wanted: Wanted = EVERYTHING) -> Iterator[LogLine]:
    """All that is wanted of the log of the actor's school, read piece by piece."""
    scope = [AuditEntry.school_id == actor.school_id, *conditions(wanted)]
    for number in count():
        lines = _lines(scope, READ_AT_ONCE, number * READ_AT_ONCE)
        yield from lines
        if len(lines) < READ_AT_ONCE:
            return


def _lines(scope: Sequence[ColumnElement[bool]], limit: int, offset: int) -> tuple[LogLine, ...]:
    entries = db.session.execute(
        select(
            AuditEntry.at,
            AuditEntry.action,
            AuditEntry.subject,
            AuditEntry.details,
            Person.display_name,
        )
        .join(Person, Person.id == AuditEntry.actor_id)
        .where(*scope)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(limit)
        .offset(offset)
    ).all()
    ids = {each for entry in entries for each in _ids(entry.subject, entry.details)}
    people = _people(ids.union(*(_listed(entry.details) for entry in entries)))
    names = {each: (person.name,) for each, person in people.items()} | _names(ids)
    asked = _asked(entries)
    return tuple(
        LogLine(
            at=entry.at,
            actor=entry.display_name,
            action=entry.action,
            subjects=_subjects(entry, names, asked),
            merged=_merged(entry, people),
            students=_students(entry.details, people),
            given=tuple(_given(entry.action, entry.details)),
            changes=tuple(_changes(entry.action, entry.details)),
            note=entry.details.get("note") or entry.details.get("reason", ""),
            moved=(entry.details["rose"], entry.details["fell"])
            if "rose" in entry.details
            else None,
        )
        for entry in entries
    )


def _listed(details: dict[str, Any]) -> list[UUID]:
    return [UUID(each) for each in details.get("people", ())]


def _students(details: dict[str, Any], people: Mapping[UUID, Account]) -> tuple[str, ...]:
    """The names of those on an entry's list, in their order."""
    names = [people[each].name for each in _listed(details) if each in people]
    return tuple(sorted(names, key=str.casefold))


def _given(action: str, details: dict[str, Any]) -> Iterator[Given]:
    """The dates of what was assigned, those that several students got, and an answer's marks."""
    for what, value in details.get("given", {}).items():
        yield Given(what, _value(what, value))
    if action == "assign":
        for what in _DATES_OF_CLASS:
            if details.get(what):
                yield Given(what, _value(what, details[what]))
    if "percent" in details:
        yield Given("percent", details["percent"])


def _ids(subject: str, details: dict[str, Any]) -> tuple[UUID, ...]:
    """Return the ids of an entry: of a student or teacher, of the subject, of what it is in."""
    texts = [details.get("student"), details.get("teacher"), subject]
    texts += [details.get("gone"), details.get("class_id")]
    return tuple(UUID(text) for text in texts if text)


def _subjects(
    entry: Row[Any], names: Mapping[UUID, tuple[str, ...]], asked: Mapping[_Place, str]
) -> tuple[str, ...]:
    found = [name for each in _ids(entry.subject, entry.details) for name in names.get(each, ())]
    question = asked.get(_place(entry))
    return tuple(dict.fromkeys(([question] if question else []) + found))


def _merged(entry: Row[Any], people: Mapping[UUID, Account]) -> tuple[str, str] | None:
    """Return both accounts with their user names, for their names are often the same."""
    if entry.action != MERGE:
        return None
    gone, kept = people[UUID(entry.details["gone"])], people[UUID(entry.subject)]
    return str(gone), str(kept)


def _changes(action: str, details: dict[str, Any]) -> Iterator[Change]:
    before, after = details.get("before"), details.get("after")
    if isinstance(before, str) and isinstance(after, str):
        yield Change(_TEXTS.get(action, "name"), before, after)
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


def _people(ids: Collection[UUID]) -> dict[UUID, Account]:
    rows = db.session.execute(
        select(Person.id, Person.display_name, Person.sign_in_name).where(Person.id.in_(ids))
    )
    return {row.id: Account(row.display_name, row.sign_in_name) for row in rows}


def _place(entry: Row[Any]) -> _Place:
    """Which question an entry means: by its id, or by where it stood in the subject's attempt."""
    question = entry.details.get("question")
    if isinstance(question, int):
        return entry.subject, question
    return question if isinstance(question, str) else None


def _asked(entries: Collection[Row[Any]]) -> dict[_Place, str]:
    """Return what the questions of these entries ask."""
    places = {_place(entry) for entry in entries}
    ids = [place for place in places if isinstance(place, str)]
    attempts = [UUID(place[0]) for place in places if isinstance(place, tuple)]
    found: dict[_Place, str] = {}
    if ids:
        rows = db.session.execute(
            select(Question.id, QuestionVersion.stem_text)
            .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
            .where(Question.id.in_(ids))
        )
        found.update((row.id, _short(row.stem_text)) for row in rows)
    if attempts:
        places_in = db.session.execute(
            select(AttemptItem.attempt_id, AttemptItem.position, QuestionVersion.stem_text)
            .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
            .where(AttemptItem.attempt_id.in_(attempts))
        )
        found.update(((str(row[0]), row[1]), _short(row[2])) for row in places_in)
    return found


def _short(stem: str) -> str:
    return textwrap.shorten(stem, LONGEST_STEM, placeholder=" …")


def _names(ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Return the names of classes, schools and quizzes; of an assignment also that of its class,
    and of an attempt also that of its student."""
    names: dict[UUID, tuple[str, ...]] = {}
    for query in (
        select(SchoolClass.id, SchoolClass.name)
        .where(SchoolClass.id.in_(ids))
        .union_all(select(School.id, School.name).where(School.id.in_(ids))),
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
