"""In whose care a student's account is: who may change it, and not only its place in a class.

docs/decisions/an-account-comes-into-care.md says why that is not everybody who teaches the student.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Row, exists, func, or_, select

from domain.people import Actor
from domain.permissions import Action, Relation, may
from models.audit import AuditEntry
from models.classes import ClassTeacher, Enrolment, SchoolClass
from models.people import Person
from models.session import db
from models.sign_in import SignInSession

_LAST_SIGN_IN = (
    select(func.max(SignInSession.created_at))
    .where(SignInSession.person_id == Enrolment.person_id)
    .scalar_subquery()
)

_CAME_BY_THE_CODE = exists().where(
    AuditEntry.school_id == Enrolment.school_id,
    AuditEntry.at == Enrolment.enrolled_at,
    AuditEntry.actor_id == Enrolment.person_id,
    AuditEntry.action == "join-class",
)

# The account was made in this place, or its owner came or has signed in since: they know the class.
_IS_KNOWN = or_(
    Enrolment.enrolled_at <= Person.created_at,
    Enrolment.enrolled_at < _LAST_SIGN_IN,
    _CAME_BY_THE_CODE,
)


def in_care_of(actor: Actor, person_ids: Collection[UUID]) -> frozenset[UUID]:
    """Those of these students, all of the actor's school, whose accounts the actor may change."""
    is_taught = exists().where(
        ClassTeacher.class_id == Enrolment.class_id, ClassTeacher.person_id == actor.person_id
    )
    rows = db.session.execute(
        select(
            Enrolment.person_id,
            SchoolClass.archived_at,
            is_taught.label("is_taught"),
            _IS_KNOWN.label("is_known"),
        )
        .join(Person, Person.id == Enrolment.person_id)
        .join(SchoolClass, SchoolClass.id == Enrolment.class_id)
        .where(Enrolment.person_id.in_(person_ids), Enrolment.left_at.is_(None))
    )
    places: defaultdict[UUID, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        places[row.person_id].append(row)
    return frozenset(
        each for each in places if may(actor, Action.MANAGE_ACCOUNT, _relations(places[each]))
    )


def _relations(places: Iterable[Row[*tuple[Any, ...]]]) -> frozenset[Relation]:
    is_known = any(each.is_taught and each.is_known for each in places)
    has_others = any(not each.is_taught and each.archived_at is None for each in places)
    relations = {Relation.SAME_SCHOOL}
    if is_known or not has_others:
        relations.add(Relation.IN_CARE)
    return frozenset(relations)


def who_cares_for(person_id: UUID) -> tuple[str, ...]:
    """The names of the teachers in whose care a student's account is, beside administrators."""
    names = db.session.scalars(
        select(Person.display_name).where(
            Person.archived_at.is_(None), Person.id.in_(_teachers_known_to(person_id))
        )
    )
    return tuple(sorted(names, key=str.casefold))


def _teachers_known_to(person_id: UUID) -> Any:
    return (
        select(ClassTeacher.person_id)
        .join(Enrolment, Enrolment.class_id == ClassTeacher.class_id)
        .join(Person, Person.id == Enrolment.person_id)
        .where(Enrolment.person_id == person_id, Enrolment.left_at.is_(None), _IS_KNOWN)
    )
