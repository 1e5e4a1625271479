"""A lesson opened through an assignment, and lessons that the course has dropped."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from models.assignments import Assignment, AssignmentOverride
from models.quizzes import Quiz
from models.session import db, unit_of_work
from tests import factories
from tests.cast import MORNING, Cast
from tests.client import Client, Page
from tests.conftest import Clock
from tests.lessons.bookshelf import MEETING, VOTING, answer, archive, part

Assign = Callable[..., UUID]


@pytest.fixture
def assign(cast: Cast) -> Assign:
    """Give a lesson to the civics class."""

    def give(lesson_id: str = "meeting-rules", **rules: Any) -> UUID:
        with unit_of_work():
            return factories.assignment(
                cast.northfield, cast.civics, cast.rivera, MORNING, lesson_id=lesson_id, **rules
            )

    return give


def test_an_assignment_says_when_it_is_due(maya: Client, assign: Assign, clock: Clock) -> None:
    due = MORNING + timedelta(days=2)
    given = assign(due_at=due, closes_at=due + timedelta(days=1))
    page = maya.get(f"{MEETING}?assignment={given}")
    assert "Due Thu 17 Sep 2026, 9:00 AM, in 2 days." in page.text.replace("\u202f", " ")
    for hours, said in ((14, "in 2 days"), (2, "tomorrow"), (24, "today")):
        clock.advance(hours=hours)
        assert f"9:00 AM, {said}." in maya.get(page.path).text.replace("\u202f", " ")
    assert "Closes Fri 18 Sep 2026" in page.text


def test_one_students_own_due_date(maya: Client, assign: Assign, cast: Cast) -> None:
    given = assign(due_at=MORNING - timedelta(days=1))
    assert "Was due Mon 14 Sep 2026" in maya.get(f"{MEETING}?assignment={given}").text
    with unit_of_work():
        db.session.add(
            AssignmentOverride(
                assignment_id=given,
                person_id=cast.maya,
                school_id=cast.northfield,
                due_at=MORNING + timedelta(days=7),
                updated_at=MORNING,
            )
        )
    assert "Due Tue 22 Sep 2026" in maya.get(f"{MEETING}?assignment={given}").text


def test_the_assignment_stays_through_answering_and_marking(maya: Client, assign: Assign) -> None:
    given = assign(due_at=MORNING + timedelta(days=2))
    page = maya.get(f"{MEETING}?assignment={given}")
    page = answer(page, "check-who-opens", "wrong-1")
    assert str(given) in page.path
    page = page.click("Try again")
    assert "Due Thu" in page.text
    page = page.form(action="sections/who-opens").submit()
    assert "Due Thu" in page.text


def test_a_lesson_without_dates(maya: Client, assign: Assign) -> None:
    assert "It has no due date." in maya.get(f"{MEETING}?assignment={assign()}").text


def test_a_withdrawn_assignment_is_gone_but_the_lesson_is_not(maya: Client, assign: Assign) -> None:
    given = assign()
    with unit_of_work():
        db.session.get_one(Assignment, given).withdrawn_at = MORNING
    maya.get(f"{MEETING}?assignment={given}", status=410)
    maya.get(MEETING)


@pytest.mark.parametrize("name", ["leo", "chen", "tom", "novak", "haas"])
def test_other_peoples_assignments_do_not_exist(
    name: str, browser_of: Callable[..., Client], assign: Assign, cast: Cast
) -> None:
    given = assign()
    browser_of(getattr(cast, name)).get(f"{MEETING}?assignment={given}", status=404)


def test_an_assignment_of_another_lesson_or_none(maya: Client, assign: Assign) -> None:
    given = assign("voting-rules")
    maya.get(f"{MEETING}?assignment={given}", status=404)
    maya.get(f"{MEETING}?assignment=nonsense", status=404)
    maya.get(f"{MEETING}?assignment={UUID(int=7)}", status=404)


def test_a_dropped_lesson_stays_readable_for_those_it_was_given_to(
    maya: Client, rivera: Client, browser_of: Callable[..., Client], assign: Assign, cast: Cast
) -> None:
    assign()
    archive("meeting-rules")
    page = maya.get(MEETING)
    assert "withdrawn from the course" in page.text
    page = answer(page, "check-who-opens", "right")
    assert "Your answer, and right" in part(page, "check-check-who-opens")
    assert "Assign this lesson" not in rivera.get(MEETING).text
    browser_of(cast.leo).get(MEETING, status=410)
    browser_of(cast.tom).get(MEETING, status=410)


def finish(maya: Client, given: UUID) -> Page:
    page = maya.get(f"{MEETING}?assignment={given}")
    for section in ("who-opens", "who-writes"):
        page = page.form(action=f"sections/{section}").submit()
    page = answer(page, "check-who-opens", "right")
    return answer(page, "check-who-writes", "true")


def test_after_an_assigned_lesson_comes_what_is_due_next(
    maya: Client, assign: Assign, cast: Cast
) -> None:
    given = assign(due_at=MORNING + timedelta(days=2))
    with unit_of_work():
        quiz_id = db.session.scalars(select(Quiz.id).filter_by(prepared_id="riverbend-fixed")).one()
        quiz = factories.assignment(
            cast.northfield,
            cast.civics,
            cast.rivera,
            MORNING,
            quiz_id=quiz_id,
            title="Quiz: Riverbend",
            due_at=MORNING + timedelta(days=3),
        )

    page = finish(maya, given)

    end = part(page, "lesson-end").replace("\u202f", " ").replace(" ,", ",")
    assert "Next for you: Quiz: Riverbend, due Fri 18 Sep 2026, 9:00 AM" in end
    assert "Next lesson" not in end
    assert str(quiz) in page.soup.select_one("#lesson-end a.button")["href"]
    assert page.soup.select_one("a[rel=next]"), "the course goes on too"


def test_the_next_lesson_stands_once_where_it_is_due_next(maya: Client, assign: Assign) -> None:
    given = assign(due_at=MORNING + timedelta(days=2))
    following = assign("voting-rules", due_at=MORNING + timedelta(days=3))

    page = finish(maya, given)

    links = [link["href"] for link in page.soup.select("#lesson-end a, #lesson-turn a")]
    assert links == [f"{VOTING}?assignment={following}"]


def test_after_the_last_assigned_lesson_the_way_leads_home(maya: Client, assign: Assign) -> None:
    page = finish(maya, assign())

    assert page.soup.select_one("#lesson-end a.button")["href"] == "/home"
    assert "Next lesson" in part(page, "lesson-turn")


def test_a_lesson_that_waits_comes_first_among_the_lessons_with_its_due_time(
    maya: Client, rivera: Client, clock: Clock, assign: Assign
) -> None:
    assignment = assign("voting-rules", due_at=MORNING + timedelta(days=1))

    page = maya.get("/lessons")
    first = page.soup.select_one("[aria-labelledby=for-class]")

    assert first is not None
    assert "For your class" in first.get_text()
    assert "Due " in first.get_text()
    assert "Overdue" not in first.get_text()
    assert f"assignment={assignment}" in str(first.select_one("h3 a")["href"])
    assert page.text.count("The rules of voting") == 1
    clock.advance(days=2)
    assert "Overdue Due" in maya.get("/lessons").text
    assert "For your class" not in rivera.get("/lessons").text
