"""Making, naming and putting away classes, and who teaches them."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from accounts.actions.acting import hold_actor
from accounts.actions.roster import free_class_code
from accounts.queries.teachers import teachers_by_class, teachers_of_school
from accounts.relations import require_class
from domain.errors import NotFound, Refusal
from domain.names import fold, tidy_display_name
from domain.people import Actor, Role
from domain.permissions import Action
from models.audit import record
from models.base import keyed_id
from models.classes import ClassTeacher, SchoolClass
from models.people import Membership, Person
from models.session import db

LONGEST_CLASS_NAME: Final = 80


def create_class(
    actor: Actor,
    name: str,
    now: datetime,
    teacher_ids: Collection[UUID] | None = None,
    *,
    key: UUID | None = None,
) -> UUID:
    """Make a class and return its id; raises Refusal.

    Taught by these teachers of the school; where none are named, by the actor if they teach. `key`
    names the form that was sent: sending it again finds the same class.
    """
    name = _class_name(name)
    if teacher_ids is None:
        teacher_ids = [actor.person_id] if actor.is_teacher else []
    elif not {each.id for each in teachers_of_school(actor.school_id)}.issuperset(teacher_ids):
        raise Refusal("not-a-teacher", field="teachers")
    hold_actor(actor)
    class_id = keyed_id(key, actor.person_id, name)
    if db.session.get(SchoolClass, class_id) is not None:
        return class_id
    made = SchoolClass(
        id=class_id,
        school_id=actor.school_id,
        name=name,
        join_code=free_class_code(secrets.choice),
        created_at=now,
    )
    db.session.add(made)
    db.session.flush()
    record(actor, "create-class", made.id, now, name=made.name)
    for teacher_id in sorted(set(teacher_ids)):
        _let_teach(actor, made.id, teacher_id, now)
        if teacher_id != actor.person_id:
            record(actor, "add-teacher", made.id, now, teacher=str(teacher_id))
    db.session.flush()
    return made.id


def rename_class(actor: Actor, class_id: UUID, name: str, now: datetime) -> None:
    """Give a class another name; raises NotFound, Refusal."""
    klass = _managed(actor, class_id)
    new_name = _class_name(name)
    if new_name == klass.name:
        return
    record(actor, "rename-class", class_id, now, before=klass.name, after=new_name)
    klass.name = new_name
    db.session.flush()


def archive_class(actor: Actor, class_id: UUID, now: datetime) -> None:
    """Put a class away; everything in it is kept. Raises NotFound."""
    klass = _managed(actor, class_id)
    if klass.archived_at is None:
        klass.archived_at = now
        record(actor, "archive-class", class_id, now)
        db.session.flush()


def restore_class(actor: Actor, class_id: UUID, now: datetime) -> None:
    """Bring an archived class back; raises NotFound."""
    klass = _managed(actor, class_id)
    if klass.archived_at is not None:
        klass.archived_at = None
        record(actor, "restore-class", class_id, now)
        db.session.flush()


def add_teacher(actor: Actor, class_id: UUID, sign_in_name: str, now: datetime) -> UUID:
    """Let another teacher of the school teach the class too, and return who it is.

    Raises NotFound, Refusal.
    """
    require_class(actor, class_id, Action.MANAGE_CLASS)
    person_id = _teacher_called(actor.school_id, sign_in_name)
    if person_id is None:
        raise Refusal("no-such-teacher", field="sign_in_name")
    if db.session.get(ClassTeacher, (class_id, person_id)) is None:
        _let_teach(actor, class_id, person_id, now)
        record(actor, "add-teacher", class_id, now, teacher=str(person_id))
        db.session.flush()
    return person_id


def remove_teacher(actor: Actor, class_id: UUID, person_id: UUID, now: datetime) -> None:
    """Take a teacher off the class; raises NotFound, and Refusal for the last one."""
    require_class(actor, class_id, Action.MANAGE_CLASS)
    # Locking all of them keeps two colleagues from taking each other off at once.
    teachers = db.session.scalars(
        select(ClassTeacher).where(ClassTeacher.class_id == class_id).with_for_update()
    ).all()
    leaving = next((each for each in teachers if each.person_id == person_id), None)
    if leaving is None:
        raise NotFound
    living = teachers_by_class(actor.school_id).get(class_id, ())
    if [each.id for each in living] == [person_id]:
        raise Refusal("last-teacher")
    db.session.delete(leaving)
    record(actor, "remove-teacher", class_id, now, teacher=str(person_id))
    db.session.flush()


def _managed(actor: Actor, class_id: UUID) -> SchoolClass:
    require_class(actor, class_id, Action.MANAGE_CLASS)
    klass = db.session.get(SchoolClass, class_id, with_for_update=True)
    if klass is None:
        raise NotFound
    return klass


def _class_name(text: str) -> str:
    name = tidy_display_name(text)
    if not name:
        raise Refusal("class-name-missing", field="name")
    if len(name) > LONGEST_CLASS_NAME:
        raise Refusal("class-name-too-long", field="name", most=LONGEST_CLASS_NAME)
    return name


def _let_teach(actor: Actor, class_id: UUID, person_id: UUID, now: datetime) -> None:
    db.session.add(
        ClassTeacher(class_id=class_id, person_id=person_id, school_id=actor.school_id, since=now)
    )


def _teacher_called(school_id: UUID, sign_in_name: str) -> UUID | None:
    return db.session.scalar(
        select(Person.id)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Person.sign_in_key == fold(sign_in_name),
            Person.archived_at.is_(None),
            Membership.school_id == school_id,
            Membership.role == Role.TEACHER,
        )
    )
