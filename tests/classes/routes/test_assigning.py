"""Assigning in the browser: three clicks, and clear words where something is wrong."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from domain.people import Role
from models.assignments import Assignment
from models.session import db, unit_of_work
from tests import factories
from tests.cast import MORNING, Cast
from tests.classes.classroom import Classroom
from tests.client import Client, Page


def given() -> list[Assignment]:
    return list(db.session.scalars(select(Assignment).order_by(Assignment.id)))


def value(page: Page, name: str) -> str:
    return str(page.soup.select_one(f"#{name}")["value"])


def error(page: Page, name: str) -> str:
    tag = page.soup.select_one(f"#{name}-error")
    assert tag is not None, f"no error at {name}"
    return tag.get_text(" ", strip=True)


def test_three_clicks_assign_a_lesson_and_its_quiz(rivera: Client, cast: Cast) -> None:
    page = rivera.get("/classes").click("Assign").press("Assign")

    lesson, quiz = sorted(given(), key=lambda row: row.lesson_id is None)
    assert (lesson.lesson_id, lesson.class_id) == ("meeting-rules", cast.civics)
    assert quiz.title == "Riverbend quiz"
    assert (quiz.opens_at, quiz.closes_at) == (MORNING, None)
    assert quiz.due_at == datetime(2026, 9, 23, 4, 59, tzinfo=UTC)  # 23:59 in Chicago
    assert (quiz.attempts_allowed, quiz.feedback_policy, quiz.score_rule) == (
        1,
        "after_submission",
        "best",
    )
    assert page.path == f"/classes/{cast.civics}"
    due = "due Tue 22 Sep 2026, 11:59 PM."
    assert f"Assigned {lesson.title} and Riverbend quiz to Civics 3 , {due}" in page.text


def test_the_core_path_stands_beside_the_lessons_to_assign(rivera: Client, cast: Cast) -> None:
    page = rivera.get(f"/classes/{cast.civics}/assign")

    said = [hint.get_text() for hint in page.soup.select("#activities summary .hint")]
    assert said == ["Core path, period 1 of 1", "Optional"]


def test_pressing_twice_assigns_once(rivera: Client, cast: Cast) -> None:
    form = rivera.get(f"/classes/{cast.civics}/assign").form("Assign")

    form.submit()
    form.submit()

    assert len(given()) == 2


def test_a_forged_key_is_only_a_new_one(rivera: Client, cast: Cast) -> None:
    rivera.get(f"/classes/{cast.civics}/assign").press("Assign", key="no key at all")

    assert len(given()) == 2


def test_a_page_that_offers_a_quiz_leads_here(rivera: Client, room: Classroom) -> None:
    quiz_id = room.quiz()

    page = rivera.get(f"/assign?quiz={quiz_id}")

    boxes = page.soup.select("input[name=activities]")
    assert [box["value"] for box in boxes if box.has_attr("checked")] == [f"quiz:{quiz_id}"]
    assert boxes[0]["value"] == f"quiz:{quiz_id}", "what was asked for stands first"
    assert boxes[0].find_parent("details") is None
    others = boxes[1].find_parent("details").find_parent("details")
    assert others.summary.get_text(strip=True) == "Other lessons and quizzes"
    assert not others.has_attr("open")
    assert page.title.startswith("Assign: Riverbend fixed quiz")
    assert page.soup.h1.get_text() == "Assign: Riverbend fixed quiz"


def test_what_a_time_limit_comes_to_names_what_is_given_to_whom(
    rivera: Client, room: Classroom
) -> None:
    page = rivera.get(f"/assign?quiz={room.quiz()}").press("Assign", time_limit="20")

    told = page.soup.select_one("#what-will-happen").get_text(" ", strip=True)
    assert "Riverbend fixed quiz for Civics 3 , due Tue 22 Sep 2026, 11:59 PM" in told
    done = page.press("Assign", due_at="")
    done = done.press("Assign")
    assert "Assigned Riverbend fixed quiz to Civics 3 , with no due time." in done.text


def test_choices_are_folded_lesson_by_lesson_beside_their_preview(
    rivera: Client, cast: Cast
) -> None:
    page = rivera.get(f"/classes/{cast.civics}/assign")

    folded = page.soup.select("fieldset#activities > details")
    assert [each.has_attr("open") for each in folded] == [True, False]
    assert len(page.soup.select("[name=activities]")) == len(folded[0].select("input")) + len(
        folded[1].select("input")
    )
    button = folded[0].select_one("button")
    assert page.soup.select_one(f"form#{button['form']}[method=post]")
    preview = rivera.post(str(button["formaction"]))
    assert "Preview: this is what students see" in preview.text


def test_many_are_counted_and_not_named(rivera: Client, cast: Cast) -> None:
    page = rivera.get(f"/classes/{cast.civics}/assign")
    boxes = [str(box["value"]) for box in page.soup.select("[name=activities]")]

    done = page.press("Assign", activities=boxes)

    assert f"Assigned {len(boxes)} activities to Civics 3 , due" in done.text


@pytest.mark.parametrize("query", ["lesson=nonsense", "quiz=%00", "lesson=" + "x" * 3000])
def test_an_address_that_names_nothing_is_no_harm(rivera: Client, query: str) -> None:
    rivera.get(f"/assign?{query}")


def test_nothing_is_assigned_that_is_closed_already(rivera: Client, cast: Cast) -> None:
    form = rivera.get(f"/classes/{cast.civics}/assign").form("Assign")

    page = form.submit(
        status=422,
        opens_at="2020-01-01T08:00",
        due_at="2020-01-02T08:00",
        closes_at="2020-01-03T08:00",
    )

    assert "nobody could answer" in error(page, "closes_at")
    assert given() == []


def test_all_that_is_wrong_with_the_dates_is_shown_at_once(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    wrong = {
        "opens_at": "2026-12-10T08:00",
        "due_at": "2026-12-01T08:00",
        "closes_at": "2026-11-30T08:00",
    }
    new = rivera.get(f"/classes/{cast.civics}/assign").form("Assign")
    change = rivera.get(f"/assignments/{room.give()}/edit").form("Save the changes")

    for page in (new.submit(status=422, **wrong), change.submit(status=422, **wrong)):
        assert "must be after the opening time" in error(page, "due_at")
        assert "must be after the opening time" in error(page, "closes_at")
        assert "must not be before the due time" in error(page, "closes_at")


def test_each_time_in_the_past_is_shown(rivera: Client, cast: Cast) -> None:
    form = rivera.get(f"/classes/{cast.civics}/assign").form("Assign")
    past = {"opens_at": "2020-01-01T08:00", "due_at": "2020-01-02T08:00"}

    page = form.submit(status=422, **past, closes_at="2020-01-03T08:00")

    assert "nobody could answer" in error(page, "closes_at")
    assert "would be late" in error(page, "due_at")


def test_a_due_time_in_the_past_is_asked_about_once(rivera: Client, cast: Cast) -> None:
    form = rivera.get(f"/classes/{cast.civics}/assign").form("Assign")

    page = form.submit(status=422, opens_at="2026-09-01T08:00", due_at="2026-09-02T08:00")
    assert "would be late" in error(page, "due_at")
    assert given() == []
    page.press("Assign", may_be_overdue="y")

    assert len(given()) == 2


def test_what_was_withdrawn_is_given_again(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    room.take("maya", quiz)
    page = rivera.get(f"/assignments/{quiz}/withdraw").press("Withdraw it")

    page = page.press("Give it again")

    assert page.path == f"/assignments/{quiz}/report"
    assert "given again, with all that was done" in page.text
    assert "1 of 3 finished" in rivera.get(f"/assignments/{quiz}/report").text
    assert rivera.get(f"/assignments/{quiz}/edit").form("Save the changes")


def test_several_classes_at_once(rivera: Client, cast: Cast) -> None:
    with unit_of_work():
        other = factories.school_class(cast.northfield, "Civics 4", "CVCS44", MORNING, cast.rivera)

    page = rivera.get("/assign").press(
        "Assign", classes=[str(cast.civics), str(other)], activities=["lesson:voting-rules"]
    )

    assert "to Civics 3 and Civics 4 , due Tue 22 Sep" in page.text
    assert {row.class_id for row in given()} == {cast.civics, other}


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"activities": None}, "activities", "Choose at least one lesson or quiz."),
        ({"activities": ["lesson:none"]}, "activities", "not there any more"),
        ({"activities": ["\x00", "quiz:"]}, "activities", "not there any more"),
        ({"opens_at": ""}, "opens_at", "Say when it opens."),
        ({"opens_at": "tomorrow"}, "opens_at", "Give a date and a time"),
        ({"opens_at": "2026-09-20T23:59+14:00"}, "opens_at", "Leave the time zone out"),
        ({"due_at": "2026-03-08T02:30"}, "due_at", "clocks jump over"),
        ({"due_at": "0001-01-01T00:00"}, "due_at", "between 2000 and 2100"),
        ({"due_at": "2026-09-15T08:00"}, "due_at", "must be after the opening time"),
        ({"closes_at": "2026-09-16T08:00"}, "closes_at", "must not be before the due time"),
        ({"attempts": "99"}, "attempts", "Choose one of these."),
        ({"attempts": "-1"}, "attempts", "Choose one of these."),
        ({"feedback_policy": "whenever"}, "feedback_policy", "Choose one of these."),
        ({"score_rule": None}, "score_rule", "Choose one of these."),
    ],
)
def test_what_is_wrong_is_said_next_to_the_field(
    rivera: Client, cast: Cast, typed: dict[str, Any], field: str, words: str
) -> None:
    page = rivera.get(f"/classes/{cast.civics}/assign").form("Assign").submit(422, typed)

    assert words in error(page, field)
    assert given() == []
    for name, text in typed.items():
        if name.endswith("_at") and text:
            assert value(page, name) == text


def test_a_class_of_somebody_else_cannot_be_slipped_in(rivera: Client, cast: Cast) -> None:
    page = rivera.get("/assign").form("Assign").submit(422, {"classes": [str(cast.history)]})

    assert "not there any more" in error(page, "classes")
    assert given() == []


def test_without_a_class_there_is_nothing_to_assign_to(
    cast: Cast, browser_of: Callable[..., Client]
) -> None:
    with unit_of_work():
        newcomer = factories.person(cast.northfield, "Ines Moreau", MORNING, Role.TEACHER)

    page = browser_of(newcomer).get("/assign")

    assert "You have no class yet" in page.text
    assert "You have no class yet" in browser_of(newcomer).get("/classes").text


def test_dates_and_rules_are_changed(rivera: Client, room: Classroom) -> None:
    quiz = room.give()
    page = rivera.get(f"/assignments/{quiz}/edit")
    assert value(page, "opens_at") == "2026-09-15T09:00"

    page.press(
        "Save the changes",
        due_at="",
        closes_at="2026-12-01T12:00",
        attempts="unlimited",
        feedback_policy="after_close",
        score_rule="average",
    )

    row = db.session.get_one(Assignment, quiz)
    assert (row.due_at, row.closes_at) == (None, datetime(2026, 12, 1, 18, 0, tzinfo=UTC))
    assert (row.attempts_allowed, row.feedback_policy, row.score_rule) == (
        None,
        "after_close",
        "average",
    )


def test_other_numbers_of_attempts_are_kept(rivera: Client, room: Classroom) -> None:
    quiz = room.give(attempts_allowed=5)

    told = rivera.get(f"/assignments/{quiz}/edit").press("Save the changes", due_at="")
    told.press("Save the changes")

    assert db.session.get_one(Assignment, quiz).attempts_allowed == 5


def test_a_lesson_has_dates_alone(rivera: Client, room: Classroom) -> None:
    lesson = room.give(quiz=False)
    page = rivera.get(f"/assignments/{lesson}/edit")
    assert page.soup.select_one("[name=attempts]") is None

    page = page.press("Save the changes", status=422, due_at="2026-09-01T00:00")

    assert "must be after the opening time" in error(page, "due_at")


def test_withdrawing_asks_first(
    rivera: Client, room: Classroom, cast: Cast, browser_of: Callable[..., Client]
) -> None:
    quiz = room.give()
    room.take("maya", quiz)
    page = rivera.get(f"/assignments/{quiz}/edit").click("Withdraw")
    assert "What they handed in is kept" in page.text

    page = page.press("Withdraw it")

    assert "Withdrawn" in page.text
    assert "1 of 3" in page.click("Riverbend fixed quiz").text
    student = browser_of(cast.jonas).get(f"/assignments/{quiz}/quiz")
    assert "Your teacher has withdrawn this quiz." in student.text
    assert "cannot be changed" in rivera.get(f"/assignments/{quiz}/edit").text


def test_only_teachers_of_the_class_assign(
    room: Classroom, cast: Cast, browser_of: Callable[..., Client]
) -> None:
    quiz = room.give()
    paths = [
        f"/classes/{cast.civics}/assign",
        f"/assignments/{quiz}/edit",
        f"/assignments/{quiz}/withdraw",
    ]
    for path in paths:
        browser_of(cast.chen).get(path, status=404)
        browser_of(cast.novak).get(path, status=404)
        browser_of(cast.okafor).get(path, status=403)
        browser_of(cast.maya).get(path, status=403)
