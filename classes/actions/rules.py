"""The dates and rules of an assignment as they are stored, and what they must keep to."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Final

from domain.access import (
    LATE_PERCENTS,
    AssignmentRules,
    ClosingPolicy,
    FeedbackPolicy,
    LatePolicy,
    Window,
    WindowProblem,
    window_problems,
)
from domain.errors import Refusal
from domain.scoring import ScoreRule
from models.assignments import Assignment

MOST_ATTEMPTS: Final = 20
MOST_MINUTES: Final = 600

FIELD_OF_PROBLEM: Final = {
    WindowProblem.DUE_NOT_AFTER_OPENING: "due_at",
    WindowProblem.CLOSING_NOT_AFTER_OPENING: "closes_at",
    WindowProblem.CLOSING_BEFORE_DUE: "closes_at",
}


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for an assignment; the names are the table's columns."""

    opens_at: datetime
    due_at: datetime | None
    closes_at: datetime | None
    attempts_allowed: int | None
    feedback_policy: FeedbackPolicy
    score_rule: ScoreRule
    explains_words: bool
    time_limit_minutes: int | None
    closing_policy: ClosingPolicy
    late_policy: LatePolicy
    late_percent: int

    def as_json(self) -> dict[str, Any]:
        """The same as the audit log keeps it."""
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }

    def in_zone(self, zone: str) -> AssignmentRules:
        """The same as the resolver takes them."""
        minutes = self.time_limit_minutes
        return AssignmentRules(
            window=Window(self.opens_at, self.due_at, self.closes_at),
            attempts_allowed=self.attempts_allowed,
            feedback=self.feedback_policy,
            time_limit=None if minutes is None else timedelta(minutes=minutes),
            closing=self.closing_policy,
            late=self.late_policy,
            late_share=Fraction(self.late_percent, 100),
            zone=zone,
        )


def rules_of(assignment: Assignment) -> Rules:
    """The rules that an assignment has."""
    return Rules(
        opens_at=assignment.opens_at,
        due_at=assignment.due_at,
        closes_at=assignment.closes_at,
        attempts_allowed=assignment.attempts_allowed,
        feedback_policy=FeedbackPolicy(assignment.feedback_policy),
        score_rule=ScoreRule(assignment.score_rule),
        explains_words=assignment.explains_words,
        time_limit_minutes=assignment.time_limit_minutes,
        closing_policy=ClosingPolicy(assignment.closing_policy),
        late_policy=LatePolicy(assignment.late_policy),
        late_percent=assignment.late_percent,
    )


def for_activity(rules: Rules, *, is_lesson: bool) -> Rules:
    """The rules as they are stored: a lesson has no limits, and late reading counts in full."""
    if not is_lesson:
        return rules
    return replace(
        rules,
        attempts_allowed=None,
        time_limit_minutes=None,
        closing_policy=ClosingPolicy.FULL_TIME,
        late_policy=LatePolicy.MARK_LATE,
        late_percent=0,
    )


def order_refusals(window: Window) -> Iterator[Refusal]:
    """All that keeps the times from standing in order, each for its field."""
    for problem in window_problems(window):
        yield Refusal(problem, field=FIELD_OF_PROBLEM[problem])


def check_rules(rules: Rules) -> None:
    """Refuse times out of order and limits out of range."""
    for refusal in order_refusals(Window(rules.opens_at, rules.due_at, rules.closes_at)):
        raise refusal
    attempts = rules.attempts_allowed
    if attempts is not None and not 1 <= attempts <= MOST_ATTEMPTS:
        raise Refusal("attempts-out-of-range", field="attempts", most=MOST_ATTEMPTS)
    check_time_limit(rules.time_limit_minutes)
    percents = LATE_PERCENTS if rules.late_policy is LatePolicy.TAKE_OFF else (0,)
    if rules.late_percent not in percents:
        raise Refusal("late-percent-out-of-range", field="late")


def past_refusals(rules: Rules, now: datetime, *, may_be_overdue: bool) -> Iterator[Refusal]:
    """All by which it would be closed, or due unless that is meant, as soon as it is assigned."""
    if rules.closes_at is not None and rules.closes_at <= now:
        yield Refusal("closing-in-the-past", field="closes_at")
    if rules.due_at is not None and rules.due_at <= now and not may_be_overdue:
        yield Refusal("due-in-the-past", field="due_at")


def check_time_limit(minutes: int | None) -> None:
    """Refuse a time limit out of range; None is no limit."""
    if minutes is not None and not 1 <= minutes <= MOST_MINUTES:
        raise Refusal("time-limit-out-of-range", field="time_limit", most=MOST_MINUTES)
