"""What teachers and administrators change on a roster; each change is in the audit log."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select, update

from accounts.actions.cards import keep_sheet
from accounts.actions.passwords import give_passphrase
from accounts.actions.people import create_person, enrol, rename_person
from accounts.actions.signing_in import clear_failures
from accounts.queries.cards import has_sheet
from accounts.queries.care import in_care_of
from accounts.queries.joining import folded_names
from accounts.queries.name_list import NAMES_AT_MOST
from accounts.queries.names import TakenNames
from accounts.relations import (
    is_enrolled,
    require_class,
    require_class_in_use,
    require_student,
)
from domain.errors import NotFound, Refusal
from domain.names import fold
from domain.passphrases import Choose, class_code
from domain.people import Actor, Role
from domain.permissions import Action
from models.assignments import Assignment
from models.audit import record
from models.classes import Enrolment, SchoolClass
from models.locks import hold_assignments, hold_classes, hold_people
from models.people import Membership, Person
from models.session import db


@dataclass(frozen=True)
class NewStudent:
    """A name off the teacher's list, with the hash of the passphrase on its card."""

    display_name: str
    passphrase_hash: str
    family_name: str | None = None
    may_double: bool = False
    """Whether the teacher said that a second student of this name is meant."""
    sign_in_name: str = ""
    """The user name that the preview showed; another is made where it is gone or none was shown."""


def add_students(
    actor: Actor,
    class_id: UUID,
    students: Sequence[NewStudent],
    now: datetime,
    *,
    sheet_id: UUID,
    existing: Collection[UUID] = (),
) -> None:
    """Make an account for each and enrol them, and with them `existing` students of the school.

    Does nothing where the sheet of their cards is there already: the list was sent twice. Raises
    Refusal if the class is archived, or a name is in it already and was not meant twice, NotFound.
    """
    school_class = require_class_in_use(actor, class_id, Action.MANAGE_ROSTER)
    known = sorted(set(existing))
    hold_people([actor.person_id, *known])
    if has_sheet(sheet_id):
        return
    if len(students) + len(existing) > NAMES_AT_MOST:
        raise Refusal("too-many-names", field="names", most=NAMES_AT_MOST)
    listed = folded_names(class_id)
    if any(fold(each.display_name) in listed and not each.may_double for each in students):
        raise Refusal("names-listed-already")
    taken = TakenNames(class_id)
    ids = [
        create_person(
            school_class.school_id,
            each.display_name,
            [Role.STUDENT],
            now,
            sign_in_name=taken.claim(each.sign_in_name, each.display_name),
            password_hash=each.passphrase_hash,
            one_time=True,
            family_name=each.family_name,
        )
        for each in students
    ]
    _require_pupils_of_school(actor, known)
    if known:
        _hold_work(class_id)
    for person_id in (*known, *ids):
        enrol(class_id, school_class.school_id, person_id, now)
    record(actor, "add-students", class_id, now, people=[str(each) for each in (*ids, *known)])
    if ids:
        keep_sheet(actor, sheet_id, class_id, ids, now)
    db.session.flush()


def renew_cards(
    actor: Actor,
    class_id: UUID,
    passphrase_hashes: dict[UUID, str],
    now: datetime,
    *,
    sheet_id: UUID,
) -> None:
    """Give students of a class new one-time passphrases; their old passwords end."""
    hold_people(passphrase_hashes)
    for person_id, passphrase_hash in passphrase_hashes.items():
        _require_pupil(actor, class_id, person_id)
        give_passphrase(actor, person_id, passphrase_hash, now)
    keep_sheet(actor, sheet_id, class_id, list(passphrase_hashes), now)


def rename_student(
    actor: Actor, class_id: UUID, person_id: UUID, display_name: str, now: datetime
) -> None:
    """Give a student of the class another name; raises Refusal where the name will not do."""
    hold_people([person_id])
    _require_pupil(actor, class_id, person_id)
    rename_person(actor, person_id, display_name, now)


def remove_student(actor: Actor, class_id: UUID, person_id: UUID, now: datetime) -> None:
    """End a student's place in the class; what they did is kept."""
    _require_here_once(actor, class_id, person_id)
    if not is_enrolled(class_id, person_id):
        return
    db.session.execute(
        update(Enrolment)
        .where(
            Enrolment.class_id == class_id,
            Enrolment.person_id == person_id,
            Enrolment.left_at.is_(None),
        )
        .values(left_at=now)
    )
    record(actor, "remove-student", person_id, now, class_id=str(class_id))
    db.session.flush()


