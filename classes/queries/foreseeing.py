"""What an assignment's clock will do to a class, and to each student for whom it is different."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from accounts.relations import require_class
from classes.actions.rules import Rules
from classes.queries.assignments import AssignmentDetail
from classes.queries.work import StudentWork, read_work
from domain.access import (
    NO_ACCOMMODATION,
    AssignmentRules,
    Example,
    Terms,
    Window,
    examples,
    telling_starts,
)
from domain.people import Actor
from domain.permissions import Action
from models.accommodations import AccommodationProfile
from models.classes import Enrolment
from models.people import Person
from models.session import db
from progress.queries.terms import accommodation


@dataclass(frozen=True, slots=True)
class ForeseenStudent:
    """Somebody with terms of their own, and what starting at some moments gives them."""

    person_id: UUID
    name: str
    terms: Terms
    examples: tuple[Example, ...]

    @property
    def has_accommodation(self) -> bool:
        return self.terms.accommodation != NO_ACCOMMODATION

    @property
    def window(self) -> Window:
        return self.terms.window


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A class under some rules, and those of its students for whom something is different."""

    class_name: str
    terms: Terms
    examples: tuple[Example, ...]
    students: tuple[ForeseenStudent, ...]

    @property
    def window(self) -> Window:
        return self.terms.window


def foresee(
    actor: Actor, class_ids: Sequence[UUID], rules: Rules, now: datetime
) -> tuple[Foreseen, ...]:
    """Return what assigning under these rules will do to classes; raises NotFound."""
    found = []
    given = rules.in_zone(actor.time_zone)
    for class_id in class_ids:
        klass = require_class(actor, class_id, Action.MANAGE_ASSIGNMENTS)
        found.append(_foreseen(klass.name, given, _granted(class_id, given), now))
    return tuple(found)


def foresee_change(detail: AssignmentDetail, rules: AssignmentRules, now: datetime) -> Foreseen:
    """Return what an assignment will do to its class under these rules."""
    class_id = detail.klass.id
    work = read_work([class_id], now, assignment_id=detail.id)[class_id]
    return foresee_among(detail.klass.name, rules, work.students, now)


def foresee_among(
    class_name: str, rules: AssignmentRules, students: Iterable[StudentWork], now: datetime
) -> Foreseen:
    """Return what the one assignment of these students does under these rules."""
    found = [
        (each.person_id, each.name, replace(each.cells[0].terms, rules=rules))
        for each in students
        if not each.cells[0].terms.is_of_the_class
    ]
    return _foreseen(class_name, rules, found, now)


def _foreseen(
    class_name: str,
    rules: AssignmentRules,
    students: Sequence[tuple[UUID, str, Terms]],
    now: datetime,
) -> Foreseen:
    plain = Terms(rules)
    starts = telling_starts(plain, now)
    return Foreseen(
        class_name,
        plain,
        examples(plain, starts),
        tuple(
            ForeseenStudent(person_id, name, terms, examples(terms, starts))
            for person_id, name, terms in sorted(students, key=lambda each: each[1].casefold())
        ),
    )


def _granted(class_id: UUID, rules: AssignmentRules) -> list[tuple[UUID, str, Terms]]:
    rows = db.session.execute(
        _students(class_id)
        .join(
            AccommodationProfile,
            (AccommodationProfile.person_id == Person.id)
            & (AccommodationProfile.school_id == Enrolment.school_id),
        )
        .add_columns(AccommodationProfile)
    )
    return [(row[0], row[1], Terms(rules, accommodation=accommodation(row[2]))) for row in rows]


def _students(class_id: UUID) -> Select[UUID, str]:
    return (
        select(Person.id, Person.display_name)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .where(Enrolment.class_id == class_id, Enrolment.left_at.is_(None))
    )
