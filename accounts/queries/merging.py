"""What a teacher sees before two accounts of one student become one."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select, true

from accounts.queries.care import in_care_of
from accounts.queries.roster import Roster, RosterStudent, roster
from accounts.relations import ClassSummary
from domain.errors import NotFound, Refusal
from domain.names import fold
from domain.people import Actor
from models.attempts import Attempt
from models.classes import ClassTeacher, Enrolment, SchoolClass
from models.people import Person
from models.reading import SectionRead
from models.session import db


@dataclass(frozen=True)
class Account:
    """One of the two, with what was done in it."""

    student: RosterStudent
    attempts: int
    sections_read: int

    @property
    def work(self) -> tuple[int, int]:
        """What is compared: attempts before reading."""
        return self.attempts, self.sections_read


@dataclass(frozen=True)
class MergePlan:
    """The account that is kept and the one whose work moves to it."""

    school_class: ClassSummary
    gone_class: ClassSummary
    kept: Account
    gone: Account

    @property
    def has_two_names(self) -> bool:
        """Whether the accounts may well be two students'."""
        return fold(self.kept.student.display_name) != fold(self.gone.student.display_name)

    @property
    def closes_more_work(self) -> bool:
        """Whether the account with more work is not the one that is kept."""
        return self.gone.work > self.kept.work


@dataclass(frozen=True)
class Mergeable:
    """Another account that may belong to the same student."""

    id: UUID
    display_name: str
    sign_in_name: str
    class_name: str


def merge_plan(actor: Actor, class_id: UUID, kept_id: UUID, gone_id: UUID) -> MergePlan:
    """A student of a class the actor manages, and another of any such class.

    Raises NotFound, and Refusal unless both accounts are in the actor's care.
    """
    here = roster(actor, class_id)
    kept = _student(here, kept_id)
    gone_class = db.session.scalar(
        _students_within_reach(actor)
        .with_only_columns(Enrolment.class_id)
        .where(Person.id == gone_id)
        .limit(1)
    )
    if kept_id == gone_id or gone_class is None:
        raise NotFound
    there = roster(actor, gone_class)
    gone = _student(there, gone_id)
    if not (kept.is_in_care and gone.is_in_care):
        raise Refusal("account-not-in-care")
    return MergePlan(here.school_class, there.school_class, _account(kept), _account(gone))


def proposed_merge(actor: Actor, class_id: UUID, one_id: UUID, other_id: UUID) -> MergePlan:
    """The plan that keeps the account with more work, the first where both have the same."""
    plan = merge_plan(actor, class_id, one_id, other_id)
    if not plan.closes_more_work:
        return plan
    return MergePlan(plan.gone_class, plan.school_class, kept=plan.gone, gone=plan.kept)


def _student(whole: Roster, person_id: UUID) -> RosterStudent:
    found = next((each for each in whole.students if each.id == person_id), None)
    if found is None:
        raise NotFound
    return found


def mergeable_with(actor: Actor, class_id: UUID, person_id: UUID) -> tuple[Mergeable, ...]:
    """Return whom a student of the class may be too, namesakes first: of this class everybody, of
    the actor's other classes whoever has the same name. All are in the actor's care.
    """
    rows = db.session.execute(_students_within_reach(actor)).all()
    name = next((fold(row.display_name) for row in rows if row.id == person_id), None)
    in_care = in_care_of(actor, {row.id for row in rows})
    found = {
        row.id: Mergeable(row.id, row.display_name, row.sign_in_name, row.class_name)
        for row in sorted(rows, key=lambda row: row.class_id != class_id, reverse=True)
        if row.id in in_care - {person_id}
        and (row.class_id == class_id or fold(row.display_name) == name)
    }
    return tuple(sorted(found.values(), key=lambda each: _namesakes_first(each, name)))


def _namesakes_first(each: Mergeable, name: str | None) -> tuple[bool, str, str]:
    folded = fold(each.display_name)
    return folded != name, folded, each.sign_in_name


def account_within_reach(actor: Actor, sign_in_name: str) -> UUID | None:
    """The student with this user name in a class the actor manages."""
    found: UUID | None = db.session.scalar(
        _students_within_reach(actor)
        .with_only_columns(Person.id)
        .where(Person.sign_in_key == fold(sign_in_name))
        .limit(1)
    )
    return found


def merged_into(person_id: UUID, account_ids: Collection[UUID]) -> tuple[UUID, ...]:
    """Return which of these accounts became this person's, by way of others too."""
    return tuple(each for each in account_ids if person_id in _became(each))


def _became(account_id: UUID) -> Iterator[UUID]:
    step = select(Person.merged_into_id)
    merged_id = db.session.scalar(step.where(Person.id == account_id))
    while merged_id is not None:
        yield merged_id
        merged_id = db.session.scalar(step.where(Person.id == merged_id))


def _students_within_reach(actor: Actor) -> Select[*tuple[Any, ...]]:
    """Students of the classes that the actor teaches or, as an administrator, of all."""
    taught = select(ClassTeacher.class_id).where(ClassTeacher.person_id == actor.person_id)
    return (
        select(
            Person.id,
            Person.display_name,
            Person.sign_in_name,
            Enrolment.class_id,
            SchoolClass.name.label("class_name"),
        )
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(
            Enrolment.school_id == actor.school_id,
            Enrolment.left_at.is_(None),
            Person.archived_at.is_(None),
            true() if actor.is_administrator else SchoolClass.id.in_(taught),
        )
    )


def _account(student: RosterStudent) -> Account:
    attempts = select(func.count()).where(Attempt.person_id == student.id)
    sections = select(func.count()).where(SectionRead.person_id == student.id)
    return Account(student, db.session.scalar(attempts) or 0, db.session.scalar(sections) or 0)