def put_back(actor: Actor, class_id: UUID, person_id: UUID, now: datetime) -> None:
    """Take a student who left the class into it again; raises NotFound for anybody else.

    Raises Refusal while the class is archived.
    """
    require_class_in_use(actor, class_id, Action.MANAGE_ROSTER)
    _require_here_once(actor, class_id, person_id)
    if enrol(class_id, actor.school_id, person_id, now):
        record(actor, "put-student-back", person_id, now, class_id=str(class_id))


def clear_delay(actor: Actor, class_id: UUID, person_id: UUID, now: datetime) -> None:
    """Forget a student's wrong tries to sign in, so that the next one is heard at once."""
    require_student(actor, class_id, person_id, Action.MANAGE_ROSTER)
    clear_failures(person_id)
    record(actor, "clear-sign-in-delay", person_id, now)
    db.session.flush()


def renew_code(
    actor: Actor, class_id: UUID, choose: Choose, now: datetime, *, in_place_of: str
) -> str:
    """Give the class another code, unlocked; the old one opens nothing any more.

    Where the class has another than `in_place_of` already, that one stays: two clicks give one.
    Raises Refusal while the class is archived.
    """
    require_class_in_use(actor, class_id, Action.MANAGE_ROSTER)
    hold_classes([class_id])
    school_class = db.session.get_one(SchoolClass, class_id, populate_existing=True)
    if school_class.join_code != in_place_of:
        return school_class.join_code
    school_class.join_code = free_class_code(choose)
    school_class.code_locked_at = None
    record(actor, "renew-class-code", class_id, now)
    db.session.flush()
    return school_class.join_code


def free_class_code(choose: Choose) -> str:
    """A class code that no class has."""
    code = class_code(choose)
    while db.session.scalar(select(SchoolClass.id).where(SchoolClass.join_code == code)):
        code = class_code(choose)
    return code


def set_code_lock(actor: Actor, class_id: UUID, is_locked: bool, now: datetime) -> None:
    """Lock the class's code against joining, or unlock it; raises Refusal while it is archived."""
    require_class_in_use(actor, class_id, Action.MANAGE_ROSTER)
    school_class = db.session.get_one(SchoolClass, class_id)
    if (school_class.code_locked_at is not None) == is_locked:
        return
    school_class.code_locked_at = now if is_locked else None
    record(actor, "lock-class-code" if is_locked else "unlock-class-code", class_id, now)
    db.session.flush()


def _hold_work(class_id: UUID) -> None:
    """Hold a class's assignments: several who come back change its totals in no order."""
    hold_classes([class_id], shared=True)
    given = select(Assignment.id).where(Assignment.class_id == class_id)
    hold_assignments(db.session.scalars(given).all())


def _require_here_once(actor: Actor, class_id: UUID, person_id: UUID) -> None:
    """A living account that is or was in the class, so that a click sent twice does no harm."""
    require_class(actor, class_id, Action.MANAGE_ROSTER)
    found = db.session.scalar(
        select(Enrolment.id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(
            Enrolment.class_id == class_id,
            Enrolment.person_id == person_id,
            Person.archived_at.is_(None),
        )
        .limit(1)
    )
    if found is None:
        raise NotFound


def _require_pupils_of_school(actor: Actor, person_ids: Collection[UUID]) -> None:
    """Living accounts of the actor's school that are students' and nothing else."""
    rows = db.session.execute(
        select(Person.id, Membership.school_id, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.id.in_(person_ids), Person.archived_at.is_(None))
    ).all()
    found = {row.id for row in rows}
    pupils = {(actor.school_id, Role.STUDENT.value)}
    if found != set(person_ids) or not pupils.issuperset(tuple(row[1:]) for row in rows):
        raise NotFound


def _require_pupil(actor: Actor, class_id: UUID, person_id: UUID) -> None:
    """A student of the class, in the actor's care, who is nothing else anywhere.

    Nobody resets a colleague's password, nor that of a student whom they have just taken in.
    """
    require_student(actor, class_id, person_id, Action.MANAGE_ROSTER)
    roles = db.session.scalars(select(Membership.role).where(Membership.person_id == person_id))
    if set(roles) != {Role.STUDENT}:
        raise Refusal("not-only-a-student")
    if person_id not in in_care_of(actor, [person_id]):
        raise Refusal("account-not-in-care")
