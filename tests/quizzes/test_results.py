"""What is shown afterwards, to whom and when; and practising what was missed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select

from domain.access import FeedbackPolicy
from models.progress import AssignmentResult, Evidence
from models.session import db, unit_of_work
from quizzes import actions
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, attempts, items, quiz_named

Browser = Callable[..., Client]

WHY = "The explanation of single-1."


@pytest.fixture
def hand_in(cast: Cast, clock: Clock) -> Callable[..., UUID]:
    """Begin, answer the first question and hand in."""

    def do(assignment: UUID, name: str = "maya", option: str = "wrong-1") -> UUID:
        actor = cast.actor(name)
        with unit_of_work():
            attempt_id = actions.start_attempt(actor, assignment, clock.now)
            actions.save_edits(
                actor,
                attempt_id,
                "tab-of-the-story",
                [actions.Edit(1, {"choice": option}, 0, 1)],
                clock.now,
            )
            actions.submit(actor, attempt_id, clock.now)
        return attempt_id

    return do


def test_what_was_missed_looks_unlike_what_was_chosen(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    maya = browser_of(cast.maya)
    page = maya.get(f"/assignments/{assign()}/quiz").press("Start")
    results = page.press("Hand in", q2=["right-1"]).press("Hand in as it is")

    assert "Your answer, and right" in results.soup.select_one("#q2 .is-right").get_text()
    assert "Right, and not chosen" in results.soup.select_one("#q2 .is-missed").get_text()


def test_a_teacher_is_not_told_that_the_answers_are_theirs(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    maya = browser_of(cast.maya)
    page = maya.get(f"/assignments/{assign()}/quiz").press("Start")
    results = page.press("Hand in", q2=["right-1"]).press("Hand in as it is")

    seen = browser_of(cast.rivera).get(results.path)

    assert "Answer given, and right" in seen.soup.select_one("#q2 .is-right").get_text()
    assert "Your answer" not in seen.text


@pytest.mark.parametrize(
    ("policy", "score_at_once", "answers_at_once", "answers_later"),
    [
        (FeedbackPolicy.AFTER_SUBMISSION, True, True, True),
        (FeedbackPolicy.SCORE_THEN_ANSWERS_AFTER_CLOSE, True, False, True),
        (FeedbackPolicy.AFTER_CLOSE, False, False, True),
        (FeedbackPolicy.SCORE_ONLY, True, False, False),
    ],
)
def test_feedback_comes_when_the_teacher_said(
    cast: Cast,
    browser_of: Browser,
    assign: Assign,
    clock: Clock,
    hand_in: Callable[..., UUID],
    policy: FeedbackPolicy,
    score_at_once: bool,
    answers_at_once: bool,
    answers_later: bool,
) -> None:
    assignment = assign(closes_at=clock.now + timedelta(days=1), feedback_policy=policy)
    attempt_id = hand_in(assignment)
    maya = browser_of(cast.maya)

    page = maya.get(f"/attempts/{attempt_id}/results")
    start = maya.get(f"/assignments/{assignment}/quiz")
    assert ("0 of 4" in page.text) is score_at_once
    assert ("0 of 4 " in start.text) is score_at_once
    assert (WHY in page.text) is answers_at_once

    clock.advance(days=1)
    page = maya.get(f"/attempts/{attempt_id}/results")
    assert (WHY in page.text) is answers_later
    assert ("Practice what you missed" in page.text) is answers_later


def test_teachers_and_administrators_of_the_student_see_all_of_it_and_nobody_else(
    cast: Cast,
    browser_of: Browser,
    assign: Assign,
    hand_in: Callable[..., UUID],
) -> None:
    attempt_id = hand_in(assign(feedback_policy=FeedbackPolicy.SCORE_ONLY))
    path = f"/attempts/{attempt_id}/results"

    for person in (cast.rivera, cast.okafor):
        page = browser_of(person).get(path)
        assert "Student Maya" in page.text
        assert WHY in page.text
        assert "Practice" not in page.text
    for person in (cast.jonas, cast.chen, cast.tom, cast.novak, cast.haas):
        browser_of(person).get(path, status=404)


def test_an_open_attempt_shows_a_teacher_no_results(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    assignment = assign()
    with unit_of_work():
        attempt_id = actions.start_attempt(cast.actor("maya"), assignment, clock.now)

    page = browser_of(cast.rivera).get(f"/attempts/{attempt_id}/results")
    assert "has not been handed in yet" in page.text
    assert WHY not in page.text
    back = browser_of(cast.maya).get(f"/attempts/{attempt_id}/results")
    assert back.path.endswith(f"/attempts/{attempt_id}")


def test_maya_practises_what_she_missed_for_no_grade(
    cast: Cast,
    browser_of: Browser,
    assign: Assign,
    clock: Clock,
    hand_in: Callable[..., UUID],
) -> None:
    assignment = assign()
    attempt_id = hand_in(assignment, option="right")
    before = _evidence(cast)

    page = browser_of(cast.maya).get(f"/attempts/{attempt_id}/results").press("Practice")

    assert "counts for no grade" in page.text
    [graded, practice] = attempts(person_id=cast.maya)
    assert practice.practice_of_id == graded.id
    assert practice.assignment_id is None
    assert [each.question_id for each in items(practice.id)] == ["multiple-1", "truth-1", "order-1"]
    again = browser_of(cast.maya).get(f"/attempts/{attempt_id}/results").press("Practice")
    assert again.path == page.path  # a double click practises once

    asked = page.press("Finish practice", q2="true")
    assert "cannot be changed" not in asked.text
    results = asked.press("Finish practice")
    assert "Results of your practice" in results.text
    assert "1 of 3 tried, 1 right. No grade." in results.text
    assert _evidence(cast) == before
    db.session.rollback()
    score = db.session.get(AssignmentResult, (assignment, cast.maya))
    assert score is not None
    assert (score.attempts_submitted, score.score_numerator, score.score_denominator) == (1, 1, 4)


def _evidence(cast: Cast) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).where(Evidence.person_id == cast.maya)) or 0


def test_nothing_is_practised_before_answers_are_shown_or_where_all_was_right(
    cast: Cast,
    browser_of: Browser,
    assign: Assign,
    hand_in: Callable[..., UUID],
) -> None:
    hidden = hand_in(assign(feedback_policy=FeedbackPolicy.SCORE_ONLY))

    refused = browser_of(cast.maya).post(f"/attempts/{hidden}/practise", status=409)
    assert "once the right answers are shown" in refused.text
    browser_of(cast.jonas).post(f"/attempts/{hidden}/practise", status=404)
    browser_of(cast.rivera).post(f"/attempts/{hidden}/practise", status=403)


def test_a_teachers_preview_counts_for_nothing(
    cast: Cast, browser_of: Browser, clock: Clock
) -> None:
    quiz_id = quiz_named("riverbend-fixed")

    page = browser_of(cast.rivera).post(f"/quizzes/{quiz_id}/preview")
    assert "Preview: this is what students see" in page.text
    results = page.press("Hand in", q1="right").press("Hand in as it is")

    assert "1 of 4" in results.text
    assert "Practice" not in results.text
    [attempt] = attempts(person_id=cast.rivera)
    assert (attempt.purpose, attempt.assignment_id) == ("preview", None)
    assert db.session.scalars(select(Evidence)).all() == []
    browser_of(cast.chen).get(results.path, status=404)


def test_a_preview_is_left_for_where_it_began(cast: Cast, browser_of: Browser) -> None:
    rivera = browser_of(cast.rivera)
    began = {"Referer": "http://localhost/assign?lesson=meeting-rules"}

    answering = rivera.post(f"/quizzes/{quiz_named('riverbend-fixed')}/preview", headers=began)
    asked = answering.press("Hand in")
    results = asked.press("Hand in as it is")

    for page in (answering, asked, results):
        links = page.soup.select("main a.button")
        back = next(each["href"] for each in links if "Leave" in each.text)
        assert back == "/assign?lesson=meeting-rules"


def test_results_say_when_work_was_handed_in_late(
    cast: Cast,
    clock: Clock,
    assign: Assign,
    hand_in: Callable[..., UUID],
    browser_of: Browser,
) -> None:
    assignment = assign(due_at=clock.now + timedelta(hours=1))
    in_time = hand_in(assignment)
    clock.now += timedelta(hours=2)
    late = hand_in(assignment, "jonas")

    assert ", late." not in browser_of(cast.maya).get(f"/attempts/{in_time}/results").text
    assert ", late." in browser_of(cast.jonas).get(f"/attempts/{late}/results").text


def test_each_question_is_one_click_away_and_says_how_it_went(
    cast: Cast, browser_of: Browser, assign: Assign, hand_in: Callable[..., UUID]
) -> None:
    attempt_id = hand_in(assign(), option="right")

    page = browser_of(cast.maya).get(f"/attempts/{attempt_id}/results")

    links = {str(a["href"]): a.get_text(" ", strip=True) for a in page.soup.select(".jumps a")}
    assert links == {
        "#q1": "Question 1 : right",
        "#q2": "Question 2 : not answered",
        "#q3": "Question 3 : not answered",
        "#q4": "Question 4 : not answered",
    }
