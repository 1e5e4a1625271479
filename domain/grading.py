"""A response and the question it answers -> marks, feedback and the misconceptions shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from domain.question_kinds.base import InvalidMarking, Kind, Mark, Remark, Response

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
    kind: Kind[Body],
    body: Body,
    response: Response | None,
    points: Fraction = Fraction(1),
    levels: Mapping[str, str] | None = None,
) -> Graded:
    """Grade one answer to a question worth `points`; None is not answered and earns nothing.

    `levels` are what a person has decided, if the answer awaits one.
    """
    mark = _mark(kind, body, response, levels)
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


def _mark(
    kind: Kind[Body], body: Body, response: Response | None, levels: Mapping[str, str] | None
) -> Mark:
    mark = kind.mark(body, response)
    if response is None or levels is None or not mark.awaits_person:
        return mark
    try:
        return kind.mark_as_decided(body, response, levels)
    except InvalidMarking:  # decided by an older rubric: somebody has to look again
        return mark
