"""One student of a class: all work, the beliefs held, the goals, and when they were last active."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from accounts.relations import ClassSummary, class_with_relations
from classes.queries.work import StudentWork, read_work
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action, may
from models.progress import AssignmentResult
from models.session import db
from progress.queries.knowledge import StudentKnowledge, student_knowledge


@dataclass(frozen=True, slots=True)
class StudentOfClass:
    """How one student stands at `as_of`, and whether the reader may change the account."""

    klass: ClassSummary
    work: StudentWork
    knowledge: StudentKnowledge
    last_active_at: datetime | None
    may_manage: bool
    as_of: datetime


def student_of_class(
    actor: Actor, class_id: UUID, person_id: UUID, now: datetime
) -> StudentOfClass:
    """Return one student of a class; raises NotFound."""
    klass, relations = class_with_relations(actor, class_id, Action.VIEW_STUDENT)
    work = read_work([class_id], now)[class_id]
    student = next((each for each in work.students if each.person_id == person_id), None)
    if student is None:
        raise NotFound
    given = [column.assignment.id for column in work.columns]
    return StudentOfClass(
        klass=klass,
        work=student,
        knowledge=student_knowledge(person_id, given),
        last_active_at=_last_active_at(class_id, person_id),
        may_manage=may(actor, Action.MANAGE_ROSTER, relations),
        as_of=now,
    )


def _last_active_at(class_id: UUID, person_id: UUID) -> datetime | None:
    return db.session.scalar(
        select(func.max(AssignmentResult.last_activity_at)).where(
            AssignmentResult.class_id == class_id, AssignmentResult.person_id == person_id
        )
    )
