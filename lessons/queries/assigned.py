"""Which lessons were assigned to the reader, and until when."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from accounts.relations import relations_to_class
from domain.errors import Gone, NotFound
from domain.people import Actor
from domain.permissions import Action, may
from models.assignments import Assignment
from models.classes import ClassTeacher, Enrolment
from models.session import db
from progress.queries.terms import terms_for


@dataclass(frozen=True, slots=True)
class AssignedLesson:
    """An assignment that a lesson was opened through, with the reader's own times."""

    id: UUID
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None


def assigned_lesson(actor: Actor, lesson_id: str, assignment_id: UUID) -> AssignedLesson:
    """The assignment, if it is this lesson's and the actor's; raises NotFound, or Gone when it was
    withdrawn."""
    row = db.session.get(Assignment, assignment_id)
    if row is None or row.lesson_id != lesson_id or not _concerns(actor, row.class_id):
        raise NotFound
    if row.withdrawn_at is not None:
        raise Gone
    window = terms_for(assignment_id, actor.person_id).window
    return AssignedLesson(row.id, window.opens_at, window.due_at, window.closes_at)


def _concerns(actor: Actor, class_id: UUID) -> bool:
    relations = relations_to_class(actor, class_id)
    return any(may(actor, each, relations) for each in (Action.TAKE_ASSIGNMENT, Action.VIEW_CLASS))


def was_assigned(actor: Actor, lesson_id: str) -> bool:
    """Whether the lesson was assigned to a class that the actor is in, teaches or administers."""
    learns = select(Enrolment.class_id).where(
        Enrolment.person_id == actor.person_id, Enrolment.left_at.is_(None)
    )
    teaches = select(ClassTeacher.class_id).where(ClassTeacher.person_id == actor.person_id)
    assigned = select(Assignment.id).where(
        Assignment.lesson_id == lesson_id, Assignment.school_id == actor.school_id
    )
    if not actor.is_administrator:
        assigned = assigned.where(
            or_(Assignment.class_id.in_(learns), Assignment.class_id.in_(teaches))
        )
    return db.session.scalar(assigned.limit(1)) is not None
