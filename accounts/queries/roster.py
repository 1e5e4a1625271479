"""A class's roster: who is in it, who left, and what a teacher may need to help with."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from accounts.queries.joining import folded_names
from accounts.queries.names import TakenNames
from accounts.relations import (
    ClassSummary,
    StudentSummary,
    require_class,
    require_student,
)
from accounts.throttle import WINDOW
from domain.errors import Refusal
from domain.names import NameProblem, fold, split_names
from domain.people import Actor
from domain.permissions import Action
from models.classes import Enrolment
from models.people import Person
from models.session import db
from models.sign_in import SignInFailure, SignInSession

NAMES_AT_MOST = 100
"""So many names a pasted list may have: a class and a half, and their passphrases take seconds."""


@dataclass(frozen=True)
class RosterStudent:
    """A student in the list. `uses_card`: they have not chosen a password of their own yet."""

    id: UUID
    display_name: str
    sign_in_name: str
    uses_card: bool
    last_signed_in_at: datetime | None
    enrolled_at: datetime
    left_at: datetime | None


@dataclass(frozen=True)
class Roster:
    """A class, its students by name, and those who left it."""

    school_class: ClassSummary
    students: list[RosterStudent]
    left: list[RosterStudent]

    @property
    def with_cards(self) -> list[RosterStudent]:
        """Who still needs a login card."""
        return [student for student in self.students if student.uses_card]


@dataclass(frozen=True)
class StudentPage:
    """One student of a class, with what a teacher may have to clear or merge."""

    school_class: ClassSummary
    student: RosterStudent
    wrong_tries: int
    classmates: list[StudentSummary]


@dataclass(frozen=True)
class NameRow:
    """One pasted name: what is wrong with it, or the user name it would get."""

    line: int
    name: str
    problem: NameProblem | None
    is_in_class: bool
    sign_in_name: str | None


@dataclass(frozen=True)
class NameList:
    """A pasted list as the preview shows it."""

    rows: list[NameRow] = field(default_factory=list)

    @property
    def usable(self) -> list[NameRow]:
        """The rows that can become accounts."""
        return [row for row in self.rows if row.sign_in_name]


def roster(actor: Actor, class_id: UUID) -> Roster:
    """The roster of a class the actor manages; raises NotFound."""
    school_class = require_class(actor, class_id, Action.MANAGE_ROSTER)
    everybody = _students(class_id)
    here = [each for each in everybody if each.left_at is None]
    ids = {each.id for each in here}
    left = {each.id: each for each in everybody if each.left_at and each.id not in ids}
    return Roster(school_class, here, list(left.values()))


def student_page(actor: Actor, class_id: UUID, person_id: UUID) -> StudentPage:
    """One student of a class the actor manages; raises NotFound."""
    require_student(actor, class_id, person_id, Action.MANAGE_ROSTER)
    whole = roster(actor, class_id)
    return StudentPage(
        school_class=whole.school_class,
        student=next(each for each in whole.students if each.id == person_id),
        wrong_tries=wrong_tries(person_id),
        classmates=[
            StudentSummary(each.id, each.display_name, each.sign_in_name)
            for each in whole.students
            if each.id != person_id
        ],
    )


def _students(class_id: UUID) -> list[RosterStudent]:
    last = (
        select(SignInSession.person_id, func.max(SignInSession.created_at).label("at"))
        .join(Enrolment, Enrolment.person_id == SignInSession.person_id)
        .where(Enrolment.class_id == class_id)
        .group_by(SignInSession.person_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Person, Enrolment, last.c.at)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .outerjoin(last, last.c.person_id == Person.id)
        .where(Enrolment.class_id == class_id, Person.archived_at.is_(None))
        .order_by(Enrolment.enrolled_at)
    )
    students = [
        RosterStudent(
            id=person.id,
            display_name=person.display_name,
            sign_in_name=person.sign_in_name,
            uses_card=person.password_is_one_time,
            last_signed_in_at=last_at,
            enrolled_at=enrolment.enrolled_at,
            left_at=enrolment.left_at,
        )
        for person, enrolment, last_at in rows
    ]
    return sorted(students, key=lambda each: (fold(each.display_name), each.sign_in_name))


def wrong_tries(person_id: UUID) -> int:
    """How many wrong tries to sign in are remembered against a person's account."""
    newest = select(func.max(SignInFailure.at)).where(SignInFailure.sign_in_key == str(person_id))
    last_at = db.session.scalar(newest)
    if last_at is None:
        return 0
    count = select(func.count()).where(
        SignInFailure.sign_in_key == str(person_id), SignInFailure.at > last_at - WINDOW
    )
    return db.session.scalar(count) or 0


def preview_names(actor: Actor, class_id: UUID, pasted: str) -> NameList:
    """What a pasted list would become in this class; raises NotFound, Refusal if it is too long."""
    require_class(actor, class_id, Action.MANAGE_ROSTER)
    names = split_names(pasted)
    if len(names) > NAMES_AT_MOST:
        raise Refusal("too-many-names", field="names", most=NAMES_AT_MOST)
    listed = folded_names(class_id)
    taken = TakenNames()
    return NameList(
        [
            NameRow(
                line=parsed.line,
                name=parsed.name,
                problem=parsed.problem,
                is_in_class=fold(parsed.name) in listed,
                sign_in_name=taken.propose(parsed.name) if _can_be_made(parsed.problem) else None,
            )
            for parsed in names
        ]
    )


def _can_be_made(problem: NameProblem | None) -> bool:
    return problem in (None, NameProblem.DUPLICATE)
