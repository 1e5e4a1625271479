"""Beginning: dates, limits, what is drawn, and two tabs that begin at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from random import Random
from threading import Barrier, Thread
from uuid import UUID

import pytest
from flask import Flask

from domain.errors import NotFound, Refusal
from models.assignments import Assignment, AssignmentOverride
from models.content import Question
from models.session import db, unit_of_work
from quizzes import actions
from quizzes.actions import Pick, starting
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.meeting import Meeting
from tests.quizzes.conftest import Assign, attempts, items

Browser = Callable[..., Client]


def start(cast: Cast, name: str, assignment: UUID, clock: Clock, seed: int = 1) -> UUID:
    with unit_of_work():
        return actions.start_attempt(cast.actor(name), assignment, clock.now, Random(seed))


def submit(cast: Cast, name: str, attempt_id: UUID, clock: Clock) -> None:
    with unit_of_work():
        actions.submit(cast.actor(name), attempt_id, clock.now)


def test_the_start_page_counts_what_will_be_asked(
    cast: Cast, assign: Assign, clock: Clock, browser_of: Browser
) -> None:
    assignment = assign()
    with unit_of_work():
        db.session.get_one(Question, "single-1").archived_at = clock.now

    page = browser_of(cast.maya).get(f"/assignments/{assignment}/quiz")

    assert "Questions 3" in " ".join(page.soup.main.get_text(" ").split())
    assert len(items(start(cast, "maya", assignment, clock))) == 3


def test_beginning_twice_continues_the_same_attempt(
    cast: Cast, assign: Assign, clock: Clock
) -> None:
    assignment = assign()

    assert start(cast, "maya", assignment, clock) == start(cast, "maya", assignment, clock)


def test_forty_clicks_at_once_begin_one_attempt(
    app: Flask, cast: Cast, assign: Assign, clock: Clock
) -> None:
    assignment = assign(attempts_allowed=3)
    clicks = 8
    barrier = Barrier(clicks)
    begun: list[UUID] = []

    def click() -> None:
        with app.app_context():
            barrier.wait()
            begun.append(start(cast, "maya", assignment, clock))
            db.session.remove()

    threads = [Thread(target=click) for _ in range(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(begun) == clicks
    assert len(set(begun)) == 1
    assert len(attempts(person_id=cast.maya)) == 1


def test_the_limit_of_attempts_holds_and_one_more_can_be_given(
    cast: Cast, assign: Assign, clock: Clock, browser_of: Browser
) -> None:
    assignment = assign(attempts_allowed=1)
    submit(cast, "maya", start(cast, "maya", assignment, clock), clock)

    with pytest.raises(Refusal, match="no_attempts_left"):
        start(cast, "maya", assignment, clock)
    page = browser_of(cast.maya).get(f"/assignments/{assignment}/quiz")
    assert "You have used all your attempts" in page.text
    assert "Attempt 1" in page.text
    assert "0 of 4" in page.text
    refused = browser_of(cast.maya).post(f"/assignments/{assignment}/quiz", status=409)
    assert "You have used all your attempts" in refused.text

    with unit_of_work():
        db.session.add(
            AssignmentOverride(
                assignment_id=assignment,
                person_id=cast.maya,
                school_id=cast.northfield,
                extra_attempts=1,
                updated_at=clock.now,
            )
        )
    assert start(cast, "maya", assignment, clock)
    page = browser_of(cast.maya).get(f"/assignments/{assignment}/quiz")
    assert "2 of 2 used" in page.text
    assert "Continue" in page.text


def test_dates_say_why_not_and_when(
    cast: Cast, assign: Assign, clock: Clock, browser_of: Browser
) -> None:
    early = assign(opens_at=clock.now + timedelta(days=1))
    closed = assign(closes_at=clock.now)
    withdrawn = assign()
    with unit_of_work():
        row = db.session.get(Assignment, withdrawn)
        assert row is not None
        row.withdrawn_at = clock.now

    browser = browser_of(cast.maya)
    assert "opens on Wed" in browser.get(f"/assignments/{early}/quiz").text
    assert "This quiz is closed." in browser.get(f"/assignments/{closed}/quiz").text
    assert "has withdrawn" in browser.get(f"/assignments/{withdrawn}/quiz").text
    for assignment in (early, closed, withdrawn):
        browser.post(f"/assignments/{assignment}/quiz", status=409)
    assert attempts(person_id=cast.maya) == []


def test_only_students_of_the_class_may_begin(
    cast: Cast, assign: Assign, clock: Clock, browser_of: Browser
) -> None:
    assignment = assign()

    for name in ("leo", "tom", "rivera", "okafor"):
        with pytest.raises(NotFound):
            start(cast, name, assignment, clock)
    browser_of(cast.leo).get(f"/assignments/{assignment}/quiz", status=404)
    browser_of(cast.rivera).get(f"/assignments/{assignment}/quiz", status=403)


def test_fixed_questions_come_as_written_with_shuffled_options(
    cast: Cast, assign: Assign, clock: Clock
) -> None:
    assignment = assign("riverbend-fixed")
    orders = set()
    for seed, name in enumerate(("maya", "jonas", "priya")):
        attempt_id = start(cast, name, assignment, clock, seed)
        drawn = items(attempt_id)
        assert [each.question_id for each in drawn] == [
            "single-1",
            "multiple-1",
            "truth-1",
            "order-1",
        ]
        assert drawn[2].option_order == ["true", "false"]
        assert drawn[3].option_order != ["first", "second", "third", "fourth"]
        orders.add(tuple(drawn[1].option_order))
    assert len(orders) > 1


def test_random_parts_draw_distinct_graded_questions(
    cast: Cast, assign: Assign, clock: Clock
) -> None:
    assignment = assign("riverbend-mixed", attempts_allowed=None)
    seen = set()
    for seed in range(12):
        attempt_id = start(cast, "maya", assignment, clock, seed)
        drawn = [each.question_id for each in items(attempt_id)]
        assert drawn[:2] == ["single-3", "truth-3"]
        assert len(drawn) == len(set(drawn)) == 5
        seen.update(drawn)
        submit(cast, "maya", attempt_id, clock)
    assert len(seen) > 8
    assert "practice-1" not in seen


@pytest.fixture
def own_quiz(cast: Cast, clock: Clock) -> UUID:
    """Mr. Rivera's own quiz of one question."""
    with unit_of_work():
        return actions.build_quiz(
            cast.actor("rivera"),
            title="One question",
            summary="",
            picks=[Pick("riverbend-bank", ("single-1",))],
            now=clock.now,
        )


