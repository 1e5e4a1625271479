"""A student says what is wrong with a question; the teacher answers; the bank remembers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from classes.actions import reopen_attempt
from domain.access import FeedbackPolicy
from models.audit import AuditEntry
from models.challenges import Challenge
from models.session import db, unit_of_work
from quizzes import actions
from tests.cast import Cast
from tests.client import Client, Page
from tests.conftest import Clock
from tests.quizzes.conftest import Assign

Browser = Callable[..., Client]

WHY = "The lesson says <that> the mayor opens it."
REPLY = "Read on: the moderator does."


@pytest.fixture
def handed_in(cast: Cast, assign: Assign, clock: Clock) -> Callable[..., UUID]:
    """An attempt of Maya's, handed in empty."""

    def do(**rules: object) -> UUID:
        assignment = assign(**rules)
        with unit_of_work():
            attempt_id = actions.start_attempt(cast.actor("maya"), assignment, clock.now)
            actions.submit(cast.actor("maya"), attempt_id, clock.now)
        return attempt_id

    return do


def challenge(browser: Client, attempt_id: UUID, reason: str = WHY, status: int = 200) -> Page:
    """Challenge the second question."""
    form = browser.get(f"/attempts/{attempt_id}/results").form(action="/questions/2/challenge")
    return form.submit(status=status, reason=reason)


def stored() -> list[Challenge]:
    db.session.rollback()
    return list(db.session.scalars(select(Challenge)))


def test_from_the_student_to_the_teacher_and_back(
    cast: Cast, browser_of: Browser, handed_in: Callable[..., UUID]
) -> None:
    maya, rivera = browser_of(cast.maya), browser_of(cast.rivera)
    page = challenge(maya, handed_in())
    assert "sent to your teacher, who has not answered yet." in page.text
    assert page.path.endswith("#challenge-2")
    assert WHY in page.soup.find(id="challenge-2").get_text()
    assert WHY in page.text
    assert not page.soup.select("form[action$='/questions/2/challenge#q2']")

    first = rivera.get("/classes")
    assert "1 challenge of a question waits for your answer" in first.text
    assert "Challenges: 1 waits" in rivera.get(f"/classes/{cast.civics}").text
    asked = first.click("1 challenge of a question waits").click("multiple-1")
    assert "Student Maya" in asked.text
    assert WHY in asked.text
    assert "The explanation of multiple-1." in asked.text
    listed = asked.press("Send the answer", verdict="accept", reply=REPLY)
    assert "Accepted" in listed.text

    assert "Challenges: " not in rivera.get(f"/classes/{cast.civics}").text
    bank = rivera.get("/banks/riverbend-bank").text
    assert "1 accepted challenge" in bank
    assert WHY in bank
    home = maya.get("/home")
    assert f"agrees with your challenge of question 2 in Riverbend : {REPLY}" in home.text
    assert f"The teacher agrees: {REPLY}" in home.click("See the results").text
    log = browser_of(cast.okafor).get("/school/log").text
    for words in ("challenged a question", "accepted a challenge", WHY, REPLY):
        assert words in log


def test_a_gap_is_told_above_the_page_to_whoever_left_it(
    cast: Cast, browser_of: Browser, handed_in: Callable[..., UUID]
) -> None:
    maya, attempt_id = browser_of(cast.maya), handed_in()
    gap = challenge(maya, attempt_id, reason="", status=422)
    assert gap.told() == ["What is wrong with the question, or with its answer?"]
    challenge(maya, attempt_id)

    asked = browser_of(cast.rivera).get(f"/challenges/{stored()[0].id}")
    assert not asked.title.startswith("Error")
    page = asked.press("Send the answer", status=422)

    assert page.told() == ["Is the student right?", "A few words to the student"]


def test_the_report_counts_them(
    cast: Cast, browser_of: Browser, handed_in: Callable[..., UUID]
) -> None:
    attempt_id = handed_in()
    challenge(browser_of(cast.maya), attempt_id)

    report = browser_of(cast.rivera).get(f"/assignments/{stored()[0].assignment_id}/report")

    assert "1 challenge of a question here : 1 waits for an answer" in report.text


