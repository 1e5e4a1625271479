"""What attempts have earned as far as they are marked."""

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from models.attempts import ItemResult
from models.session import db


@dataclass(frozen=True, slots=True)
class SoFar:
    """The marks of an attempt without the answers that wait to be marked, which are `waiting`."""

    marks: Fraction
    of: int
    waiting: int

    @property
    def share(self) -> Fraction:
        """The marks over all questions: what waits has earned nothing yet."""
        return self.marks / (self.of + self.waiting)


def marks_so_far(attempt_ids: Collection[UUID]) -> dict[UUID, SoFar]:
    """Return what each of these attempts, once handed in, has earned as far as it is marked."""
    rows = db.session.execute(
        select(
            ItemResult.attempt_id,
            ItemResult.marks_numerator,
            ItemResult.marks_denominator,
            ItemResult.awaits_person,
        )
        .where(ItemResult.attempt_id.in_(attempt_ids))
        .order_by(ItemResult.attempt_id, ItemResult.position)
    )
    found: dict[UUID, SoFar] = {}
    for attempt_id, numerator, denominator, awaits in rows:
        before = found.get(attempt_id, SoFar(Fraction(0), 0, 0))
        earned = before.marks + Fraction(numerator, denominator)
        found[attempt_id] = SoFar(earned, before.of + (not awaits), before.waiting + awaits)
    return found
