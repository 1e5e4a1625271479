"""A class's roster: who is in it, who left, and what a teacher may need to help with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from accounts.queries.care import in_care_of, who_cares_for
from accounts.relations import ClassSummary, require_class, require_student
from accounts.throttle import WINDOW
from domain.access import Accommodation
from domain.names import fold
from domain.people import Actor
from domain.permissions import Action
from models.classes import Enrolment
from models.people import Person
from models.session import db
from models.sign_in import SignInFailure, SignInSession
from progress.queries.terms import accommodation_of


@dataclass(frozen=True)
class RosterStudent:
    """A student in the list. `uses_card`: they have not chosen a password of their own yet.

    `is_in_care`: whoever looks may change the account too, and not only the place in the class.
    """

    id: UUID
    display_name: str
    sign_in_name: str
    uses_card: bool
    last_signed_in_at: datetime | None
    enrolled_at: datetime
    left_at: datetime | None
    is_in_care: bool

    @property
    def has_never_come_in(self) -> bool:
        """Whether the user name is known from a card alone, and can still be another one."""
        return self.uses_card and self.last_signed_in_at is None


@dataclass(frozen=True)
class Roster:
    """A class, its students by name, and those who left it."""

    school_class: ClassSummary
    students: list[RosterStudent]
    left: list[RosterStudent]

    @property
    def with_cards(self) -> list[RosterStudent]:
        """Who still needs a login card and can be given one."""
        return [student for student in self.students if student.uses_card and student.is_in_care]

    @property
    def not_in_care(self) -> list[RosterStudent]:
        """Who came in with an account that others still look after."""
        return [student for student in self.students if not student.is_in_care]


@dataclass(frozen=True)
class StudentPage:
    """One student of a class, with what a teacher may have to clear."""

    school_class: ClassSummary
    student: RosterStudent
    wrong_tries: int
    accommodation: Accommodation
    cared_for_by: tuple[str, ...]  # where it is not in the care of whoever looks


def roster(actor: Actor, class_id: UUID) -> Roster:
    """The roster of a class the actor manages; raises NotFound."""
    school_class = require_class(actor, class_id, Action.MANAGE_ROSTER)
    everybody = _students(actor, class_id)
    here = [each for each in everybody if each.left_at is None]
    ids = {each.id for each in here}
    left = {each.id: each for each in everybody if each.left_at and each.id not in ids}
    return Roster(school_class, here, list(left.values()))


def student_page(actor: Actor, class_id: UUID, person_id: UUID) -> StudentPage:
    """One student of a class the actor manages; raises NotFound."""
    require_student(actor, class_id, person_id, Action.MANAGE_ROSTER)
    whole = roster(actor, class_id)
    student = next(each for each in whole.students if each.id == person_id)
    return StudentPage(
        school_class=whole.school_class,
        student=student,
        wrong_tries=wrong_tries(person_id),
        accommodation=accommodation_of(actor.school_id, person_id),
        cared_for_by=() if student.is_in_care else who_cares_for(person_id),
    )


def _students(actor: Actor, class_id: UUID) -> list[RosterStudent]:
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
    ).all()
    in_care = in_care_of(actor, {person.id for person, _enrolment, _last_at in rows})
    students = [
        RosterStudent(
            id=person.id,
            display_name=person.display_name,
            sign_in_name=person.sign_in_name,
            uses_card=person.password_is_one_time,
            last_signed_in_at=last_at,
            enrolled_at=enrolment.enrolled_at,
            left_at=enrolment.left_at,
            is_in_care=person.id in in_care,
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
