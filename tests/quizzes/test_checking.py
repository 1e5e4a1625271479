"""Practice, answer by answer: the verdict at once, and what was checked stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from classes.actions import reopen_attempt
from models.classes import Enrolment
from models.progress import Evidence
from models.session import db, unit_of_work
from quizzes import actions
from tests.cast import MORNING, Cast
from tests.client import Client, Page
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, answers, attempts, log

Browser = Callable[..., Client]

CHECK = "Check my answer : Question 1"


@pytest.fixture
def handed_in(cast: Cast, assign: Assign, clock: Clock) -> UUID:
    """Maya's attempt in which she missed everything."""
    assignment = assign()
    with unit_of_work():
        attempt_id = actions.start_attempt(cast.actor("maya"), assignment, clock.now)
        actions.submit(cast.actor("maya"), attempt_id, clock.now)
    return attempt_id


@pytest.fixture
def practice(cast: Cast, browser_of: Browser, handed_in: UUID) -> Page:
    return browser_of(cast.maya).get(f"/attempts/{handed_in}/results").press("Practice")


def test_a_checked_answer_shows_its_verdict_and_cannot_be_changed(
    cast: Cast, practice: Page
) -> None:
    other_tab = practice.form("Save")
    before = db.session.scalars(select(Evidence.question_id)).all()

    page = practice.press(CHECK, q1="wrong-1", q3="true")

    assert "Not right" in page.soup.select_one("#q1").text
    assert "The explanation of single-1." in page.text
    assert "The explanation of truth-1." not in page.text
    assert page.path.endswith("#q1-verdict")
    refused = other_tab.submit(status=409, q1="right")
    assert "You have checked this answer: it stays as it is." in refused.text
    [attempt] = attempts(person_id=cast.maya, purpose="practice")
    assert answers(attempt.id) == {1: {"choice": "wrong-1"}, 3: {"choice": "true"}}
    assert log(attempt.id)[-1] == (1, {"choice": "right"}, "refused")
    assert db.session.scalars(select(Evidence.question_id)).all() == before

    results = page.press("Finish practice").press("Finish practice")
    assert "1 of 4" in results.text


def test_an_empty_question_is_asked_for_first(practice: Page) -> None:
    page = practice.press(CHECK, status=422)

    assert "Choose an answer first" in page.soup.select_one("#q1").text
    assert "The explanation" not in page.text


def test_practice_of_an_attempt_that_is_open_again_tells_no_answers(
    cast: Cast, browser_of: Browser, practice: Page, handed_in: UUID, clock: Clock
) -> None:
    page = practice.press(CHECK, q1="wrong-1", q3="true")
    with unit_of_work():
        reopen_attempt(cast.actor("rivera"), handed_in, clock.now)
    maya = browser_of(cast.maya)

    assert "The explanation" not in maya.get(practice.path).text
    page = page.press(CHECK.replace("1", "3"), status=422)
    assert "You can practice once the right answers are shown." in page.text
    results = maya.get(practice.path).press("Finish practice").press("Finish practice")
    assert "The explanation" not in results.text
    assert "More is shown once the right answers to what you practice are shown." in results.text

    with unit_of_work():
        actions.submit(cast.actor("maya"), handed_in, clock.now)
    assert "The explanation of single-1." in maya.get(results.path).text


def test_graded_work_offers_no_verdict_and_gives_none(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = browser_of(cast.maya).get(f"/assignments/{assign()}/quiz").press("Start")

    assert "Check my answer" not in page.text
    page.client.post(page.path, {"check": "1", "base-1": "0.00000000", "q1": "right"}, status=404)


def test_practice_is_not_offered_to_who_cannot_begin_it(
    cast: Cast, browser_of: Browser, handed_in: UUID
) -> None:
    with unit_of_work():
        row = db.session.scalars(select(Enrolment).filter_by(person_id=cast.maya)).one()
        row.left_at = MORNING

    results = browser_of(cast.maya).get(f"/attempts/{handed_in}/results")

    assert "Question by question" in results.text
    assert "Practice what" not in results.text


def test_practice_that_was_begun_is_offered_again(
    cast: Cast, browser_of: Browser, practice: Page
) -> None:
    practice.press("Save", q3="true")
    maya = browser_of(cast.maya)

    for path in ("/home", "/progress"):
        page = maya.get(path)
        assert "Practice you started" in page.text
        assert "1 of 4 questions started" in page.text
        assert page.soup.select(f'main a[href="{practice.path}"]')
    practice.press("Finish practice").press("Finish practice")
    assert "Practice you started" not in maya.get("/home").text
    assert "Practice you started" not in browser_of(cast.jonas).get("/home").text
