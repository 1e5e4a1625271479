"""Maya's class has a quiz that opens on Monday, is due on Wednesday and closes on Friday."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import (
    GRACE,
    NO_OVERRIDE,
    Access,
    Accommodation,
    AssignmentRules,
    AttemptState,
    Feedback,
    FeedbackPolicy,
    FeedbackReason,
    Override,
    Reason,
    Standing,
    Terms,
    Window,
    WindowProblem,
    feedback_released,
    release_time,
    resolve,
    standing,
    window_problems,
)

MONDAY = datetime(2026, 1, 5, 9, tzinfo=UTC)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=days) for days in range(1, 5))
SATURDAY = MONDAY + timedelta(days=5)
MOMENT = timedelta(microseconds=1)

WEEK = Window(MONDAY, WEDNESDAY, FRIDAY)
QUIZ = AssignmentRules(WEEK, attempts_allowed=2)
NONE, OPEN, SUBMITTED = AttemptState.NOT_STARTED, AttemptState.IN_PROGRESS, AttemptState.SUBMITTED


def access(
    now: datetime,
    *,
    rules: AssignmentRules = QUIZ,
    override: Override = NO_OVERRIDE,
    attempts: int = 0,
    state: AttemptState = NONE,
) -> Access:
    begun_at = None if state is NONE else MONDAY
    return resolve(Terms(rules, override), attempts, state, now, begun_at=begun_at)


def test_before_opening_nobody_starts() -> None:
    early = access(MONDAY - MOMENT)
    assert early.why_not_start is Reason.NOT_OPEN_YET
    assert early.until == MONDAY


def test_at_opening_it_is_open_until_closing() -> None:
    open_now = access(MONDAY)
    assert open_now.may_start
    assert (open_now.until, open_now.is_late, open_now.attempts_left) == (FRIDAY, False, 2)


def test_at_the_due_time_it_is_not_yet_late() -> None:
    assert not access(WEDNESDAY).is_late
    late = access(WEDNESDAY + MOMENT)
    assert late.is_late
    assert late.may_start


def test_at_closing_it_is_closed() -> None:
    assert access(FRIDAY - MOMENT, attempts=1, state=OPEN).may_answer
    closed = access(FRIDAY)
    assert (closed.why_not_start, closed.until, closed.is_late) == (Reason.CLOSED, None, True)


def test_what_was_on_its_way_at_closing_still_counts_and_nothing_later() -> None:
    on_its_way = access(FRIDAY + GRACE - MOMENT, attempts=1, state=OPEN)
    assert (on_its_way.may_answer, on_its_way.is_over) == (True, False)
    assert on_its_way.until == FRIDAY, "the grace is never promised"
    over = access(FRIDAY + GRACE, attempts=1, state=OPEN)
    assert (over.why_not_answer, over.is_over) == (Reason.CLOSED, True)


def test_what_was_saved_before_closing_can_still_be_submitted() -> None:
    assert access(SATURDAY, attempts=1, state=OPEN).why_not_submit is None


def test_an_open_attempt_is_continued_not_doubled() -> None:
    going_on = access(TUESDAY, attempts=1, state=OPEN)
    assert (going_on.may_answer, going_on.why_not_submit) == (True, None)
    assert going_on.why_not_start is Reason.IN_PROGRESS


def test_a_submitted_attempt_takes_no_more_answers() -> None:
    done = access(TUESDAY, attempts=1, state=SUBMITTED)
    assert done.why_not_answer is Reason.ALREADY_SUBMITTED
    assert done.why_not_submit is Reason.ALREADY_SUBMITTED
    assert done.may_start


def test_without_an_attempt_there_is_nothing_to_answer() -> None:
    assert access(TUESDAY).why_not_answer is Reason.NOT_STARTED


def test_attempts_run_out_and_one_more_can_be_given() -> None:
    spent = access(TUESDAY, attempts=2, state=SUBMITTED)
    assert (spent.why_not_start, spent.attempts_left) == (Reason.NO_ATTEMPTS_LEFT, 0)
    again = access(TUESDAY, attempts=2, state=SUBMITTED, override=Override(extra_attempts=1))
    assert (again.may_start, again.attempts_left) == (True, 1)


def test_attempts_can_be_without_limit() -> None:
    free = access(TUESDAY, rules=replace(QUIZ, attempts_allowed=None), attempts=50)
    assert (free.may_start, free.attempts_left) == (True, None)


@pytest.mark.parametrize("state", list(AttemptState))
def test_withdrawn_stops_everything(state: AttemptState) -> None:
    gone = access(TUESDAY, rules=replace(QUIZ, withdrawn=True), attempts=1, state=state)
    assert (gone.may_start, gone.may_answer) == (False, False)
    assert gone.why_not_start is Reason.WITHDRAWN
    assert gone.why_not_submit is not None


def test_an_opening_moved_later_stops_open_attempts() -> None:
    rules = replace(QUIZ, window=replace(WEEK, opens_at=TUESDAY))
    paused = access(MONDAY, rules=rules, attempts=1, state=OPEN)
    assert (paused.why_not_answer, paused.why_not_submit) == (Reason.NOT_OPEN_YET,) * 2


def test_one_student_gets_more_time() -> None:
    longer = Override(due_at=FRIDAY, closes_at=SATURDAY)
    friday = access(FRIDAY, override=longer)
    assert (friday.may_start, friday.is_late, friday.until) == (True, False, SATURDAY)


def test_a_later_due_time_takes_the_closing_with_it() -> None:
    def own(due_at: datetime) -> Window:
        return Terms(QUIZ, Override(due_at=due_at)).window

    assert own(SATURDAY) == Window(MONDAY, SATURDAY, SATURDAY)
    assert own(THURSDAY) == Window(MONDAY, THURSDAY, FRIDAY)
    assert Terms(QUIZ).window == WEEK


def test_without_times_it_is_always_open_and_never_late() -> None:
    always = access(MONDAY, rules=AssignmentRules())
    assert (always.may_start, always.until, always.is_late) == (True, None, False)


times = st.none() | st.datetimes(datetime(2026, 1, 1), datetime(2026, 1, 9)).map(  # noqa: DTZ001
    lambda time: time.replace(tzinfo=UTC)
)
all_rules = st.builds(
    AssignmentRules,
    st.builds(Window, times, times, times),
    st.none() | st.integers(1, 3),
    st.sampled_from(FeedbackPolicy),
    st.booleans(),
)
overrides = st.builds(Override, st.integers(0, 2), times, times)


@given(all_rules, overrides, st.integers(0, 5), st.sampled_from(AttemptState))
def test_the_three_permissions_never_contradict(
    rules: AssignmentRules, override: Override, attempts: int, state: AttemptState
) -> None:
    found = access(WEDNESDAY, rules=rules, override=override, attempts=attempts, state=state)
    assert not (found.may_start and found.may_answer)
    assert found.why_not_submit is None or not found.may_answer
    assert state is OPEN or found.until is None or found.until > WEDNESDAY
    if found.may_start:
        assert found.attempts_left != 0


@pytest.mark.parametrize(
    ("window", "problems"),
    [
        (WEEK, ()),
        (Window(), ()),
        (Window(MONDAY, WEDNESDAY, WEDNESDAY), ()),
        (Window(MONDAY, MONDAY), (WindowProblem.DUE_NOT_AFTER_OPENING,)),
        (Window(MONDAY, None, MONDAY), (WindowProblem.CLOSING_NOT_AFTER_OPENING,)),
        (Window(None, WEDNESDAY, TUESDAY), (WindowProblem.CLOSING_BEFORE_DUE,)),
        (Window(FRIDAY, WEDNESDAY, TUESDAY), tuple(WindowProblem)),
    ],
)
def test_the_times_stand_in_order(window: Window, problems: tuple[WindowProblem, ...]) -> None:
    assert window_problems(window) == problems


def released(
    policy: FeedbackPolicy,
    now: datetime,
    *,
    submitted_at: datetime | None = TUESDAY,
    closes_at: datetime | None = FRIDAY,
    due_at: datetime | None = WEDNESDAY,
    attempts_left: int | None = 1,
) -> Feedback:
    rules = replace(QUIZ, feedback=policy, window=Window(MONDAY, due_at, closes_at))
    return feedback_released(
        Terms(rules),
        submitted_at=submitted_at,
        attempts_left=attempts_left,
        release_at=release_time([Terms(rules)]),
        now=now,
    )


@pytest.mark.parametrize("policy", list(FeedbackPolicy))
def test_an_open_attempt_shows_nothing(policy: FeedbackPolicy) -> None:
    expected = Feedback(score=False, answers=False, reason=FeedbackReason.NOT_SUBMITTED)
    assert released(policy, SATURDAY, submitted_at=None) == expected


def test_after_submission_shows_all_even_while_attempts_remain() -> None:
    assert released(FeedbackPolicy.AFTER_SUBMISSION, TUESDAY) == Feedback(score=True, answers=True)


def test_score_only_never_shows_answers() -> None:
    shown = released(FeedbackPolicy.SCORE_ONLY, SATURDAY, attempts_left=0)
    assert (shown.score, shown.answers, shown.reason) == (True, False, FeedbackReason.SCORE_ONLY)


@pytest.mark.parametrize(
    ("policy", "score"),
    [(FeedbackPolicy.SCORE_THEN_ANSWERS_AFTER_CLOSE, True), (FeedbackPolicy.AFTER_CLOSE, False)],
)
def test_answers_wait_for_closing(policy: FeedbackPolicy, score: bool) -> None:
    waiting = Feedback(score, answers=False, reason=FeedbackReason.AFTER_TIME, when=FRIDAY)
    assert released(policy, FRIDAY - MOMENT) == waiting
    assert released(policy, FRIDAY) == Feedback(score=True, answers=True)


def test_without_closing_answers_wait_for_the_due_time_and_the_last_attempt() -> None:
    policy = FeedbackPolicy.AFTER_CLOSE
    assert released(policy, TUESDAY, closes_at=None).when == WEDNESDAY
    still = released(policy, THURSDAY, closes_at=None)
    assert (still.answers, still.reason) == (False, FeedbackReason.ATTEMPTS_REMAIN)
    assert released(policy, THURSDAY, closes_at=None, attempts_left=None).answers is False
    assert released(policy, THURSDAY, closes_at=None, attempts_left=0).answers


def test_the_class_is_done_when_the_last_of_it_must_be() -> None:
    timed = AssignmentRules(WEEK, time_limit=timedelta(hours=1))
    slower = Terms(timed, accommodation=Accommodation(Fraction(2)))
    open_end, due_later = Terms(), Terms(own=Override(due_at=SATURDAY))

    assert release_time([Terms(timed)]) == FRIDAY + timedelta(hours=1)
    assert release_time([Terms(timed), slower, Terms(QUIZ)]) == FRIDAY + timedelta(hours=2)
    assert release_time([Terms(AssignmentRules(Window(MONDAY, FRIDAY))), due_later]) == SATURDAY
    assert release_time([due_later, open_end]) is None


def test_without_any_time_answers_wait_for_the_teacher() -> None:
    shown = released(FeedbackPolicy.AFTER_CLOSE, SATURDAY, closes_at=None, due_at=None)
    assert (shown.score, shown.reason) == (False, FeedbackReason.WHEN_TEACHER_SAYS)


def stands(
    state: AttemptState,
    now: datetime,
    *,
    due: datetime | None = WEDNESDAY,
    closes: datetime | None = FRIDAY,
    **moments: datetime | None,
) -> Standing:
    terms = Terms(AssignmentRules(Window(MONDAY, due, closes)))
    return standing(terms, state, now, **moments)


@pytest.mark.parametrize(
    ("state", "now", "expected"),
    [
        (NONE, TUESDAY, Standing.NOT_STARTED),
        (OPEN, TUESDAY, Standing.IN_PROGRESS),
        (NONE, WEDNESDAY, Standing.NOT_STARTED),
        (NONE, THURSDAY, Standing.OVERDUE),
        (OPEN, THURSDAY, Standing.OVERDUE),
        (NONE, FRIDAY, Standing.CLOSED),
        (OPEN, FRIDAY, Standing.CLOSED),
        (SUBMITTED, SATURDAY, Standing.DONE),
    ],
)
def test_how_a_student_stands(state: AttemptState, now: datetime, expected: Standing) -> None:
    assert stands(state, now, submitted_at=TUESDAY) is expected
    assert expected.is_behind == (expected in {Standing.OVERDUE, Standing.CLOSED})


def test_done_late_stays_late() -> None:
    late = stands(SUBMITTED, SATURDAY, submitted_at=THURSDAY)
    assert late is Standing.DONE_LATE
    assert late.is_done
    on_time = stands(SUBMITTED, SATURDAY, submitted_at=WEDNESDAY)
    assert on_time is Standing.DONE


@pytest.mark.parametrize(
    ("joined_at", "expected"),
    [
        (TUESDAY, Standing.OVERDUE),
        (WEDNESDAY, Standing.OVERDUE),  # due at the very moment of joining
        (WEDNESDAY + MOMENT, Standing.DUE_BEFORE_JOINED),
    ],
)
def test_what_was_due_before_a_student_joined_is_not_overdue(
    joined_at: datetime, expected: Standing
) -> None:
    for state in (NONE, OPEN):
        assert stands(state, FRIDAY, closes=SATURDAY, joined_at=joined_at) is expected
    assert expected.is_behind == (expected is Standing.OVERDUE)


def test_what_closed_before_a_student_joined_is_not_missed_either() -> None:
    assert (
        stands(NONE, FRIDAY, due=None, closes=WEDNESDAY, joined_at=THURSDAY)
        is Standing.DUE_BEFORE_JOINED
    )
    assert stands(NONE, FRIDAY, due=None, joined_at=THURSDAY) is Standing.CLOSED
    assert stands(NONE, FRIDAY, due=None, closes=None, joined_at=THURSDAY) is Standing.NOT_STARTED


def test_a_late_joiner_is_not_late_and_who_came_back_still_is() -> None:
    def handed_in(at: datetime) -> Standing:
        return stands(
            SUBMITTED, SATURDAY, due=TUESDAY, closes=None, submitted_at=at, joined_at=THURSDAY
        )

    assert handed_in(FRIDAY) is Standing.DONE
    assert handed_in(WEDNESDAY) is Standing.DONE_LATE


@pytest.mark.parametrize(
    ("attempts", "feedback", "tells"),
    [
        (1, FeedbackPolicy.AFTER_SUBMISSION, False),
        (2, FeedbackPolicy.AFTER_SUBMISSION, True),
        (None, FeedbackPolicy.AFTER_SUBMISSION, True),
        (2, FeedbackPolicy.SCORE_THEN_ANSWERS_AFTER_CLOSE, False),
        (None, FeedbackPolicy.SCORE_ONLY, False),
    ],
)
def test_answers_at_once_and_another_attempt_give_them_away(
    attempts: int | None, feedback: FeedbackPolicy, *, tells: bool
) -> None:
    rules = AssignmentRules(WEEK, attempts_allowed=attempts, feedback=feedback)

    assert rules.tells_answers_between_attempts is tells


def test_one_more_attempt_gives_them_away_to_that_student() -> None:
    once = AssignmentRules(WEEK, attempts_allowed=1)

    assert Terms(once, Override(extra_attempts=1)).tells_answers_between_attempts
    assert not Terms(once).tells_answers_between_attempts
