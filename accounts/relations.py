"""How a person stands to a class and its students: the ownership half of every permission."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.permissions import Action, Relation, may
from models.classes import ClassTeacher, Enrolment, SchoolClass
from models.people import Person
from models.session import db


@dataclass(frozen=True)
class ClassSummary:
    """A class as pages and actions need it."""

    id: UUID
    school_id: UUID
    name: str
    join_code: str
    code_locked_at: datetime | None
    archived_at: datetime | None


@dataclass(frozen=True)
class StudentSummary:
    """A student as pages and actions need it."""

    id: UUID
    display_name: str
    sign_in_name: str


def require_class(actor: Actor, class_id: UUID, action: Action) -> ClassSummary:
    """The class, if the actor may do `action` with it; raises NotFound otherwise."""
    return class_with_relations(actor, class_id, action)[0]


def require_class_in_use(actor: Actor, class_id: UUID, action: Action) -> ClassSummary:
    """The class as `require_class` returns it; raises Refusal while it is archived."""
    found = require_class(actor, class_id, action)
    if found.archived_at is not None:
        raise Refusal("class-is-archived", name=found.name)
    return found


def class_with_relations(
    actor: Actor, class_id: UUID, action: Action
) -> tuple[ClassSummary, frozenset[Relation]]:
    """The class as `require_class` returns it, with every relation the actor has to it."""
    found = db.session.get(SchoolClass, class_id)
    relations = relations_to_class(actor, class_id)
    if found is None or not may(actor, action, relations):
        raise NotFound
    summary = ClassSummary(
        id=found.id,
        school_id=found.school_id,
        name=found.name,
        join_code=found.join_code,
        code_locked_at=found.code_locked_at,
        archived_at=found.archived_at,
    )
    return summary, relations


def relations_to_class(actor: Actor, class_id: UUID) -> frozenset[Relation]:
    """Every relation the actor has to the class; none at all across schools."""
    school_id = db.session.scalar(select(SchoolClass.school_id).where(SchoolClass.id == class_id))
    if school_id != actor.school_id:
        return frozenset()
    relations = {Relation.SAME_SCHOOL}
    if db.session.get(ClassTeacher, (class_id, actor.person_id)) is not None:
        relations.add(Relation.TEACHES)
    if is_enrolled(class_id, actor.person_id):
        relations.add(Relation.ENROLLED)
    return frozenset(relations)


def is_enrolled(class_id: UUID, person_id: UUID) -> bool:
    """Whether the person is in the class now."""
    return (
        db.session.scalar(
            select(Enrolment.id).where(
                Enrolment.class_id == class_id,
                Enrolment.person_id == person_id,
                Enrolment.left_at.is_(None),
            )
        )
        is not None
    )


def require_student(
    actor: Actor, class_id: UUID, person_id: UUID, action: Action
) -> StudentSummary:
    """A student enrolled in a class the actor may act on; raises NotFound otherwise."""
    require_class(actor, class_id, action)
    person = db.session.get(Person, person_id)
    if person is None or not is_enrolled(class_id, person_id):
        raise NotFound
    return StudentSummary(person.id, person.display_name, person.sign_in_name)
