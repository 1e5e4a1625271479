"""What a student may do with an assignment now, until when, and why not."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.access.deadlines import GRACE, deadline, is_late
from domain.access.terms import Terms, Window


class AttemptState(StrEnum):
    """How far the work is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"


class Reason(StrEnum):
    """Why something is not possible now."""

    WITHDRAWN = "withdrawn"
    CLASS_ARCHIVED = "class_archived"
    LEFT_CLASS = "left_class"  # its learner is not in the class any more
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    TIME_UP = "time_up"  # the time limit has run out
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ALREADY_SUBMITTED = "already_submitted"
    NO_ATTEMPTS_LEFT = "no_attempts_left"
    ALREADY_CHECKED = "already_checked"  # in practice: the verdict on this answer was shown


@dataclass(frozen=True, slots=True)
class Access:
    """What the student may do now; each `why_not_...` is None where it is possible.

    `until` is the deadline of an open attempt. Without one it is when this may change: the opening
    time before opening, the closing time while open, else None. `is_over` tells an open attempt
    that waits only for being closed. `attempts_left` None means no limit.
    """

    why_not_start: Reason | None
    why_not_answer: Reason | None
    why_not_submit: Reason | None
    until: datetime | None
    is_over: bool
    is_late: bool
    attempts_left: int | None

    @property
    def may_start(self) -> bool:
        return self.why_not_start is None

    @property
    def may_answer(self) -> bool:
        return self.why_not_answer is None


_NOT_OPEN = {
    AttemptState.NOT_STARTED: Reason.NOT_STARTED,
    AttemptState.IN_PROGRESS: None,
    AttemptState.SUBMITTED: Reason.ALREADY_SUBMITTED,
}


def resolve(
    terms: Terms,
    attempts_so_far: int,
    state: AttemptState,
    now: datetime,
    *,
    begun_at: datetime | None = None,
) -> Access:
    """Return what one student may do with an assignment at `now`.

    `attempts_so_far` counts every attempt begun, open or submitted. `state` is that of the attempt
    asked about, NOT_STARTED where there is none, and `begun_at` when it was begun or reopened. An
    open attempt takes answers until its own deadline, with a grace for what was on its way; after
    that it can only be handed in, with the answers saved in time.
    """
    window = terms.window
    paused = _paused(terms, window, now)
    left = _attempts_left(terms, attempts_so_far)
    ends_at = deadline(terms, begun_at)
    is_open = state is AttemptState.IN_PROGRESS and paused is None
    is_over = is_open and ends_at is not None and now >= ends_at + GRACE
    why_over = _why_over(window, ends_at) if is_over else None
    return Access(
        why_not_start=paused or _closed(window, now) or _cannot_start(state, left),
        why_not_answer=_NOT_OPEN[state] or paused or why_over,
        why_not_submit=_NOT_OPEN[state] or paused,
        until=ends_at if is_open else _until(window, now),
        is_over=is_over,
        is_late=is_late(terms, now, begun_at),
        attempts_left=left,
    )


def _paused(terms: Terms, window: Window, now: datetime) -> Reason | None:
    if terms.rules.withdrawn:
        return Reason.WITHDRAWN
    if terms.rules.class_archived:
        return Reason.CLASS_ARCHIVED
    return Reason.NOT_OPEN_YET if window.opens_at and now < window.opens_at else None


def _closed(window: Window, now: datetime) -> Reason | None:
    return Reason.CLOSED if window.closes_at is not None and now >= window.closes_at else None


def _why_over(window: Window, ends_at: datetime | None) -> Reason:
    return Reason.CLOSED if ends_at == window.closes_at else Reason.TIME_UP


def _attempts_left(terms: Terms, attempts_so_far: int) -> int | None:
    allowed = terms.attempts_allowed
    return None if allowed is None else max(0, allowed - attempts_so_far)


def _cannot_start(state: AttemptState, left: int | None) -> Reason | None:
    if state is AttemptState.IN_PROGRESS:
        return Reason.IN_PROGRESS
    return Reason.NO_ATTEMPTS_LEFT if left == 0 else None


def _until(window: Window, now: datetime) -> datetime | None:
    if window.opens_at and now < window.opens_at:
        return window.opens_at
    return None if _closed(window, now) else window.closes_at
