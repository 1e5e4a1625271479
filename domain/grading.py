"""A response and the question it answers -> marks, feedback and the misconceptions shown."""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from domain.question_kinds.base import Kind, Remark, Response

Body = TypeVar("Body")


@dataclass(frozen=True, slots=True)
class Graded:
    """What one answer earned out of `max`, and what it shows."""

    marks: Fraction
    max: Fraction
    is_right: bool
    is_answered: bool
    awaits_person: bool
    chosen: tuple[str, ...]
    feedback: tuple[Remark, ...]
    misconceptions: tuple[str, ...]


def grade(
    kind: Kind[Body], body: Body, response: Response | None, points: Fraction = Fraction(1)
) -> Graded:
    """Grade one answer to a question worth `points`; None is not answered and earns nothing."""
    mark = kind.mark(body, response)
    return Graded(
        marks=mark.fraction * points,
        max=points,
        is_right=mark.fraction == 1,
        is_answered=mark.is_answered,
        awaits_person=mark.awaits_person,
        chosen=mark.chosen,
        feedback=mark.feedback,
        misconceptions=mark.misconceptions,
    )
