"""What a student sees of an attempt that was handed in, and when the rest comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.access.deadlines import last_moment
from domain.access.terms import FeedbackPolicy, Terms


class FeedbackReason(StrEnum):
    """Why something is not shown yet."""

    NOT_SUBMITTED = "not_submitted"
    AFTER_TIME = "after_time"  # `Feedback.when` says which
    ATTEMPTS_REMAIN = "attempts_remain"
    WHEN_TEACHER_SAYS = "when_teacher_says"
    SCORE_ONLY = "score_only"
    PRACTISED_WAITS = "practised_waits"  # the attempt that is practised shows no answers now


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the student sees of a submitted attempt, and why not more; `when` the rest comes."""

    score: bool
    answers: bool
    reason: FeedbackReason | None = None
    when: datetime | None = None


def release_time(of_class: Iterable[Terms]) -> datetime | None:
    """Return when nobody under any of these terms can be at work any more; None for never.

    Where nothing closes it is the due time.
    """
    latest = None
    for terms in of_class:
        ends_at = last_moment(terms) or terms.window.due_at
        if ends_at is None:
            return None
        latest = max(latest or ends_at, ends_at)
    return latest


def feedback_released(
    terms: Terms,
    *,
    submitted_at: datetime | None,
    attempts_left: int | None,
    release_at: datetime | None,
    now: datetime,
) -> Feedback:
    """Return what the student sees of one attempt at `now`.

    AFTER_SUBMISSION shows answers even while attempts remain: that is the teacher's choice. The
    policies that wait for closing wait until `release_at`, the same for the whole class: by then
    who has the most time must be done too. Where nothing closes they wait for the student's last
    attempt too, and for the teacher where there is neither time.
    """
    policy = terms.rules.feedback
    if submitted_at is None:
        return Feedback(score=False, answers=False, reason=FeedbackReason.NOT_SUBMITTED)
    if policy is FeedbackPolicy.AFTER_SUBMISSION:
        return Feedback(score=True, answers=True)
    if policy is FeedbackPolicy.SCORE_ONLY:
        return Feedback(score=True, answers=False, reason=FeedbackReason.SCORE_ONLY)
    score_at_once = policy is FeedbackPolicy.SCORE_THEN_ANSWERS_AFTER_CLOSE
    reason, when = _why_wait(terms, attempts_left, release_at, now)
    if reason is None:
        return Feedback(score=True, answers=True)
    return Feedback(score=score_at_once, answers=False, reason=reason, when=when)


def _why_wait(
    terms: Terms, attempts_left: int | None, release_at: datetime | None, now: datetime
) -> tuple[FeedbackReason | None, datetime | None]:
    if release_at is None:
        return FeedbackReason.WHEN_TEACHER_SAYS, None
    if now < release_at:
        return FeedbackReason.AFTER_TIME, release_at
    if terms.window.closes_at is None and attempts_left != 0:
        return FeedbackReason.ATTEMPTS_REMAIN, None
    return None, None