def ask_another(cast: Cast, quiz_id: UUID, clock: Clock) -> None:
    actions.change_quiz(
        cast.actor("rivera"),
        quiz_id,
        title="Another question",
        summary="",
        picks=[Pick("riverbend-bank", ("single-2",))],
        now=clock.now,
    )


def test_a_quiz_that_is_being_begun_stays_as_it_is(
    app: Flask,
    cast: Cast,
    assign: Assign,
    clock: Clock,
    own_quiz: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assignment = assign(quiz_id=own_quiz)
    meeting = Meeting(app)
    meeting.stop_before(monkeypatch, starting, "draw")

    begun, changed = meeting.of(
        lambda: actions.start_attempt(cast.actor("maya"), assignment, clock.now),
        lambda: ask_another(cast, own_quiz, clock),
    )

    assert begun is None
    assert isinstance(changed, Refusal)
    assert changed.code == "quiz-was-begun"


def test_whoever_begins_a_quiz_that_is_being_changed_is_asked_what_it_asks_then(
    app: Flask, cast: Cast, assign: Assign, clock: Clock, own_quiz: UUID
) -> None:
    assignment = assign(quiz_id=own_quiz)

    failed = Meeting(app).of(
        lambda: ask_another(cast, own_quiz, clock),
        lambda: actions.start_attempt(cast.actor("maya"), assignment, clock.now),
    )

    assert failed == [None, None]
    (attempt,) = attempts(person_id=cast.maya)
    assert [each.question_id for each in items(attempt.id)] == ["single-2"]


def test_a_lesson_is_no_quiz(cast: Cast, clock: Clock, assign: Assign) -> None:
    assignment = assign()
    with unit_of_work():
        row = db.session.get(Assignment, assignment)
        assert row is not None
        row.lesson_id, row.quiz_id = "meeting-rules", None

    with pytest.raises(NotFound):
        start(cast, "maya", assignment, clock)
