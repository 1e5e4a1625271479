"""What an assignment's clock will do to a class, and to each student for whom it is different."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from accounts.relations import require_class
from classes.actions.rules import Rules
from classes.queries.assignments import AssignmentDetail
from classes.queries.work import Cell, StudentWork, read_work
from domain.access import (
    NO_ACCOMMODATION,
    AssignmentRules,
    ClosingPolicy,
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

    def differs_from(self, plain: Terms) -> bool:
        """Whether the student's times, or what is told between attempts, are not the class's."""
        mine = (self.terms.window, self.terms.time_allowed)
        tells = self.terms.tells_answers_between_attempts
        return mine != (plain.window, plain.time_allowed) or (
            tells is not plain.tells_answers_between_attempts
        )


@dataclass(frozen=True, slots=True)
class Losses:
    """From how many students a change takes what they could do so far."""

    finishing: int = 0  # it closes at once, and they have not finished
    going_on: int = 0  # it opens again later, and they have begun or finished
    trying_again: int = 0  # they have finished, and had an attempt left

    def __bool__(self) -> bool:
        return bool(self.finishing or self.going_on or self.trying_again)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A class under some rules, and those of its students for whom something is different."""

    class_name: str
    terms: Terms
    examples: tuple[Example, ...]
    students: tuple[ForeseenStudent, ...]
    losses: Losses = Losses()

    @property
    def window(self) -> Window:
        return self.terms.window

    @property
    def differs(self) -> bool:
        """Whether somebody's times, or what they are told between attempts, are not the class's."""
        return any(each.differs_from(self.terms) for each in self.students)


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
    found = foresee_among(detail.klass.name, rules, work.students, now)
    return replace(found, losses=_losses([each.cells[0] for each in work.students], rules, now))


def _losses(cells: Sequence[Cell], rules: AssignmentRules, now: datetime) -> Losses:
    counts: Counter[str] = Counter()
    for cell in cells:
        old, new = cell.terms, replace(cell.terms, rules=rules)
        if old.window.opens_after(now) or old.window.is_closed(now):
            continue
        if new.window.opens_after(now):
            counts["going_on"] += cell.has_begun
        elif not cell.standing.is_done:
            counts["finishing"] += new.window.is_closed(now) and not _keeps_its_time(cell, new)
        elif _may_try_again(cell, old):
            counts["trying_again"] += not _may_try_again(cell, new)
    return Losses(**counts)


def _keeps_its_time(cell: Cell, terms: Terms) -> bool:
    """Whether a clock that runs goes on after closing time."""
    has_clock = cell.has_begun and terms.time_allowed is not None
    return has_clock and terms.rules.closing is ClosingPolicy.FULL_TIME


def _may_try_again(cell: Cell, terms: Terms) -> bool:
    allowed = terms.attempts_allowed
    return not cell.assignment.is_lesson and (allowed is None or cell.attempts < allowed)


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
