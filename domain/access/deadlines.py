"""Each student's own times: until when they may work, and until when work is on time."""

from datetime import datetime, timedelta
from math import ceil
from typing import Final

from domain.access.terms import Terms, Window, WindowProblem
from domain.clock_times import to_local

GRACE: Final = timedelta(seconds=10)
"""So much later an answer still counts that was on its way at the deadline; never promised."""

_DAY: Final = timedelta(days=1)


def window_problems(window: Window) -> tuple[WindowProblem, ...]:
    """Return what keeps the times from standing in order: opens < due <= closes."""
    opens, due, closes = window.opens_at, window.due_at, window.closes_at
    found = {
        WindowProblem.DUE_NOT_AFTER_OPENING: opens and due and due <= opens,
        WindowProblem.CLOSING_NOT_AFTER_OPENING: opens and closes and closes <= opens,
        WindowProblem.CLOSING_BEFORE_DUE: due and closes and closes < due,
    }
    return tuple(problem for problem, holds in found.items() if holds)


def deadline(terms: Terms, begun_at: datetime | None) -> datetime | None:
    """Return when an attempt closes by itself that was begun (or reopened) then.

    Without an attempt it is when none can be begun any more.
    """
    allowed = terms.time_allowed
    if allowed is None or begun_at is None:
        return terms.window.closes_at
    ends_at = last_moment(terms)
    return begun_at + allowed if ends_at is None else min(begun_at + allowed, ends_at)


def last_moment(terms: Terms) -> datetime | None:
    """Return when the student can no longer be at work, whenever they began; None for never."""
    allowed, closes_at = terms.time_allowed, terms.window.closes_at
    if closes_at is None or allowed is None:
        return closes_at
    return closes_at + (terms.extra_time if terms.stops_hard else allowed)


def on_time_until(terms: Terms, begun_at: datetime | None) -> datetime | None:
    """Return until when handing in is not late; None where nothing is due.

    The due time means to a time limit what the closing time does: who begins by then gets the
    full time, or everybody stops then.
    """
    allowed, due_at = terms.time_allowed, terms.window.due_at
    if due_at is None or allowed is None:
        return due_at
    if terms.stops_hard:
        return due_at + terms.extra_time
    if begun_at is None or begun_at > due_at:
        return due_at
    return max(due_at, begun_at + allowed)


def is_late(terms: Terms, at: datetime, begun_at: datetime | None = None) -> bool:
    """Return whether handing in at that moment is late."""
    until = on_time_until(terms, begun_at)
    return until is not None and at > until


def excused_from(terms: Terms, joined_at: datetime | None) -> datetime | None:
    """Return when a student joined the class, where that was after the work was due."""
    window = terms.window
    ends_at = window.due_at or window.closes_at
    if joined_at is None or ends_at is None or ends_at >= joined_at:
        return None
    return joined_at


def days_late(
    terms: Terms,
    submitted_at: datetime,
    begun_at: datetime | None,
    joined_at: datetime | None = None,
) -> int:
    """Return how many days late work has begun: 0 on time, 1 until the same time next day.

    Who joined the class after the work was due is not late, but for what they handed in before.
    """
    until = on_time_until(terms, begun_at)
    excused = excused_from(terms, joined_at)
    if until is None or submitted_at <= until or (excused and submitted_at >= excused):
        return 0
    zone = terms.rules.zone
    shown = [to_local(each, zone).replace(tzinfo=None) for each in (submitted_at, until)]
    return max(1, ceil((shown[0] - shown[1]) / _DAY))
