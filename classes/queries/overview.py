"""The teacher's first page: what now, class by class."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from classes.queries.beliefs import ClassBelief, most_held
from classes.queries.waiting import Waiting, waiting
from classes.queries.work import ClassWork, Column, StudentWork, read_work
from domain.people import Actor
from models.classes import ClassTeacher, SchoolClass
from models.session import db


class NextStep(StrEnum):
    """The one thing to do next."""

    CREATE_CLASS = "create_class"
    ADD_STUDENTS = "add_students"
    ASSIGN = "assign"
    HELP = "help"
    READ_REPORT = "read_report"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ClassCard:
    """One class: how far it is, who needs help, what it believes wrongly and what is due next."""

    id: UUID
    name: str
    work: ClassWork
    next_due: Column | None
    beliefs: tuple[ClassBelief, ...]
    waiting: Waiting

    @property
    def needing_help(self) -> tuple[StudentWork, ...]:
        """The students who need help, who needs it most first."""
        return self.work.needing_help


@dataclass(frozen=True, slots=True)
class Step:
    """The next step, and the class and assignment it is about."""

    kind: NextStep
    card: ClassCard | None = None
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class ArchivedClass:
    """A class that was put away."""

    id: UUID
    name: str
    archived_at: datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """All classes that a teacher has, by name, and the next step."""

    cards: tuple[ClassCard, ...]
    archived: tuple[ArchivedClass, ...]
    step: Step


def overview(actor: Actor, now: datetime) -> Overview:
    """Return the classes that the actor teaches, and what to do next."""
    rows = db.session.execute(
        select(SchoolClass.id, SchoolClass.name, SchoolClass.archived_at)
        .join(ClassTeacher, ClassTeacher.class_id == SchoolClass.id)
        .where(ClassTeacher.person_id == actor.person_id, SchoolClass.school_id == actor.school_id)
    ).all()
    rows = sorted(rows, key=lambda row: (row.name.casefold(), row.id))
    work = read_work([row.id for row in rows if row.archived_at is None], now)
    beliefs = most_held(work)
    waits = waiting(work)
    cards = tuple(
        ClassCard(
            row.id,
            row.name,
            work[row.id],
            _next_due(work[row.id], now),
            beliefs[row.id],
            waits[row.id],
        )
        for row in rows
        if row.archived_at is None
    )
    archived = tuple(
        ArchivedClass(row.id, row.name, row.archived_at) for row in rows if row.archived_at
    )
    return Overview(cards, archived, next_step(cards))


def next_step(cards: tuple[ClassCard, ...]) -> Step:
    """Return the one thing that most needs doing: set up first, then help, then look."""
    if not cards:
        return Step(NextStep.CREATE_CLASS)
    for card in cards:
        if not card.work.students:
            return Step(NextStep.ADD_STUDENTS, card)
    for card in cards:
        if not card.work.columns:
            return Step(NextStep.ASSIGN, card)
    neediest = max(cards, key=lambda card: len(card.needing_help))
    if neediest.needing_help:
        return Step(NextStep.HELP, neediest)
    return _look_or_assign(cards)


def _look_or_assign(cards: tuple[ClassCard, ...]) -> Step:
    for card in cards:
        if card.next_due is None and card.work.finished == card.work.expected:
            return Step(NextStep.ASSIGN, card)
    scored = [(card, column) for card in cards for column in card.work.columns if column.scored]
    if scored:
        card, column = max(scored, key=lambda pair: pair[1].assignment.opens_at)
        return Step(NextStep.READ_REPORT, card, column)
    return Step(NextStep.NOTHING)


def _next_due(work: ClassWork, now: datetime) -> Column | None:
    coming = [
        (column.assignment.due_at, column)
        for column in work.columns
        if column.assignment.due_at is not None and column.assignment.due_at > now
    ]
    return min(coming, key=lambda pair: pair[0])[1] if coming else None
