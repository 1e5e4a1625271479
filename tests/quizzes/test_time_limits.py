"""Maya has half an hour for the quiz: what she is told, what counts, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from domain.access import GRACE, ClosingPolicy, LatePolicy
from domain.errors import Refusal
from models.accommodations import AccommodationProfile
from models.assignments import Assignment, AssignmentOverride
from models.session import db, unit_of_work
from quizzes import actions
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, answers, attempts, log

Browser = Callable[..., Client]

RIGHT = {"choice": "right"}
LIMIT = 30


@pytest.fixture
def maya(cast: Cast, browser_of: Browser) -> Client:
    return browser_of(cast.maya)


@pytest.fixture
def begin(cast: Cast, clock: Clock) -> Callable[[UUID], UUID]:
    def do(assignment: UUID) -> UUID:
        with unit_of_work():
            return actions.start_attempt(cast.actor("maya"), assignment, clock.now)

    return do


def grant(cast: Cast, **granted: object) -> None:
    """Grant Maya something in everything."""
    with unit_of_work():
        db.session.add(
            AccommodationProfile(
                **{
                    "school_id": cast.northfield,
                    "person_id": cast.maya,
                    "time_percent": 100,
                    "extra_attempts": 0,
                    "extra_days": 0,
                    "hides_timer": False,
                    "updated_at": datetime.fromisoformat("2026-09-01T00:00+00:00"),
                    **granted,
                }
            )
        )


def save(maya: Client, attempt: UUID, sequence: int = 1) -> int:
    reply = maya.post_json(
        f"/attempts/{attempt}/answers",
        {"position": 1, "client": "tab-of-maya", "sequence": sequence, "base": 0, "answer": RIGHT},
    )
    return reply.status_code


def test_before_starting_she_is_told_what_the_clock_does(
    maya: Client, assign: Assign, clock: Clock
) -> None:
    closes = clock.now + timedelta(hours=1)
    full = maya.get(f"/assignments/{assign(time_limit_minutes=LIMIT, closes_at=closes)}/quiz")
    hard = maya.get(
        "/assignments/{}/quiz".format(
            assign(
                time_limit_minutes=LIMIT, closes_at=closes, closing_policy=ClosingPolicy.HARD_STOP
            )
        )
    )

    assert "You have 30 minutes from the moment you start." in full.text
    assert "If you start now, you have until Tue 15 Sep 2026, 9:30 AM." in full.text
    assert "whoever has started by then gets the full time" in full.text
    assert "It stops at Tue 15 Sep 2026, 10:00 AM" in hard.text
    assert "what you have saved is handed in by itself" in hard.text


def test_her_longer_time_is_hers_alone(
    cast: Cast, maya: Client, browser_of: Browser, assign: Assign
) -> None:
    grant(cast, time_percent=150, extra_attempts=1, hides_timer=True)
    path = f"/assignments/{assign(time_limit_minutes=LIMIT)}/quiz"

    page = maya.get(path)
    assert "You have 45 minutes from the moment you start." in page.text
    assert "0 of 2 used" in page.text
    assert page.press("Start").soup.select_one("#timer[data-hides]")
    jonas = browser_of(cast.jonas).get(path)
    assert "You have 30 minutes" in jonas.text
    assert not jonas.press("Start").soup.select_one("#timer[data-hides]")


def test_the_page_says_until_when_without_a_script(
    maya: Client, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock
) -> None:
    attempt = begin(assign(time_limit_minutes=LIMIT))
    clock.advance(minutes=10)

    page = maya.get(f"/attempts/{attempt}")

    timer = page.soup.select_one("#timer")
    assert "You have until 9:30 AM." in timer.get_text()
    assert timer["data-now"] == clock.now.isoformat()
    assert timer["data-until"] == (clock.now + timedelta(minutes=20)).isoformat()


def test_a_quiz_without_a_clock_has_no_timer(
    maya: Client, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock
) -> None:
    in_days = begin(assign(closes_at=clock.now + timedelta(days=3)))
    page = maya.get(f"/attempts/{in_days}")
    assert page.soup.select_one(".timer time").get_text() == "Fri 18 Sep 2026, 9:00 AM"
    assert "timer.js" not in page.body

    page = maya.get(f"/attempts/{begin(assign())}")
    assert "You have until" not in page.text


def test_an_answer_counts_until_the_deadline_and_a_moment_more(
    maya: Client, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock
) -> None:
    attempt = begin(assign(time_limit_minutes=LIMIT))
    clock.advance(minutes=LIMIT)
    clock.now += GRACE - timedelta(seconds=1)
    assert save(maya, attempt) == 200

    clock.advance(seconds=1)

    assert save(maya, attempt, sequence=2) == 409
    assert answers(attempt) == {1: RIGHT}
    assert [outcome for _, _, outcome in log(attempt)] == ["current", "late"]


def test_what_is_handed_in_within_the_grace_is_handed_in_at_the_deadline(
    cast: Cast, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock
) -> None:
    attempt = begin(assign(time_limit_minutes=LIMIT))
    deadline = clock.now + timedelta(minutes=LIMIT)
    clock.now = deadline + timedelta(seconds=5)
    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, clock.now)

    assert attempts(id=attempt)[0].submitted_at == deadline


@pytest.mark.parametrize("path", ["", "/submit", "/results"])
def test_whoever_looks_after_the_deadline_sees_it_handed_in(
    maya: Client, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock, path: str
) -> None:
    attempt = begin(assign(time_limit_minutes=LIMIT))
    assert save(maya, attempt) == 200
    clock.advance(hours=2)

    page = maya.get(f"/attempts/{attempt}{path}")

    assert "The time was up Tue 15 Sep 2026, 9:30 AM; what was saved by then counts." in page.text
    assert "1 of 4" in page.text


def test_her_teacher_sees_it_too(
    cast: Cast,
    browser_of: Browser,
    assign: Assign,
    begin: Callable[[UUID], UUID],
    clock: Clock,
) -> None:
    attempt = begin(assign(time_limit_minutes=LIMIT))
    clock.advance(hours=2)

    page = browser_of(cast.rivera).get(f"/attempts/{attempt}/results")

    assert "0 of 4" in page.text
    assert attempts(id=attempt)[0].state == "submitted"


def test_the_start_page_offers_the_next_attempt_when_time_was_up(
    maya: Client, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock
) -> None:
    assignment = assign(time_limit_minutes=LIMIT, attempts_allowed=2)
    first = begin(assignment)
    clock.advance(hours=2)

    second = begin(assignment)

    assert second != first
    page = maya.get(f"/assignments/{assignment}/quiz")
    assert "2 of 2 used" in page.text
    assert "Attempt 1" in page.text


def test_a_form_sent_too_late_is_kept_for_the_teacher(
    maya: Client, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock
) -> None:
    attempt = begin(assign(time_limit_minutes=LIMIT))
    form = maya.get(f"/attempts/{attempt}").form("Hand in")
    clock.advance(minutes=LIMIT + 1)

    page = form.submit(q1="right")

    assert "Your time for this quiz is up." in page.text
    assert "kept for your teacher" in page.text
    assert log(attempt) == [(1, RIGHT, "late")]


def test_nobody_starts_after_closing_and_who_started_just_before_has_the_full_time(
    cast: Cast, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock, maya: Client
) -> None:
    assignment = assign(time_limit_minutes=LIMIT, closes_at=clock.now + timedelta(minutes=10))
    clock.advance(minutes=9)
    attempt = begin(assignment)
    clock.advance(minutes=29)

    assert save(maya, attempt) == 200
    with pytest.raises(Refusal, match="closed"), unit_of_work():
        actions.start_attempt(cast.actor("jonas"), assignment, clock.now)


def test_a_hard_stop_stops_at_closing_and_later_for_who_has_longer(
    cast: Cast, maya: Client, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock
) -> None:
    grant(cast, time_percent=150)
    rules = {
        "time_limit_minutes": LIMIT,
        "closes_at": clock.now + timedelta(minutes=10),
        "closing_policy": ClosingPolicy.HARD_STOP,
    }
    attempt = begin(assign(**rules))
    clock.advance(minutes=25)
    assert save(maya, attempt) == 200, "ten minutes, and the fifteen that are hers"
    clock.advance(seconds=10)
    assert save(maya, attempt, sequence=2) == 409


def test_nothing_late_closes_at_the_due_time(
    cast: Cast, maya: Client, assign: Assign, clock: Clock
) -> None:
    assignment = assign(due_at=clock.now, late_policy=LatePolicy.NOTHING_LATE)

    page = maya.get(f"/assignments/{assignment}/quiz")

    assert "This quiz is closed." in page.text


def test_the_timer_asks_the_server_which_may_have_given_more_time(
    cast: Cast, maya: Client, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock
) -> None:
    assignment = assign(time_limit_minutes=LIMIT)
    attempt = begin(assignment)
    path = f"/attempts/{attempt}/time"

    def answer() -> dict[str, object]:
        found: dict[str, object] = maya.flask.get(path).json
        return found

    assert answer() == {
        "now": clock.now.isoformat(),
        "until": (clock.now + timedelta(minutes=30)).isoformat(),
        "shown": "Tue 15 Sep 2026, 9:30 AM",
        "isOver": False,
    }
    with unit_of_work():
        db.session.add(
            AssignmentOverride(
                assignment_id=assignment,
                person_id=cast.maya,
                school_id=cast.northfield,
                time_limit_minutes=50,
                updated_at=clock.now,
            )
        )
    assert answer()["until"] == (clock.now + timedelta(minutes=50)).isoformat()
    clock.advance(minutes=51)
    assert answer()["isOver"] is True


def test_withdrawn_work_is_not_closed(
    assign: Assign, begin: Callable[[UUID], UUID], clock: Clock, maya: Client
) -> None:
    assignment = assign(time_limit_minutes=LIMIT)
    attempt = begin(assignment)
    with unit_of_work():
        db.session.get_one(Assignment, assignment).withdrawn_at = clock.now
    clock.advance(hours=2)

    assert "has withdrawn this quiz" in maya.get(f"/attempts/{attempt}").text
    assert attempts(id=attempt)[0].state == "open"


def test_late_work_loses_a_share_and_the_results_say_so(
    cast: Cast, maya: Client, assign: Assign, begin: Callable[[UUID], UUID], clock: Clock
) -> None:
    assignment = assign(
        due_at=clock.now + timedelta(hours=1),
        late_policy=LatePolicy.TAKE_OFF,
        late_percent=10,
    )
    start = maya.get(f"/assignments/{assignment}/quiz")
    assert "10% of the score is taken off for each day begun" in start.text
    attempt = begin(assignment)
    save(maya, attempt)
    clock.advance(days=1, hours=2)
    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, clock.now)

    page = maya.get(f"/attempts/{attempt}/results")

    assert "2 days late: 20% is taken off, so 20% counts." in page.text
