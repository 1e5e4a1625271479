"""The row that says what one student has beyond the class, and who may write it."""

from datetime import datetime
from uuid import UUID

from accounts.relations import require_student
from classes.relations import require_assignment
from domain.errors import Refusal
from domain.people import Actor
from domain.permissions import Action
from models.assignments import Assignment, AssignmentOverride
from models.locks import hold_people
from models.session import db


def assigned_to(
    actor: Actor, assignment_id: UUID, *person_ids: UUID, for_update: bool = True
) -> Assignment:
    """The assignment, if the actor may change it for these students; raises NotFound, Refusal."""
    hold_people(person_ids)  # whose accounts may just be merged
    assignment = require_assignment(
        actor, assignment_id, Action.MANAGE_ASSIGNMENTS, for_update=for_update
    ).assignment
    for person_id in person_ids:
        require_student(actor, assignment.class_id, person_id, Action.MANAGE_ASSIGNMENTS)
    if assignment.withdrawn_at is not None:
        raise Refusal("assignment-is-withdrawn")
    return assignment


def override_of_student(
    assignment: Assignment, person_id: UUID, now: datetime
) -> AssignmentOverride:
    """The student's own row, made where there is none; the locks of both guard it."""
    row = db.session.get(AssignmentOverride, (assignment.id, person_id))
    if row is None:
        row = AssignmentOverride(
            assignment_id=assignment.id,
            person_id=person_id,
            school_id=assignment.school_id,
            extra_attempts=0,
            updated_at=now,
        )
        db.session.add(row)
    return row
