"""The class page: students x assignments, and what else stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from accounts.queries.teachers import teachers_by_class
from accounts.relations import ClassSummary, class_with_relations, require_class
from classes.queries.beliefs import ClassBelief, most_held
from classes.queries.goals import ClassGoal, class_goals
from classes.queries.waiting import Waiting, waiting
from classes.queries.work import ClassWork, StudentWork, read_work
from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.permissions import Action, may
from models.assignments import Assignment
from models.classes import ClassTeacher
from models.people import Person
from models.session import db


class Order(StrEnum):
    """In which order students stand."""

    NAME = "name"
    FAMILY = "family"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """An assignment that was taken back; its report stays."""

    id: UUID
    title: str
    withdrawn_at: datetime


@dataclass(frozen=True, slots=True)
class Teacher:
    """Somebody whose class it is; whose account is closed, `can_teach` it no longer."""

    id: UUID
    name: str
    sign_in_name: str
    can_teach: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """One class at `as_of`, and what the reader may do with it.

    `students` are the rows: all of them, or those who need help; `work` is always the whole class.
    """

    klass: ClassSummary
    work: ClassWork
    students: tuple[StudentWork, ...]
    beliefs: tuple[ClassBelief, ...]
    goals: tuple[ClassGoal, ...]
    order: Order
    only_help: bool
    withdrawn: tuple[Withdrawn, ...]
    may_assign: bool
    may_manage: bool
    has_teacher: bool  # whose account is open
    waiting: Waiting
    as_of: datetime


@dataclass(frozen=True, slots=True)
class ClassTeachers:
    """A class, and who teaches it, by name."""

    klass: ClassSummary
    teachers: tuple[Teacher, ...]

    def leaving(self, person_id: UUID) -> Teacher:
        """Return the teacher to take off the class; raises NotFound, and Refusal for the last."""
        teacher = next((each for each in self.teachers if each.id == person_id), None)
        if teacher is None:
            raise NotFound
        if not self.may_leave(teacher):
            raise Refusal("last-teacher")
        return teacher

    def may_leave(self, teacher: Teacher) -> bool:
        """Whether somebody is left to teach the class without this one."""
        return not teacher.can_teach or sum(each.can_teach for each in self.teachers) > 1


def class_grid(
    actor: Actor,
    class_id: UUID,
    now: datetime,
    order: Order = Order.NAME,
    *,
    only_help: bool = False,
) -> Grid:
    """Return the class page, of all its students or of those who need help; raises NotFound."""
    klass, relations = class_with_relations(actor, class_id, Action.VIEW_CLASS)
    work = read_work([class_id], now)[class_id]
    students = [each for each in work.students if each.help.is_needed or not only_help]
    return Grid(
        klass=klass,
        work=work,
        students=_in_order(students, order),
        beliefs=most_held({class_id: work})[class_id],
        goals=class_goals(class_id),
        order=order,
        only_help=only_help,
        withdrawn=_withdrawn(class_id),
        may_assign=may(actor, Action.MANAGE_ASSIGNMENTS, relations),
        may_manage=may(actor, Action.MANAGE_CLASS, relations),
        has_teacher=class_id in teachers_by_class(klass.school_id),
        waiting=waiting({class_id: work})[class_id],
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
    living = {each.id for each in teachers_by_class(klass.school_id).get(class_id, ())}
    found = (Teacher(row[0], row[1], row[2], row[0] in living) for row in rows)
    teachers = sorted(found, key=lambda each: each.name.casefold())
    return ClassTeachers(klass, tuple(teachers))


def _in_order(students: Sequence[StudentWork], order: Order) -> tuple[StudentWork, ...]:
    """Sort the students; equals stay in the order of their names."""
    if order is Order.FAMILY:
        return tuple(sorted(students, key=lambda each: each.family_name.casefold()))
    if order is Order.HELP:
        return tuple(sorted(students, key=lambda each: each.help.urgency))
    return tuple(students)


def _withdrawn(class_id: UUID) -> tuple[Withdrawn, ...]:
    rows = db.session.execute(
        select(Assignment.id, Assignment.title, Assignment.withdrawn_at)
        .where(Assignment.class_id == class_id, Assignment.withdrawn_at.is_not(None))
        .order_by(Assignment.withdrawn_at.desc())
    )
    return tuple(Withdrawn(row[0], row[1], row[2]) for row in rows if row[2] is not None)
