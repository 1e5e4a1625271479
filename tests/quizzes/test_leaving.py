"""Who has left a class, or whose class was put away: what they send waits for the teacher."""

from collections.abc import Callable
from uuid import UUID

import pytest

from accounts.actions.roster import put_back, remove_student
from domain.errors import NotFound
from models.classes import SchoolClass
from models.session import db, unit_of_work
from quizzes.actions import start_attempt, start_practice, submit
from tests.cast import MORNING, Cast
from tests.client import Client
from tests.quizzes.conftest import Assign, answers, log
from tests.quizzes.test_saving import save

RIGHT, WRONG = {"choice": "right"}, {"choice": "wrong-1"}


@pytest.fixture
def begun(cast: Cast, assign: Assign) -> UUID:
    assignment_id = assign()
    with unit_of_work():
        return start_attempt(cast.actor("maya"), assignment_id, MORNING)


@pytest.fixture
def leave(cast: Cast) -> Callable[[], None]:
    """Mr. Rivera takes Maya out of the class."""

    def do() -> None:
        with unit_of_work():
            remove_student(cast.actor("rivera"), cast.civics, cast.maya, MORNING)

    return do


def test_what_comes_after_leaving_waits_for_the_teacher_and_is_not_lost(
    cast: Cast, begun: UUID, browser_of: Callable[..., Client], leave: Callable[[], None]
) -> None:
    maya, rivera = browser_of(cast.maya), browser_of(cast.rivera)
    save(maya, begun, WRONG)
    leave()

    late = save(maya, begun, RIGHT, sequence=2, base=1)

    assert late.json is not None
    assert (late.status_code, late.json["error"]) == (409, "came-late")
    assert late.json["message"] == (
        "You are not in this class any more. What you changed is kept for your teacher to look at."
    )
    assert answers(begun) == {1: WRONG}
    with unit_of_work():
        put_back(cast.actor("rivera"), cast.civics, cast.maya, MORNING)
    page = rivera.get("/classes").click("1 answer came late and waits for you")
    page.press("Accept what is ticked", reason="She was taken out by mistake.")
    assert answers(begun) == {1: RIGHT}
    assert save(maya, begun, WRONG, sequence=3, base=2).status_code == 200


def test_the_teacher_finds_what_came_from_somebody_who_stays_away(
    cast: Cast, begun: UUID, browser_of: Callable[..., Client], leave: Callable[[], None]
) -> None:
    leave()
    save(browser_of(cast.maya), begun, RIGHT)

    page = browser_of(cast.rivera).get("/classes").click("1 answer came late and waits for you")
    page.press("Accept what is ticked", reason="She had given it before.")

    assert answers(begun) == {1: RIGHT}


def test_a_form_sent_after_leaving_is_kept_and_the_page_says_so(
    cast: Cast, begun: UUID, browser_of: Callable[..., Client], leave: Callable[[], None]
) -> None:
    page = browser_of(cast.maya).get(f"/attempts/{begun}").press("Save", q1="right")
    leave()

    late = page.press("Save", q1="wrong-1", **{"flag-2": "on"}, status=409)

    assert "You are not in this class any more." in late.text
    assert "What you changed is kept for your teacher to look at." in late.text
    assert "Waits for the teacher" in late.text
    assert "Hand in" not in browser_of(cast.maya).get(page.path).text
    late.client.post(f"/attempts/{begun}/submit", status=409)
    assert answers(begun) == {1: RIGHT}
    assert log(begun)[-1] == (1, WRONG, "late")


def test_who_left_practises_nothing(
    cast: Cast, begun: UUID, browser_of: Callable[..., Client], leave: Callable[[], None]
) -> None:
    with unit_of_work():
        submit(cast.actor("maya"), begun, MORNING)
    leave()

    assert "Handed in" in browser_of(cast.maya).get(f"/attempts/{begun}/results").text
    with pytest.raises(NotFound), unit_of_work():
        start_practice(cast.actor("maya"), begun, MORNING)


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
