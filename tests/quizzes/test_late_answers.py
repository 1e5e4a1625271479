"""Answers that came late: kept with their evidence, accepted or declined, and what then counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from classes.actions import reopen_attempt
from domain.access import FeedbackPolicy
from domain.errors import NotFound
from models.assignments import Assignment
from models.attempts import LAST_SAVED_AT, Attempt, LateDecision
from models.audit import AuditEntry
from models.progress import AssignmentResult, Evidence
from models.session import db, unit_of_work
from progress.rebuild import rebuild
from quizzes import actions
from quizzes.actions import Edit
from quizzes.queries.late_answers import LateCount, count_late
from quizzes.sweeping import close_overdue
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, Give, answers, close_by_itself, log, waiting

Browser = Callable[..., Client]

RIGHT, WRONG = {"choice": "right"}, {"choice": "wrong-1"}
REASON = "The network was down."


def decide(
    cast: Cast, assignment: UUID, clock: Clock, *, accept: bool = True, by: str = "rivera"
) -> int:
    ids = {each.response_id for each in waiting(cast, assignment)}
    with unit_of_work():
        return actions.decide_late_answers(
            cast.actor(by),
            assignment,
            cast.maya,
            ids,
            accept=accept,
            reason=REASON,
            now=clock.now,
        )


def score(cast: Cast, assignment: UUID) -> tuple[int | None, int | None]:
    db.session.rollback()
    row = db.session.get(AssignmentResult, (assignment, cast.maya))
    assert row is not None
    return row.score_numerator, row.score_denominator


def differing() -> int:
    return sum(report.differed for report in rebuild())


def test_the_teacher_accepts_with_a_reason_and_the_score_follows(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock, browser_of: Browser
) -> None:
    give(1, WRONG, 1)
    closing = clock.now + timedelta(hours=1)
    clock.advance(hours=2)
    close_by_itself(attempt, closing)
    rebuild()
    give(1, RIGHT, 2, at=closing - timedelta(minutes=5))
    assert answers(attempt) == {1: WRONG}

    rivera = browser_of(cast.rivera)
    report = rivera.get(f"/assignments/{assignment}/report")
    assert "1 answer came late and waits for you" in report.text
    for path in ("/classes", f"/classes/{cast.civics}"):
        announced = rivera.get(path).click("1 answer came late and waits for you")
        assert announced.path == f"/assignments/{assignment}/late-answers"
    page = report.click("Answers that came late")
    assert "Its device claims that it was given: Tue 15 Sep 2026, 9:55" in page.text.replace(
        "\u202f", " "
    )
    page = page.press("Accept what is ticked", reason=REASON)

    assert "1 answer counts now." in page.text
    assert "came late" not in rivera.get("/classes").text
    assert answers(attempt) == {1: RIGHT}
    assert score(cast, assignment) == (1, 4)
    assert differing() == 0
    student = browser_of(cast.maya).get(f"/attempts/{attempt}/results")
    assert "Accepted: it counts" in student.text
    assert REASON in student.text
    home = browser_of(cast.maya).get("/home")
    assert "Your teacher accepted answers to Riverbend that came late. Questions: 1" in home.text
    log_page = browser_of(cast.okafor).get("/school/log")
    assert "accepted answers that came late" in log_page.text
    assert REASON in log_page.text


def test_a_declined_answer_stays_out_and_its_student_reads_why(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock, browser_of: Browser
) -> None:
    clock.advance(hours=2)
    give(1, RIGHT, 1)

    assert "Waits for the teacher" in browser_of(cast.maya).get(f"/attempts/{attempt}").text
    assert decide(cast, assignment, clock, accept=False) == 1

    page = browser_of(cast.maya).get(f"/attempts/{attempt}")
    assert "Declined: it does not count" in page.text
    assert REASON in page.text
    assert answers(attempt) == {}


def test_what_is_accepted_while_the_attempt_is_open_is_marked_with_it(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock
) -> None:
    clock.advance(hours=2)
    give(1, RIGHT, 1)
    came_at = clock.now
    clock.advance(hours=2)
    decide(cast, assignment, clock)
    last_saved = select(LAST_SAVED_AT).where(Attempt.id == attempt)
    assert db.session.scalar(last_saved) == came_at, "whenever it was accepted"

    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, clock.now)

    assert score(cast, assignment) == (1, 4)
    assert differing() == 0


def test_the_newest_late_answer_to_a_question_is_the_one_to_decide(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock
) -> None:
    clock.advance(hours=2)
    give(1, WRONG, 1)
    clock.advance(seconds=5)
    give(1, RIGHT, 2)
    give(3, {"choice": "true"}, 3)

    assert [(each.position, each.answer) for each in waiting(cast, assignment)] == [
        (1, RIGHT),
        (3, {"choice": "true"}),
    ]
    decide(cast, assignment, clock)
    assert (count_late(assignment).all, count_late(assignment).waiting) == (2, 0)
    assert waiting(cast, assignment) == ()
    clock.advance(seconds=5)
    give(1, WRONG, 4)
    assert [each.answer for each in waiting(cast, assignment)] == [WRONG]


def test_an_older_late_answer_that_arrives_last_is_superseded(
    attempt: UUID, give: Give, clock: Clock
) -> None:
    clock.advance(hours=2)
    give(1, RIGHT, 2)
    give(1, WRONG, 1)

    assert log(attempt) == [(1, RIGHT, "late"), (1, WRONG, "superseded")]


def test_a_newer_answer_that_counts_leaves_nothing_to_decide(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock, browser_of: Browser
) -> None:
    clock.advance(hours=1, minutes=1)
    close_overdue(clock.now)
    give(1, WRONG, 1, "phone-of-maya")
    give(2, {"choices": ["right-1"]}, 2, "phone-of-maya")
    clock.advance(minutes=5)
    with unit_of_work():
        later = clock.now + timedelta(hours=1)
        db.session.execute(update(Assignment).values(closes_at=later))
    with unit_of_work():
        reopen_attempt(cast.actor("rivera"), attempt, clock.now)

    give(1, RIGHT, 1, "laptop-of-maya")

    assert [each.position for each in waiting(cast, assignment)] == [2]
    assert count_late(assignment) == LateCount(all=1, waiting=1)
    give(2, {"choices": ["right-2"]}, 2, "laptop-of-maya")
    assert count_late(assignment) == LateCount(all=0, waiting=0)
    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, clock.now)
    report = browser_of(cast.rivera).get(f"/assignments/{assignment}/report")
    assert "came late" not in report.text
    assert answers(attempt)[1] == RIGHT


def test_a_decision_stands_and_a_second_click_changes_nothing(
    app: Flask, cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock
) -> None:
    clock.advance(hours=2)
    give(1, RIGHT, 1)
    ids = {each.response_id for each in waiting(cast, assignment)}
    clicks = 4
    barrier = Barrier(clicks)
    counted: list[int] = []

    def click(accept: bool) -> None:
        with app.app_context():
            barrier.wait()
            with unit_of_work():
                counted.append(
                    actions.decide_late_answers(
                        cast.actor("rivera"),
                        assignment,
                        cast.maya,
                        ids,
                        accept=accept,
                        reason=REASON,
                        now=clock.now,
                    )
                )
            db.session.remove()

    threads = [Thread(target=click, args=(number % 2 == 0,)) for number in range(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(counted) == [0, 0, 0, 1]
    db.session.rollback()
    [decision] = db.session.scalars(select(LateDecision))
    assert answers(attempt) == ({1: RIGHT} if decision.is_accepted else {})
    assert len(list(db.session.scalars(select(AuditEntry)))) == 1


def test_after_their_own_handing_in_nothing_waits_for_the_teacher(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock, browser_of: Browser
) -> None:
    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, clock.now)
    give(1, RIGHT, 1)
    clock.advance(hours=2)
    give(3, {"choice": "true"}, 2)

    assert {outcome for _, _, outcome in log(attempt)} == {"refused"}
    page = browser_of(cast.rivera).get(f"/assignments/{assignment}/late-answers")
    assert "Nothing came late" in page.text


@pytest.mark.parametrize("first", ["the sweeper", "her other device"])
def test_whoever_notices_the_end_first_what_comes_then_is_late(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock, first: str
) -> None:
    clock.advance(hours=1, minutes=1)
    if first == "the sweeper":
        close_overdue(clock.now)
    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, clock.now)

    give(1, RIGHT, 1)

    assert log(attempt) == [(1, RIGHT, "late")]
    assert [each.answer for each in waiting(cast, assignment)] == [RIGHT]


def test_a_late_answer_after_the_right_ones_were_out_is_no_evidence(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock
) -> None:
    closing = clock.now + timedelta(hours=1)
    clock.advance(hours=2)
    close_by_itself(attempt, closing)
    give(1, RIGHT, 1)

    decide(cast, assignment, clock)

    db.session.rollback()
    evidence = db.session.get(Evidence, (cast.maya, "single-1"))
    assert evidence is not None
    assert evidence.is_right is None
    assert differing() == 0


def test_a_late_answer_before_the_right_ones_were_out_is_evidence(
    cast: Cast, assign: Assign, clock: Clock
) -> None:
    assignment = assign(
        closes_at=clock.now + timedelta(hours=1), feedback_policy=FeedbackPolicy.SCORE_ONLY
    )
    with unit_of_work():
        attempt = actions.start_attempt(cast.actor("maya"), assignment, clock.now)
    closing = clock.now + timedelta(hours=1)
    clock.advance(hours=2)
    close_by_itself(attempt, closing)
    with unit_of_work():
        edit = Edit(1, RIGHT, 0, 1)
        actions.save_edits(cast.actor("maya"), attempt, "tab-one-of-maya", [edit], clock.now)

    decide(cast, assignment, clock)

    db.session.rollback()
    evidence = db.session.get(Evidence, (cast.maya, "single-1"))
    assert evidence is not None
    assert evidence.is_right is True
    assert differing() == 0


def test_a_decision_needs_a_reason_and_keeps_what_was_typed(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock, browser_of: Browser
) -> None:
    clock.advance(hours=2)
    give(1, RIGHT, 1)
    rivera = browser_of(cast.rivera)
    address = f"/assignments/{assignment}/late-answers"

    refused = rivera.get(address).press("Decline what is ticked", status=422)
    assert "Give a reason." in refused.text
    long = "very " * 100
    refused = refused.press("Decline what is ticked", status=422, reason=long)
    assert "Use at most 300 characters" in refused.text
    assert long.strip() in refused.text
    nothing = rivera.post(
        f"{address}/{cast.maya}", {"reason": REASON, "decision": "accept"}, status=422
    )
    assert "Tick at least one answer." in nothing.text
    rivera.post(
        f"{address}/{cast.maya}",
        {"reason": REASON, "decision": "burn", "answers": "x"},
        status=422,
    )
    assert len(waiting(cast, assignment)) == 1


def test_only_teachers_of_the_class_decide(
    cast: Cast, assignment: UUID, attempt: UUID, give: Give, clock: Clock, browser_of: Browser
) -> None:
    clock.advance(hours=2)
    give(1, RIGHT, 1)

    for name in ("okafor", "chen", "novak", "maya"):
        with pytest.raises(NotFound):
            decide(cast, assignment, clock, by=name)
    page = browser_of(cast.okafor).get(f"/assignments/{assignment}/late-answers")
    assert "Waits for the teacher" in page.text
    assert page.soup.select("form[action*=late]") == []


def test_what_comes_for_a_withdrawn_quiz_waits_too(
    cast: Cast, attempt: UUID, assignment: UUID, give: Give, clock: Clock
) -> None:
    with unit_of_work():
        row = db.session.get(Assignment, assignment)
        assert row is not None
        row.withdrawn_at = clock.now
    give(1, RIGHT, 1, at=datetime(2026, 9, 15, 14, 0, tzinfo=UTC))

    assert [each.answer for each in waiting(cast, assignment)] == [RIGHT]
