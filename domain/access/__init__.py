"""May this student do this now, until when, and why not? The one resolver that all else asks.

`terms` holds what decides, `deadlines` works out each student's own times, and from these follow
what they may do (`resolving`), what they see (`feedback`), how they stand (`standing`) and what a
teacher is told beforehand (`examples`).
"""

from domain.access.deadlines import (
    GRACE,
    days_late,
    deadline,
    excused_from,
    is_late,
    last_moment,
    on_time_until,
    window_problems,
)
from domain.access.examples import Example, examples, telling_starts
from domain.access.feedback import Feedback, FeedbackReason, feedback_released, release_time
from domain.access.resolving import Access, AttemptState, Reason, resolve
from domain.access.standing import Standing, standing
from domain.access.terms import (
    LATE_PERCENTS,
    MOST_EXTRA_ATTEMPTS,
    MOST_EXTRA_DAYS,
    MULTIPLIERS,
    NO_ACCOMMODATION,
    NO_OVERRIDE,
    Accommodation,
    AssignmentRules,
    ClosingPolicy,
    FeedbackPolicy,
    LatePolicy,
    Override,
    Terms,
    Window,
    WindowProblem,
)

__all__ = [
    "GRACE",
    "LATE_PERCENTS",
    "MOST_EXTRA_ATTEMPTS",
    "MOST_EXTRA_DAYS",
    "MULTIPLIERS",
    "NO_ACCOMMODATION",
    "NO_OVERRIDE",
    "Access",
    "Accommodation",
    "AssignmentRules",
    "AttemptState",
    "ClosingPolicy",
    "Example",
    "Feedback",
    "FeedbackPolicy",
    "FeedbackReason",
    "LatePolicy",
    "Override",
    "Reason",
    "Standing",
    "Terms",
    "Window",
    "WindowProblem",
    "days_late",
    "deadline",
    "examples",
    "excused_from",
    "feedback_released",
    "is_late",
    "last_moment",
    "on_time_until",
    "release_time",
    "resolve",
    "standing",
    "telling_starts",
    "window_problems",
]
