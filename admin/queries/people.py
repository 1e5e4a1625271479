"""The people of a school: a page of the list, and one person."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from domain.errors import NotFound
from domain.names import fold
from domain.people import Actor, Role
from models.classes import ClassTeacher, Enrolment, SchoolClass
from models.people import Membership, Person, School
from models.session import db

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in the list."""

    id: UUID
    name: str
    sign_in_name: str
    roles: tuple[Role, ...]
    is_archived: bool


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the list, `number` of `pages`, from 1."""

    lines: tuple[PersonLine, ...]
    found: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class ClassOf:
    """A class that somebody teaches or is in."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """One person of the school; `is_in`: a student's classes, or a closed account's last."""

    id: UUID
    name: str
    sign_in_name: str
    email: str | None
    roles: tuple[Role, ...]
    created_at: datetime
    archived_at: datetime | None
    is_merged: bool
    uses_passphrase: bool
    teaches: tuple[ClassOf, ...]
    is_in: tuple[ClassOf, ...]


def people_page(
    actor: Actor, *, search: str = "", role: Role | None = None, number: int = 1
) -> PeoplePage:
    """Return a page of the school's people by name; archived people come last."""
    scope = _scope(actor.school_id, search.strip(), role)
    found = db.session.scalar(select(func.count()).select_from(Person).where(*scope)) or 0
    pages = max(1, -(-found // PAGE_SIZE))
    number = min(max(1, number), pages)
    rows = db.session.execute(
        select(Person.id, Person.display_name, Person.sign_in_name, Person.archived_at)
        .where(*scope)
        .order_by(Person.archived_at.is_not(None), func.lower(Person.display_name), Person.id)
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    roles = _roles(actor.school_id, [row.id for row in rows])
    lines = tuple(
        PersonLine(
            row.id, row.display_name, row.sign_in_name, roles[row.id], row.archived_at is not None
        )
        for row in rows
    )
    return PeoplePage(lines, found, number, pages)


def person_page(actor: Actor, person_id: UUID) -> PersonPage:
    """Return one person of the actor's school; raises NotFound."""
    person = db.session.get(Person, person_id)
    roles = _roles(actor.school_id, [person_id]).get(person_id)
    if person is None or not roles:
        raise NotFound
    return PersonPage(
        id=person.id,
        name=person.display_name,
        sign_in_name=person.sign_in_name,
        email=person.email,
        roles=roles,
        created_at=person.created_at,
        archived_at=person.archived_at,
        is_merged=person.merged_into_id is not None,
        uses_passphrase=person.password_is_one_time,
        teaches=_classes(
            select(ClassTeacher.class_id).where(
                ClassTeacher.person_id == person_id, ClassTeacher.school_id == actor.school_id
            )
        ),
        is_in=_classes(
            select(Enrolment.class_id).where(
                Enrolment.person_id == person_id,
                Enrolment.school_id == actor.school_id,
                Enrolment.left_at.is_not_distinct_from(person.archived_at),
            )
        ),
    )


def living_person(sign_in_name: str) -> Actor:
    """Return who signs in with this name, as an actor in their school; raises NotFound."""
    rows = db.session.execute(
        select(Person, School, Membership.role)
        .join(Membership, Membership.person_id == Person.id)
        .join(School, School.id == Membership.school_id)
        .where(Person.sign_in_key == fold(sign_in_name.strip()), Person.archived_at.is_(None))
        .order_by(Membership.created_at, Membership.id)
    ).all()
    if not rows:
        raise NotFound
    person, home, _ = rows[0]
    return Actor(
        person_id=person.id,
        school_id=home.id,
        roles=frozenset(Role(role) for _, school, role in rows if school.id == home.id),
        display_name=person.display_name,
        school_name=home.name,
        time_zone=home.time_zone,
    )


def _scope(school_id: UUID, search: str, role: Role | None) -> list[ColumnElement[bool]]:
    members = select(Membership.person_id).where(Membership.school_id == school_id)
    if role is not None:
        members = members.where(Membership.role == role.value)
    scope: list[ColumnElement[bool]] = [Person.id.in_(members), Person.merged_into_id.is_(None)]
    if search:
        scope.append(
            or_(
                *(
                    column.icontains(search, autoescape=True)
                    for column in (Person.display_name, Person.sign_in_name, Person.email)
                )
            )
        )
    return scope


def _roles(school_id: UUID, person_ids: Collection[UUID]) -> Mapping[UUID, tuple[Role, ...]]:
    rows = db.session.execute(
        select(Membership.person_id, Membership.role).where(
            Membership.school_id == school_id, Membership.person_id.in_(person_ids)
        )
    )
    found: defaultdict[UUID, set[Role]] = defaultdict(set)
    for person_id, role in rows:
        found[person_id].add(Role(role))
    return {each: tuple(role for role in Role if role in found[each]) for each in found}


def _classes(class_ids: object) -> tuple[ClassOf, ...]:
    rows = db.session.execute(
        select(SchoolClass.id, SchoolClass.name)
        .where(SchoolClass.id.in_(class_ids))  # type: ignore[arg-type]
        .order_by(SchoolClass.name)
    )
    return tuple(ClassOf(row.id, row.name) for row in rows)
