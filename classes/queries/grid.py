"""The class page: students x assignments, and what else stands on it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from accounts.relations import ClassSummary, class_with_relations, require_class
from classes.queries.beliefs import ClassBelief, most_held
from classes.queries.work import ClassWork, StudentWork, read_work
from domain.people import Actor
from domain.permissions import Action, may
from models.assignments import Assignment
from models.classes import ClassTeacher
from models.people import Person
from models.session import db


class Order(StrEnum):
    """In which order students stand."""

    NAME = "name"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An assignment that was taken back; its report stays."""

    id: UUID
    title: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody who teaches the class."""

    id: UUID
    name: str
    sign_in_name: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One class at `as_of`, and what the reader may do with it."""

    klass: ClassSummary
    work: ClassWork
    beliefs: tuple[ClassBelief, ...]
    order: Order
    withdrawn: tuple[Withdrawn, ...]
    may_assign: bool
    may_manage: bool
    as_of: datetime


@dataclass(frozen=True, slots=True)
class ClassTeachers:
    """A class, and who teaches it, by name."""

    klass: ClassSummary
    teachers: tuple[Teacher, ...]


def class_grid(actor: Actor, class_id: UUID, now: datetime, order: Order = Order.NAME) -> Grid:
    """Return the class page; raises NotFound."""
    klass, relations = class_with_relations(actor, class_id, Action.VIEW_CLASS)
    work = read_work([class_id], now)[class_id]
    if order is Order.BEHIND:
        work = replace(work, students=tuple(sorted(work.students, key=_behind_first)))
    return Grid(
        klass=klass,
        work=work,
        beliefs=most_held({class_id: work})[class_id],
        order=order,
        withdrawn=_withdrawn(class_id),
        may_assign=may(actor, Action.MANAGE_ASSIGNMENTS, relations),
        may_manage=may(actor, Action.MANAGE_CLASS, relations),
        as_of=now,
    )


def class_teachers(actor: Actor, class_id: UUID) -> ClassTeachers:
    """Return a class and who teaches it; raises NotFound."""
    klass = require_class(actor, class_id, Action.MANAGE_CLASS)
    rows = db.session.execute(
        select(Person.id, Person.display_name, Person.sign_in_name)
        .join(ClassTeacher, ClassTeacher.person_id == Person.id)
        .where(ClassTeacher.class_id == class_id)
    )
    teachers = sorted((Teacher(*row) for row in rows), key=lambda each: each.name.casefold())
    return ClassTeachers(klass, tuple(teachers))


def _behind_first(student: StudentWork) -> tuple[int, int]:
    """Sorts stably, so that equals stay in order of their names."""
    return -student.help.behind, student.finished


def _withdrawn(class_id: UUID) -> tuple[Withdrawn, ...]:
    rows = db.session.execute(
        select(Assignment.id, Assignment.title, Assignment.withdrawn_at)
        .where(Assignment.class_id == class_id, Assignment.withdrawn_at.is_not(None))
        .order_by(Assignment.withdrawn_at.desc())
    )
    return tuple(Withdrawn(row[0], row[1], row[2]) for row in rows if row[2] is not None)
