"""Adding people to a school, changing their roles, putting them away and bringing them back."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from accounts.actions.acting import hold_actor
from accounts.actions.cards import keep_sheet
from accounts.actions.passwords import give_passphrase
from accounts.actions.people import create_person, rename_person
from accounts.actions.sessions import end_all_sessions
from accounts.checks import checked_email
from accounts.queries.cards import has_sheet
from accounts.queries.names import TakenNames, check_email_is_free
from domain.errors import NotFound, Refusal
from domain.names import fold
from domain.people import Actor, Role
from models.assignments import Assignment
from models.audit import record
from models.classes import Enrolment
from models.locks import hold_assignments, hold_classes, hold_people
from models.people import Membership, Person
from models.session import db
from progress.actions import roster_changed


def add_person(
    actor: Actor,
    *,
    display_name: str,
    sign_in_name: str,
    email: str | None,
    roles: Collection[Role],
    passphrase_hash: str,
    sheet_id: UUID,
    now: datetime,
) -> None:
    """Make a teacher or administrator who signs in with a one-time passphrase; raises Refusal.

    An empty user name gets one made from the name. Does nothing where the sheet of their card is
    there already: the form was sent twice.
    """
    hold_actor(actor)
    if has_sheet(sheet_id):
        return
    if not roles or Role.STUDENT in roles:
        raise Refusal("staff-role-missing", field="roles")
    sign_in_name = sign_in_name.strip() or TakenNames(unspelt="teacher").propose(display_name)
    person_id = create_person(
        actor.school_id,
        display_name,
        roles,
        now,
        sign_in_name=sign_in_name,
        email=email,
        password_hash=passphrase_hash,
        one_time=True,
    )
    record(actor, "add-person", person_id, now, roles=sorted(roles))
    keep_sheet(actor, sheet_id, None, [person_id], now)


def change_name(actor: Actor, person_id: UUID, display_name: str, now: datetime) -> None:
    """Give somebody of the school another name; raises NotFound, Refusal."""
    _account(actor, person_id)
    rename_person(actor, person_id, display_name, now)


def change_email(actor: Actor, person_id: UUID, email: str | None, now: datetime) -> None:
    """Give a teacher or administrator another e-mail address, or none; raises NotFound, Refusal."""
    person = _account(actor, person_id)
    address = checked_email(email)
    if address == person.email:
        return
    if address:
        check_email_is_free(address, whose=person_id)
    record(actor, "change-email", person_id, now, before=person.email or "", after=address or "")
    try:
        with db.session.begin_nested():
            person.email, person.email_key = address, fold(address) if address else None
    except IntegrityError as error:
        raise Refusal("email-taken", field="email") from error


def set_roles(actor: Actor, person_id: UUID, roles: Collection[Role], now: datetime) -> None:
    """Give somebody exactly these roles; raises NotFound, Refusal.

    Students stay students, nobody takes the office from themselves, and one administrator
    is always left.
    """
    _person(actor, person_id)
    before = _roles(actor, person_id)
    after = set(roles)
    if not after:
        raise Refusal("role-missing", field="roles")
    if after == before:
        return
    if Role.STUDENT in before | after:
        raise Refusal("student-stays-student", field="roles")
    if Role.ADMINISTRATOR in before - after:
        _require_other_administrator(actor, person_id)
    db.session.execute(
        delete(Membership).where(
            Membership.school_id == actor.school_id,
            Membership.person_id == person_id,
            Membership.role.in_([role.value for role in before - after]),
        )
    )
    for role in sorted(after - before):
        db.session.add(
            Membership(
                school_id=actor.school_id, person_id=person_id, role=role.value, created_at=now
            )
        )
    record(
        actor,
        "change-roles",
        person_id,
        now,
        before=", ".join(sorted(before)),
        after=", ".join(sorted(after)),
    )
    db.session.flush()


def archive_person(actor: Actor, person_id: UUID, now: datetime) -> None:
    """Close somebody's account: they cannot sign in, and leave their classes. All is kept.

    Raises NotFound, Refusal.
    """
    person = _account(actor, person_id)
    if person.archived_at is not None:
        return
    if Role.ADMINISTRATOR in _roles(actor, person_id):
        _require_other_administrator(actor, person_id)
    person.archived_at = now
    end_all_sessions(person_id, now)
    db.session.execute(
        update(Enrolment)
        .where(Enrolment.person_id == person_id, Enrolment.left_at.is_(None))
        .values(left_at=now)
    )
    record(actor, "archive-person", person_id, now)
    db.session.flush()


def restore_person(actor: Actor, person_id: UUID, now: datetime) -> None:
    """Open somebody's account again; a student is back in the classes they were in.

    Raises NotFound, Refusal.
    """
    person = _account(actor, person_id)
    if person.merged_into_id is not None:
        raise Refusal("person-was-merged")
    if person.archived_at is None:
        return
    class_ids = db.session.scalars(
        update(Enrolment)
        .where(Enrolment.person_id == person_id, Enrolment.left_at == person.archived_at)
        .values(left_at=None)
        .returning(Enrolment.class_id)
    ).all()
    person.archived_at = None
    record(actor, "restore-person", person_id, now)
    db.session.flush()
    hold_classes(class_ids, shared=True)
    given = select(Assignment.id).where(Assignment.class_id.in_(class_ids))
    hold_assignments(db.session.scalars(given).all(), shared=True)  # of all classes at once
    for class_id in sorted(class_ids):
        roster_changed(class_id, person_id)


def reset_password(
    actor: Actor, person_id: UUID, passphrase_hash: str, now: datetime, *, sheet_id: UUID
) -> None:
    """Replace somebody else's password by a one-time passphrase; raises NotFound, Refusal."""
    person = _account(actor, person_id)
    if person_id == actor.person_id:
        raise Refusal("own-password")
    if person.archived_at is not None:
        raise Refusal("person-is-archived")
    give_passphrase(actor, person_id, passphrase_hash, now)
    keep_sheet(actor, sheet_id, None, [person_id], now)


def _account(actor: Actor, person_id: UUID) -> Person:
    """Somebody whose account is this school's alone to change."""
    person = _person(actor, person_id)
    elsewhere = select(Membership.id).where(
        Membership.person_id == person_id, Membership.school_id != actor.school_id
    )
    if db.session.scalar(elsewhere.limit(1)) is not None:
        raise Refusal("person-of-two-schools")
    return person


def _person(actor: Actor, person_id: UUID) -> Person:
    hold_people([person_id])
    person = db.session.get(Person, person_id, populate_existing=True)
    if person is None or not _roles(actor, person_id):
        raise NotFound
    return person


def _roles(actor: Actor, person_id: UUID) -> set[Role]:
    rows = db.session.scalars(
        select(Membership.role).where(
            Membership.person_id == person_id, Membership.school_id == actor.school_id
        )
    )
    return {Role(role) for role in rows}


def _require_other_administrator(actor: Actor, person_id: UUID) -> None:
    """Locks every administrator's membership: two cannot remove each other in one moment."""
    if person_id == actor.person_id:
        raise Refusal("not-yourself")
    administrators = select(Membership.person_id).where(
        Membership.school_id == actor.school_id,
        Membership.role == Role.ADMINISTRATOR.value,
    )
    db.session.execute(administrators.order_by(Membership.id).with_for_update())
    others = administrators.join(Person, Person.id == Membership.person_id).where(
        Membership.person_id != person_id, Person.archived_at.is_(None)
    )
    if db.session.scalar(others.limit(1)) is None:
        raise Refusal("last-administrator")
