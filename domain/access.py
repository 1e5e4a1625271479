"""May this student do this now, and why not? One resolver for dates, attempts and feedback."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class FeedbackPolicy(StrEnum):
    """When a student sees the score and the right answers."""

    AFTER_SUBMISSION = "after_submission"
    SCORE_THEN_ANSWERS_AFTER_CLOSE = "score_then_answers_after_close"
    AFTER_CLOSE = "after_close"
    SCORE_ONLY = "score_only"


class AttemptState(StrEnum):
    """How far the work is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"


class Reason(StrEnum):
    """Why something is not possible now."""

    WITHDRAWN = "withdrawn"
    NOT_OPEN_YET = "not_open_yet"
    CLOSED = "closed"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    ALREADY_SUBMITTED = "already_submitted"
    NO_ATTEMPTS_LEFT = "no_attempts_left"


class WindowProblem(StrEnum):
    """What is wrong with the three times of an assignment."""

    DUE_NOT_AFTER_OPENING = "due_not_after_opening"
    CLOSING_NOT_AFTER_OPENING = "closing_not_after_opening"
    CLOSING_BEFORE_DUE = "closing_before_due"


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


class FeedbackReason(StrEnum):
    """Why something is not shown yet."""

    NOT_SUBMITTED = "not_submitted"
    AFTER_TIME = "after_time"  # `Feedback.when` says which
    ATTEMPTS_REMAIN = "attempts_remain"
    WHEN_TEACHER_SAYS = "when_teacher_says"
    SCORE_ONLY = "score_only"


@dataclass(frozen=True, slots=True)
class Window:
    """When an assignment opens, is due and closes; each time (UTC) may be left out.

    At exactly `opens_at` it is open, at exactly `closes_at` it is closed, and what is handed in at
    exactly `due_at` is on time.
    """

    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AssignmentRules:
    """What holds for the whole class. `attempts_allowed` None means no limit."""

    window: Window = Window()
    attempts_allowed: int | None = 1
    feedback: FeedbackPolicy = FeedbackPolicy.AFTER_SUBMISSION
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Override:
    """What holds for one student instead: more attempts, other times."""

    extra_attempts: int = 0
    closes_at: datetime | None = None
    due_at: datetime | None = None


NO_OVERRIDE = Override()


