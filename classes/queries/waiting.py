"""What waits for a teacher in their classes, beside answers to mark and students behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from classes.queries.challenges import count_waiting
from classes.queries.corrections import corrected_keys
from classes.queries.work import ClassWork
from quizzes.queries.late_answers import late_waiting


@dataclass(frozen=True, slots=True)
class WaitsIn:
    """How much waits in one assignment."""

    assignment_id: UUID
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """Challenges nobody has answered, late answers nobody has decided about, and questions whose
    key was corrected after they were marked."""

    challenges: int
    late: tuple[WaitsIn, ...]
    corrected: tuple[WaitsIn, ...]


def waiting(work: Mapping[UUID, ClassWork]) -> dict[UUID, Waiting]:
    """Return by class what waits, in a fixed number of statements."""
    quizzes = [
        column.assignment.id
        for each in work.values()
        for column in each.columns
        if not column.assignment.is_lesson
    ]
    challenges, late, corrected = (
        count_waiting(work),
        late_waiting(quizzes),
        corrected_keys(quizzes),
    )
    return {
        class_id: Waiting(challenges.get(class_id, 0), _in(each, late), _in(each, corrected))
        for class_id, each in work.items()
    }


def _in(work: ClassWork, counts: Mapping[UUID, int]) -> tuple[WaitsIn, ...]:
    assigned = [column.assignment for column in work.columns]
    return tuple(
        WaitsIn(each.id, each.title, counts[each.id]) for each in assigned if each.id in counts
    )