def test_one_waits_at_a_time_and_another_may_follow(
    cast: Cast, browser_of: Browser, handed_in: Callable[..., UUID]
) -> None:
    maya, rivera, attempt_id = browser_of(cast.maya), browser_of(cast.rivera), handed_in()
    form = maya.get(f"/attempts/{attempt_id}/results").form(action="/questions/2/challenge")
    form.submit(reason=WHY)
    form.submit(reason=WHY)
    refused = form.submit(status=422, reason="Something else.")
    assert "has not answered yet" in refused.text
    assert "Something else." in refused.soup.select_one("#reason-2").get_text()
    assert len(stored()) == 1

    path = f"/challenges/{stored()[0].id}"
    answer = rivera.get(path).form("Send the answer")
    answer.submit(verdict="decline", reply=REPLY)
    answer.submit(verdict="decline", reply=REPLY)
    late = answer.submit(status=422, verdict="accept", reply="Oh yes.")
    assert "answered meanwhile" in late.text
    assert "Oh yes." in late.text
    assert "Your teacher does not agree with your challenge" in maya.get("/home").text
    challenge(maya, attempt_id, "Something else.")
    assert len(stored()) == 2
    entries = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert entries.count("challenge-question") == 2
    assert entries.count("decline-challenge") == 1


@pytest.mark.parametrize(
    ("reason", "words"), [("  ", "Write what you think"), ("x" * 501, "at most 500 characters")]
)
def test_what_was_typed_is_kept(
    cast: Cast, browser_of: Browser, handed_in: Callable[..., UUID], reason: str, words: str
) -> None:
    page = challenge(browser_of(cast.maya), handed_in(), reason, 422)

    assert words in page.text
    box = page.soup.select_one("#reason-2")
    assert box.find_parent("details").has_attr("open")
    assert box.get_text().strip() == reason.strip()
    assert stored() == []


def test_no_challenge_before_the_answers_are_shown(
    cast: Cast, browser_of: Browser, clock: Clock, handed_in: Callable[..., UUID]
) -> None:
    attempt_id = handed_in(
        feedback_policy=FeedbackPolicy.AFTER_CLOSE, closes_at=clock.now + timedelta(days=1)
    )
    maya = browser_of(cast.maya)

    assert "Challenge" not in maya.get(f"/attempts/{attempt_id}/results").text
    refused = maya.post(
        f"/attempts/{attempt_id}/questions/2/challenge", {"reason": WHY}, status=409
    )
    assert "once the right answers are shown" in refused.text


def test_only_ones_own_graded_work_and_questions_in_it(
    cast: Cast, browser_of: Browser, clock: Clock, handed_in: Callable[..., UUID]
) -> None:
    attempt_id = handed_in()
    with unit_of_work():
        practice = actions.start_practice(cast.actor("maya"), attempt_id, clock.now)
        actions.submit(cast.actor("maya"), practice, clock.now)
    sent = {"reason": WHY}
    maya = browser_of(cast.maya)
    assert "Challenge" not in maya.get(f"/attempts/{practice}/results").text
    maya.post(f"/attempts/{practice}/questions/1/challenge", sent, status=404)
    maya.post(f"/attempts/{attempt_id}/questions/9/challenge", sent, status=404)
    maya.post(f"/attempts/{attempt_id}/questions/{9**30}/challenge", sent, status=404)
    for person in (cast.jonas, cast.leo, cast.tom):
        browser_of(person).post(f"/attempts/{attempt_id}/questions/2/challenge", sent, status=404)
    assert stored() == []


def test_a_reopened_attempt_leaves_the_challenge_readable(
    cast: Cast, browser_of: Browser, clock: Clock, handed_in: Callable[..., UUID]
) -> None:
    attempt_id = handed_in()
    challenge(browser_of(cast.maya), attempt_id)
    with unit_of_work():
        reopen_attempt(cast.actor("rivera"), attempt_id, clock.now)

    page = browser_of(cast.rivera).get(f"/challenges/{stored()[0].id}")

    assert "The attempt is open again" in page.text
    assert "multiple-1" in page.text
