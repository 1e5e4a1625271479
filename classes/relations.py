"""How a person stands to an assignment: by the class that it was given to."""

from dataclasses import dataclass
from uuid import UUID

from accounts.relations import ClassSummary, class_with_relations
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action, may
from models.assignments import Assignment
from models.session import db


@dataclass(frozen=True, slots=True)
class AssignmentOfClass:
    """An assignment's row, for actions to change, and the class it was given to."""

    assignment: Assignment
    klass: ClassSummary
    may_assign: bool


def require_assignment(
    actor: Actor, assignment_id: UUID, action: Action, *, for_update: bool = False
) -> AssignmentOfClass:
    """The assignment, if the actor may do `action` with its class; raises NotFound otherwise."""
    assignment = db.session.get(Assignment, assignment_id, with_for_update=for_update)
    if assignment is None:
        raise NotFound
    klass, relations = class_with_relations(actor, assignment.class_id, action)
    may_assign = may(actor, Action.MANAGE_ASSIGNMENTS, relations)
    return AssignmentOfClass(assignment, klass, may_assign)
