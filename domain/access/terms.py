"""What decides for one student and one assignment: rules, overrides and accommodation."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Final

from domain.clock_times import add_days

MULTIPLIERS: Final = tuple(Fraction(quarters, 4) for quarters in (4, 5, 6, 7, 8, 10, 12))
LATE_PERCENTS: Final = (5, 10, 20, 25, 50)
MOST_EXTRA_ATTEMPTS: Final = 10
MOST_EXTRA_DAYS: Final = 60


class FeedbackPolicy(StrEnum):
    """When a student sees the score and the right answers."""

    AFTER_SUBMISSION = "after_submission"
    SCORE_THEN_ANSWERS_AFTER_CLOSE = "score_then_answers_after_close"
    AFTER_CLOSE = "after_close"
    SCORE_ONLY = "score_only"

    @property
    def waits_for_closing(self) -> bool:
        """Whether right answers are shown once nobody can be at work any more."""
        return self in (self.SCORE_THEN_ANSWERS_AFTER_CLOSE, self.AFTER_CLOSE)


class ClosingPolicy(StrEnum):
    """What the closing time means to somebody whose time limit still runs."""

    FULL_TIME = "full_time"  # who starts before closing gets the full time
    HARD_STOP = "hard_stop"  # everybody stops at closing


class LatePolicy(StrEnum):
    """What becomes of work after the due time."""

    MARK_LATE = "mark_late"  # it counts in full and is marked late
    NOTHING_LATE = "nothing_late"  # the due time closes
    TAKE_OFF = "take_off"  # a share of the score is taken off for each day begun


class WindowProblem(StrEnum):
    """What is wrong with the three times of an assignment."""

    DUE_NOT_AFTER_OPENING = "due_not_after_opening"
    CLOSING_NOT_AFTER_OPENING = "closing_not_after_opening"
    CLOSING_BEFORE_DUE = "closing_before_due"


@dataclass(frozen=True, slots=True)
class Window:
    """When an assignment opens, is due and closes; each time (UTC) may be left out.

    At exactly `opens_at` it is open, at exactly `closes_at` it is closed, and what is handed in at
    exactly `due_at` is on time.
    """

    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None

    def opens_after(self, now: datetime) -> bool:
        return self.opens_at is not None and self.opens_at > now

    def is_closed(self, now: datetime) -> bool:
        return self.closes_at is not None and self.closes_at <= now


@dataclass(frozen=True, slots=True)
class AssignmentRules:
    """What holds for the whole class. `attempts_allowed` and `time_limit` None mean no limit.

    `late_share` of the score is taken off for each day begun late under TAKE_OFF. `zone` is the
    school's: an extra day ends when its clocks show the same time again.
    """

    window: Window = Window()
    attempts_allowed: int | None = 1
    feedback: FeedbackPolicy = FeedbackPolicy.AFTER_SUBMISSION
    withdrawn: bool = False
    class_archived: bool = False
    time_limit: timedelta | None = None
    closing: ClosingPolicy = ClosingPolicy.FULL_TIME
    late: LatePolicy = LatePolicy.MARK_LATE
    late_share: Fraction = Fraction(0)
    zone: str = "UTC"

    @property
    def tells_answers_between_attempts(self) -> bool:
        """Whether students see what is right and may then try again."""
        return Terms(self).tells_answers_between_attempts


@dataclass(frozen=True, slots=True)
class Override:
    """What holds for one student, or for several, in place of the class's rules."""

    extra_attempts: int = 0
    closes_at: datetime | None = None
    due_at: datetime | None = None
    time_limit: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Accommodation:
    """What one student is granted in everything, on top of whatever rules and overrides say."""

    multiplier: Fraction = Fraction(1)
    extra_attempts: int = 0
    extra_days: int = 0
    hides_timer: bool = False


NO_OVERRIDE: Final = Override()
NO_ACCOMMODATION: Final = Accommodation()


@dataclass(frozen=True)
class Terms:
    """All that decides for one student: what is their own goes before their group's, that before
    the class's, and the accommodation comes on top.

    What follows from it is worked out once: a class page asks for each student and assignment.
    """

    rules: AssignmentRules = AssignmentRules()
    own: Override = NO_OVERRIDE
    group: Override = NO_OVERRIDE
    accommodation: Accommodation = NO_ACCOMMODATION

    @cached_property
    def is_of_the_class(self) -> bool:
        """Whether nothing holds for this student that does not hold for the class."""
        nothing = (NO_OVERRIDE, NO_OVERRIDE, NO_ACCOMMODATION)
        return (self.own, self.group, self.accommodation) == nothing

    @cached_property
    def window(self) -> Window:
        """The times that hold for the student.

        A due time that an override moves past the closing time takes the closing time with it; the
        group's does not take along a closing time of one's own, but ends there. Where nothing late
        is taken, the due time closes. Extra days move both.
        """
        given = self.rules.window
        moved_due = self.own.due_at or self.group.due_at
        due_at = moved_due or given.due_at
        closes_at = self.own.closes_at or self.group.closes_at or given.closes_at
        if moved_due and closes_at and closes_at < moved_due:
            goes_by_own_end = self.own.closes_at and not self.own.due_at
            due_at = closes_at = closes_at if goes_by_own_end else moved_due
        if self.rules.late is LatePolicy.NOTHING_LATE and due_at:
            due_at = closes_at = self._end_of_work()
        return Window(given.opens_at, self._moved(due_at), self._moved(closes_at))

    def _end_of_work(self) -> datetime | None:
        """The one end where nothing late is taken: either time that was moved moves both."""
        for times in (self.own, self.group, self.rules.window):
            named = [each for each in (times.due_at, times.closes_at) if each]
            if named:
                return min(named)
        return None

    def _moved(self, moment: datetime | None) -> datetime | None:
        days = self.accommodation.extra_days
        return add_days(moment, days, self.rules.zone) if moment and days else moment

    @cached_property
    def time_limit(self) -> timedelta | None:
        """The time limit before the accommodation."""
        return self.own.time_limit or self.group.time_limit or self.rules.time_limit

    @cached_property
    def extra_time(self) -> timedelta:
        """How much longer the student's time limit is."""
        more = self.accommodation.multiplier - 1
        return (self.time_limit or timedelta(0)) * more.numerator / more.denominator

    @cached_property
    def time_allowed(self) -> timedelta | None:
        """How long an attempt may take the student, None without a limit."""
        return None if self.time_limit is None else self.time_limit + self.extra_time

    @cached_property
    def attempts_allowed(self) -> int | None:
        """How many attempts the student has in all, None without a limit."""
        given = self.rules.attempts_allowed
        if given is None:
            return None
        return given + self.own.extra_attempts + self.accommodation.extra_attempts

    @property
    def tells_answers_between_attempts(self) -> bool:
        """Whether the student sees what is right and may then try again."""
        tells_at_once = self.rules.feedback is FeedbackPolicy.AFTER_SUBMISSION
        return tells_at_once and self.attempts_allowed != 1

    @property
    def stops_hard(self) -> bool:
        """Whether closing time stops who is still at work."""
        return self.rules.closing is ClosingPolicy.HARD_STOP
