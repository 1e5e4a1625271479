"""Who may do what to whose things: role x action x relation, and nothing else grants anything."""

from enum import StrEnum

from domain.people import Actor, Role


class Action(StrEnum):
    """What somebody wants to do."""

    VIEW_CLASS = "view class"
    MANAGE_CLASS = "manage class"
    MANAGE_ROSTER = "manage roster"
    MANAGE_ACCOUNT = "manage account"
    MANAGE_ASSIGNMENTS = "manage assignments"
    VIEW_STUDENT = "view student"
    TAKE_ASSIGNMENT = "take assignment"
    TAKE_ATTEMPT = "take attempt"
    VIEW_RESULTS = "view results"
    VIEW_BANKS = "view banks"
    VIEW_SCHOOL = "view school"
    MANAGE_PEOPLE = "manage people"


class Relation(StrEnum):
    """How the person stands to the thing."""

    OWNER = "owner"  # it is about them, or they made it
    TEACHES = "teaches"  # it belongs to a class they teach
    IN_CARE = "in care"  # the student's account: they know the teacher, or have no other
    ENROLLED = "enrolled"  # it belongs to a class they are enrolled in
    SAME_SCHOOL = "same school"


_STUDENT_OWNS = (Role.STUDENT, Relation.OWNER)
_TEACHES = (Role.TEACHER, Relation.TEACHES)
_ADMINISTERS = (Role.ADMINISTRATOR, Relation.SAME_SCHOOL)

RULES: dict[Action, frozenset[tuple[Role, Relation]]] = {
    Action.VIEW_CLASS: frozenset({_TEACHES, _ADMINISTERS}),
    Action.MANAGE_CLASS: frozenset({_TEACHES, _ADMINISTERS}),
    Action.MANAGE_ROSTER: frozenset({_TEACHES, _ADMINISTERS}),
    Action.MANAGE_ACCOUNT: frozenset({(Role.TEACHER, Relation.IN_CARE), _ADMINISTERS}),
    Action.MANAGE_ASSIGNMENTS: frozenset({_TEACHES}),
    Action.VIEW_STUDENT: frozenset({_TEACHES, _ADMINISTERS}),
    Action.TAKE_ASSIGNMENT: frozenset({(Role.STUDENT, Relation.ENROLLED)}),
    Action.TAKE_ATTEMPT: frozenset({_STUDENT_OWNS, (Role.TEACHER, Relation.OWNER)}),
    Action.VIEW_RESULTS: frozenset(
        {_STUDENT_OWNS, (Role.TEACHER, Relation.OWNER), _TEACHES, _ADMINISTERS}
    ),
    Action.VIEW_BANKS: frozenset({(Role.TEACHER, Relation.SAME_SCHOOL), _ADMINISTERS}),
    Action.VIEW_SCHOOL: frozenset({_ADMINISTERS}),
    Action.MANAGE_PEOPLE: frozenset({_ADMINISTERS}),
}


def may(actor: Actor, action: Action, relations: frozenset[Relation]) -> bool:
    """Whether one of the actor's roles, in one of these relations, grants the action."""
    granted = RULES[action]
    return any((role, relation) in granted for role in actor.roles for relation in relations)
