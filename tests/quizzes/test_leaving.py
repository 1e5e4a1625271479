"""Who has left a class, or whose class was put away, answers no more and keeps the results."""

from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import update

from domain.errors import NotFound
from domain.permissions import Action
from models.classes import Enrolment, SchoolClass
from models.session import db, unit_of_work
from quizzes.actions import start_attempt
from quizzes.queries.attempts import require_attempt
from tests.cast import MORNING, Cast
from tests.client import Client
from tests.quizzes.conftest import Assign, answers


@pytest.fixture
def begun(cast: Cast, assign: Assign) -> UUID:
    assignment_id = assign()
    with unit_of_work():
        return start_attempt(cast.actor("maya"), assignment_id, MORNING)


def test_an_open_attempt_closes_to_whoever_left_the_class(cast: Cast, begun: UUID) -> None:
    with unit_of_work():
        db.session.execute(
            update(Enrolment).where(Enrolment.person_id == cast.maya).values(left_at=MORNING)
        )

    with pytest.raises(NotFound):
        require_attempt(cast.actor("maya"), begun, Action.TAKE_ATTEMPT)
    assert require_attempt(cast.actor("maya"), begun, Action.VIEW_RESULTS).id == begun


def test_an_archived_class_takes_no_more_answers_and_the_page_says_so(
    cast: Cast, begun: UUID, browser_of: Callable[..., Client]
) -> None:
    page = browser_of(cast.maya).get(f"/attempts/{begun}").press("Save", q1="right")
    _archive(cast.civics)

    late = page.press("Save", q1="wrong-1", status=409)
    assert "Your class is archived: it takes no more answers." in late.text
    assert "Hand in" not in browser_of(cast.maya).get(page.path).text
    late.client.post(f"/attempts/{begun}/submit", status=409)
    assert answers(begun) == {1: {"choice": "right"}}


def _archive(class_id: UUID) -> None:
    with unit_of_work():
        db.session.get_one(SchoolClass, class_id).archived_at = MORNING


def test_nothing_begins_in_an_archived_class(cast: Cast, assign: Assign) -> None:
    assignment_id = assign()
    _archive(cast.civics)

    with pytest.raises(NotFound), unit_of_work():
        start_attempt(cast.actor("maya"), assignment_id, MORNING)
