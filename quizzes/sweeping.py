"""Closes attempts whose time is over, also when nobody looks.

Each attempt is closed in a unit of work of its own, so that a class that runs out of time in the
same second holds nobody up. Sweeping twice, or on several machines at once, closes each once.
"""

from datetime import datetime

from models.session import db, unit_of_work
from quizzes.actions.submitting import close_if_over
from quizzes.queries.overdue import overdue_attempts


def close_overdue(now: datetime) -> int:
    """Hand in every open attempt whose time is over; returns how many there were."""
    overdue = overdue_attempts(now)
    db.session.rollback()
    closed = 0
    for attempt_id in overdue:
        with unit_of_work():
            closed += close_if_over(attempt_id, now)
    return closed