@dataclass(frozen=True, slots=True)
class Access:
    """What the student may do now; each `why_not_...` is None where it is possible.

    `until` is when this may change: the opening time before opening, the closing time while
    open, else None. `attempts_left` None means no limit.
    """

    why_not_start: Reason | None
    why_not_answer: Reason | None
    why_not_submit: Reason | None
    until: datetime | None
    is_late: bool
    attempts_left: int | None

    @property
    def may_start(self) -> bool:
        return self.why_not_start is None

    @property
    def may_answer(self) -> bool:
        return self.why_not_answer is None

    @property
    def may_submit(self) -> bool:
        return self.why_not_submit is None


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the student sees of a submitted attempt, and why not more; `when` the rest comes."""

    score: bool
    answers: bool
    reason: FeedbackReason | None = None
    when: datetime | None = None


def window_problems(window: Window) -> tuple[WindowProblem, ...]:
    """Return what keeps the times from standing in order: opens < due <= closes."""
    opens, due, closes = window.opens_at, window.due_at, window.closes_at
    found = {
        WindowProblem.DUE_NOT_AFTER_OPENING: opens and due and due <= opens,
        WindowProblem.CLOSING_NOT_AFTER_OPENING: opens and closes and closes <= opens,
        WindowProblem.CLOSING_BEFORE_DUE: due and closes and closes < due,
    }
    return tuple(problem for problem, holds in found.items() if holds)


def effective_window(window: Window, override: Override | None) -> Window:
    """Return the times that hold for one student.

    A due date moved past the closing time takes the closing time with it.
    """
    own = override or NO_OVERRIDE
    due_at = own.due_at or window.due_at
    closes_at = own.closes_at or window.closes_at
    if own.due_at and closes_at and closes_at < own.due_at:
        closes_at = own.due_at
    return Window(window.opens_at, due_at, closes_at)


def resolve(
    rules: AssignmentRules,
    override: Override | None,
    attempts_so_far: int,
    open_attempt: AttemptState,
    now: datetime,
) -> Access:
    """Return what one student may do with an assignment at `now`.

    `attempts_so_far` counts every attempt begun, open or submitted. `open_attempt` is the state of
    the attempt asked about: NOT_STARTED where there is none. An open attempt may be submitted
    after closing, with the answers saved before it, so that work in hand is never lost.
    """
    window = effective_window(rules.window, override)
    shut = _shut(rules, window, now)
    left = _attempts_left(rules, override, attempts_so_far)
    not_open = _NOT_OPEN[open_attempt]
    return Access(
        why_not_start=shut or _cannot_start(open_attempt, left),
        why_not_answer=not_open or shut,
        why_not_submit=not_open or (None if shut is Reason.CLOSED else shut),
        until=_until(window, now),
        is_late=_is_late(window.due_at, window.closes_at, now),
        attempts_left=left,
    )


_NOT_OPEN = {
    AttemptState.NOT_STARTED: Reason.NOT_STARTED,
    AttemptState.IN_PROGRESS: None,
    AttemptState.SUBMITTED: Reason.ALREADY_SUBMITTED,
}


def _shut(rules: AssignmentRules, window: Window, now: datetime) -> Reason | None:
    if rules.withdrawn:
        return Reason.WITHDRAWN
    if window.opens_at and now < window.opens_at:
        return Reason.NOT_OPEN_YET
    return Reason.CLOSED if _is_closed(window.closes_at, now) else None


def _is_closed(closes_at: datetime | None, now: datetime) -> bool:
    return closes_at is not None and now >= closes_at


def _attempts_left(
    rules: AssignmentRules, override: Override | None, attempts_so_far: int
) -> int | None:
    if rules.attempts_allowed is None:
        return None
    extra = (override or NO_OVERRIDE).extra_attempts
    return max(0, rules.attempts_allowed + extra - attempts_so_far)


def _cannot_start(open_attempt: AttemptState, left: int | None) -> Reason | None:
    if open_attempt is AttemptState.IN_PROGRESS:
        return Reason.IN_PROGRESS
    return Reason.NO_ATTEMPTS_LEFT if left == 0 else None


def _until(window: Window, now: datetime) -> datetime | None:
    if window.opens_at and now < window.opens_at:
        return window.opens_at
    return None if _is_closed(window.closes_at, now) else window.closes_at


def _is_late(due_at: datetime | None, closes_at: datetime | None, at: datetime) -> bool:
    return (due_at is not None and at > due_at) or _is_closed(closes_at, at)


def feedback_released(
    policy: FeedbackPolicy,
    *,
    submitted_at: datetime | None,
    closes_at: datetime | None,
    due_at: datetime | None,
    attempts_left: int | None,
    now: datetime,
) -> Feedback:
    """Return what the student sees of one attempt at `now`; times are the student's own.

    AFTER_SUBMISSION shows answers even while attempts remain: that is the teacher's choice. The
    policies that wait for closing wait for the due time where nothing closes, and then for the
    last attempt too, and for the teacher where there is neither time.
    """
    if submitted_at is None:
        return Feedback(score=False, answers=False, reason=FeedbackReason.NOT_SUBMITTED)
    if policy is FeedbackPolicy.AFTER_SUBMISSION:
        return Feedback(score=True, answers=True)
    if policy is FeedbackPolicy.SCORE_ONLY:
        return Feedback(score=True, answers=False, reason=FeedbackReason.SCORE_ONLY)
    score_at_once = policy is FeedbackPolicy.SCORE_THEN_ANSWERS_AFTER_CLOSE
    reason, when = _why_wait(closes_at, due_at, attempts_left, now)
    if reason is None:
        return Feedback(score=True, answers=True)
    return Feedback(score=score_at_once, answers=False, reason=reason, when=when)


def _why_wait(
    closes_at: datetime | None, due_at: datetime | None, attempts_left: int | None, now: datetime
) -> tuple[FeedbackReason | None, datetime | None]:
    release_at = closes_at or due_at
    if release_at is None:
        return FeedbackReason.WHEN_TEACHER_SAYS, None
    if now < release_at:
        return FeedbackReason.AFTER_TIME, release_at
    if closes_at is None and attempts_left != 0:
        return FeedbackReason.ATTEMPTS_REMAIN, None
    return None, None


def standing(
    state: AttemptState,
    due_at: datetime | None,
    closes_at: datetime | None,
    now: datetime,
    *,
    submitted_at: datetime | None = None,
    joined_at: datetime | None = None,
) -> Standing:
    """Return how a student stands; `submitted_at` is when the work was first handed in.

    What was due before `joined_at`, when the student came into the class, can still be done until
    it closes, and is late for those alone who handed it in late before they left and came back.
    """
    excused_from = _excused_from(due_at, closes_at, joined_at)
    if state is AttemptState.SUBMITTED:
        late = submitted_at is not None and _is_late(due_at, closes_at, submitted_at)
        excused = (
            excused_from is not None and submitted_at is not None and (submitted_at >= excused_from)
        )
        return Standing.DONE_LATE if late and not excused else Standing.DONE
    if excused_from is not None:
        return Standing.DUE_BEFORE_JOINED
    if _is_closed(closes_at, now):
        return Standing.CLOSED
    if _is_late(due_at, closes_at, now):
        return Standing.OVERDUE
    if state is AttemptState.IN_PROGRESS:
        return Standing.IN_PROGRESS
    return Standing.NOT_STARTED


def _excused_from(
    due_at: datetime | None, closes_at: datetime | None, joined_at: datetime | None
) -> datetime | None:
    """When the student joined, where that was after the work was due."""
    deadline = due_at or closes_at
    if joined_at is None or deadline is None or deadline >= joined_at:
        return None
    return joined_at
