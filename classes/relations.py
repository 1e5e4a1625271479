"""How a person stands to an assignment: by the class that it was given to."""

from dataclasses import dataclass
from uuid import UUID

from accounts.relations import ClassSummary, require_class
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action
from models.assignments import Assignment
from models.session import db


@dataclass(frozen=True, slots=True)
class AssignmentOfClass:
    """An assignment's row, for actions to change, and the class it was given to."""

    assignment: Assignment
    klass: ClassSummary


def require_assignment(
    actor: Actor, assignment_id: UUID, action: Action, *, for_update: bool = False
) -> AssignmentOfClass:
    """The assignment, if the actor may do `action` with its class; raises NotFound otherwise."""
    assignment = db.session.get(Assignment, assignment_id, with_for_update=for_update)
    if assignment is None:
        raise NotFound
    return AssignmentOfClass(assignment, require_class(actor, assignment.class_id, action))
