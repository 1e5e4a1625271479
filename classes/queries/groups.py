"""Which students of a class were given the same dates together."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from classes.queries.assignments import AssignmentDetail, assignment_detail
from classes.queries.work import StudentWork, read_work
from domain.access import NO_OVERRIDE, Override
from domain.people import Actor
from domain.permissions import Action


@dataclass(frozen=True, slots=True)
class Group:
    """Students with the same dates, by name."""

    times: Override
    students: tuple[StudentWork, ...]

    @property
    def person_ids(self) -> tuple[UUID, ...]:
        return tuple(student.person_id for student in self.students)


@dataclass(frozen=True, slots=True)
class GroupDates:
    """An assignment, its students, and those of them with dates given to several at once."""

    assignment: AssignmentDetail
    students: tuple[StudentWork, ...]
    groups: tuple[Group, ...]

    def group_of(self, person_id: UUID | None) -> Group | None:
        """The group that a student is in."""
        return next((each for each in self.groups if person_id in each.person_ids), None)


def group_dates(actor: Actor, assignment_id: UUID, now: datetime) -> GroupDates:
    """Return who has dates together with others; raises NotFound."""
    detail = assignment_detail(actor, assignment_id, Action.MANAGE_ASSIGNMENTS)
    work = read_work([detail.klass.id], now, assignment_id=assignment_id)[detail.klass.id]
    found: defaultdict[Override, list[StudentWork]] = defaultdict(list)
    for student in work.students:
        times = student.cells[0].terms.group
        if times != NO_OVERRIDE:
            found[times].append(student)
    groups = tuple(Group(times, tuple(students)) for times, students in found.items())
    return GroupDates(detail, work.students, groups)
