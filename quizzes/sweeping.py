"""Closes attempts whose time is over, also when nobody looks.

Each attempt is closed in a unit of work of its own, so that a class that runs out of time in the
same second holds nobody up. Sweeping twice, or on several machines at once, closes each once.
"""

import logging
from datetime import datetime
from uuid import UUID

from models.session import db, unit_of_work
from quizzes.actions.submitting import close_if_over
from quizzes.queries.overdue import overdue_attempts

log = logging.getLogger(__name__)


def close_overdue(now: datetime) -> int:
    """Hand in every open attempt whose time is over; returns how many there were.

    One that cannot be marked is logged, and tried again the next time.
    """
    overdue = overdue_attempts(now)
    db.session.rollback()
    return sum(_close(attempt_id, now) for attempt_id in overdue)


def _close(attempt_id: UUID, now: datetime) -> bool:
    try:
        with unit_of_work():
            return close_if_over(attempt_id, now)
    except Exception:  # whatever is wrong with one attempt, the others must not wait for it
        log.exception("Attempt %s, whose time is over, could not be closed", attempt_id)
        return False
