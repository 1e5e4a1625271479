"""How one student stands with one assignment: on time, late, behind, done."""

from datetime import datetime
from enum import StrEnum

from domain.access.deadlines import (
    days_late,
    deadline,
    excused_from,
    is_late,
)
from domain.access.resolving import AttemptState
from domain.access.terms import Terms


class Standing(StrEnum):
    """How one student stands with one assignment."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"  # past due and not handed in, but still possible
    CLOSED = "closed"  # closed and not handed in
    DUE_BEFORE_JOINED = "due_before_joined"  # not handed in, and nobody waits for it

    @property
    def is_done(self) -> bool:
        return self in (Standing.DONE, Standing.DONE_LATE)

    @property
    def is_behind(self) -> bool:
        return self in (Standing.OVERDUE, Standing.CLOSED)


def standing(
    terms: Terms,
    state: AttemptState,
    now: datetime,
    *,
    begun_at: datetime | None = None,
    submitted_at: datetime | None = None,
    joined_at: datetime | None = None,
) -> Standing:
    """Return how a student stands; `submitted_at` is when the work was first handed in.

    `begun_at` is when that attempt, or the open one, was begun or reopened. What was due before
    `joined_at`, when the student came into the class, can still be done until it closes, and is
    late for those alone who handed it in late before they left and came back.
    """
    if state is AttemptState.SUBMITTED:
        late = submitted_at and days_late(terms, submitted_at, begun_at, joined_at)
        return Standing.DONE_LATE if late else Standing.DONE
    if excused_from(terms, joined_at) is not None:
        return Standing.DUE_BEFORE_JOINED
    closes_at = deadline(terms, begun_at)
    if closes_at is not None and now >= closes_at:
        return Standing.CLOSED
    if is_late(terms, now, begun_at):
        return Standing.OVERDUE
    if state is AttemptState.IN_PROGRESS:
        return Standing.IN_PROGRESS
    return Standing.NOT_STARTED
