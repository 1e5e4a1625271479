"""Giving a quiz a clock: what it will do is said before it does it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.access import LatePolicy
from models.accommodations import AccommodationProfile
from models.assignments import Assignment, AssignmentOverride
from models.session import db, unit_of_work
from tests import factories
from tests.cast import MORNING, Cast
from tests.classes.classroom import Classroom
from tests.client import Client, Page

CLOSING = {"due_at": "", "closes_at": "2026-09-15T10:00"}


def grant(cast: Cast, **granted: int) -> None:
    """Grant Maya this in everything."""
    with unit_of_work():
        db.session.add(
            AccommodationProfile(
                school_id=cast.northfield,
                person_id=cast.maya,
                hides_timer=False,
                updated_at=MORNING,
                **{"time_percent": 100, "extra_attempts": 0, "extra_days": 0, **granted},
            )
        )


@pytest.fixture
def maya_has_longer(cast: Cast) -> None:
    grant(cast, time_percent=150)


def given() -> list[Assignment]:
    db.session.rollback()
    return list(db.session.scalars(select(Assignment).where(Assignment.quiz_id.is_not(None))))


def assign(rivera: Client, cast: Cast, **typed: str) -> Page:
    return rivera.get(f"/classes/{cast.civics}/assign").press("Assign", **typed)


def foreseen(page: Page) -> str:
    found = page.soup.select_one("#what-will-happen")
    assert found is not None
    return " ".join(found.get_text(" ", strip=True).split())


@pytest.mark.usefixtures("maya_has_longer")
def test_half_minutes_are_told_too(rivera: Client, cast: Cast) -> None:
    text = foreseen(assign(rivera, cast, time_limit="5"))

    assert "The class: Starting at 9:00 AM gets 5 minutes, until" in text
    assert "Student Maya (1.5× time) Starting at 9:00 AM gets 7 minutes 30 seconds, until" in text


def test_a_lesson_alone_has_no_clock_to_tell_of(rivera: Client, cast: Cast) -> None:
    form = rivera.get(f"/classes/{cast.civics}/assign").form("Assign")

    page = form.submit(activities=["lesson:meeting-rules"], time_limit="30", attempts="3")

    assert page.path == f"/classes/{cast.civics}", "it is assigned at once"


def test_what_a_change_does_to_a_lesson_is_told_without_attempts(
    rivera: Client, room: Classroom
) -> None:
    lesson = room.give(quiz=False)
    room.clock.advance(hours=1)

    page = rivera.get(f"/assignments/{lesson}/edit").press("Save the changes", **CLOSING)

    assert "It closes at once: 3 students" in foreseen(page)
    assert "first attempt" not in foreseen(page)


@pytest.mark.usefixtures("maya_has_longer")
def test_a_time_limit_is_told_before_it_takes_effect(rivera: Client, cast: Cast) -> None:
    page = assign(rivera, cast, time_limit="30", closing_policy="hard_stop", **CLOSING)

    text = foreseen(page)
    assert given() == []
    assert page.title.startswith("Nothing is assigned yet")
    assert text.startswith("Nothing is assigned yet: look at what will happen, then press Assign")
    assert (
        "The class: Starting at 9:00 AM gets 30 minutes, until 9:30 AM. "
        "Starting at 9:45 AM gets 15 minutes, until 10:00 AM." in text
    )
    assert "Hard stop at closing time" in text
    assert (
        "Student Maya (1.5× time) Starting at 9:00 AM gets 45 minutes, until "
        "9:45 AM. Starting at 9:45 AM gets 30 minutes, until 10:15 AM." in text
    )
    assert "Jonas" not in text

    first = page.soup.select_one("main form :is(.notice, .field)")
    assert first["id"] == "what-will-happen"
    assert first.select_one("h2[autofocus]")
    assert first.select_one("button").get_text() == "Assign"

    page.press("Assign")

    [quiz] = given()
    assert (quiz.time_limit_minutes, quiz.closing_policy) == (30, "hard_stop")
    assert quiz.closes_at == datetime(2026, 9, 15, 15, 0, tzinfo=UTC)


def test_what_was_changed_after_it_was_told_is_told_again(rivera: Client, cast: Cast) -> None:
    page = assign(rivera, cast, time_limit="30", **CLOSING)

    again = page.press("Assign", time_limit="20")

    assert "gets 20 minutes" in foreseen(again)
    assert given() == []
    again.press("Assign")
    assert given()[0].time_limit_minutes == 20


GIVEN_AWAY = "After the first attempt students see the right answers, and may then try again."


@pytest.mark.parametrize("attempts", ["2", "unlimited"])
def test_answers_shown_between_attempts_are_told_before_they_take_effect(
    rivera: Client, cast: Cast, attempts: str
) -> None:
    page = assign(rivera, cast, attempts=attempts)

    assert GIVEN_AWAY in foreseen(page)
    assert given() == []
    page.press("Assign")
    assert given()[0].attempts_allowed == (2 if attempts == "2" else None)


@pytest.mark.parametrize(
    "typed", [{"attempts": "1"}, {"attempts": "2", "feedback_policy": "score_only"}]
)
def test_rules_that_give_nothing_away_need_no_second_look(
    rivera: Client, cast: Cast, typed: dict[str, str]
) -> None:
    assign(rivera, cast, **typed)

    assert len(given()) == 1


@pytest.mark.parametrize(
    ("granted", "told"),
    [
        ({"extra_days": 3}, "Student Maya (3 days more) Closes Fri 18 Sep 2026, 10:00 AM."),
        (
            {"extra_attempts": 1},
            "Student Maya (1 attempt more) Sees the right answers after the first attempt",
        ),
    ],
)
def test_what_an_accommodation_changes_is_told_without_a_time_limit_too(
    rivera: Client, cast: Cast, granted: dict[str, int], told: str
) -> None:
    grant(cast, **granted)
    page = assign(rivera, cast, attempts="1", due_at="", closes_at="2026-09-15T10:00")

    assert told in foreseen(page)
    assert given() == []
    page.press("Assign")
    assert len(given()) == 1


def test_an_accommodation_that_changes_nothing_here_needs_no_second_look(
    rivera: Client, cast: Cast
) -> None:
    grant(cast, time_percent=150)

    assign(rivera, cast, attempts="1")

    assert len(given()) == 1


def test_a_change_that_shows_answers_between_attempts_is_told_too(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    quiz = room.give()
    grant(cast, extra_attempts=1)
    page = rivera.get(f"/assignments/{quiz}/edit").press("Save the changes", attempts="3")
    assert GIVEN_AWAY in foreseen(page)
    assert given()[0].attempts_allowed == 1

    page.press("Save the changes")

    assert given()[0].attempts_allowed == 3


def test_one_more_attempt_for_maya_alone_is_told_beside_her_name(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    grant(cast, extra_attempts=1)
    page = rivera.get(f"/assignments/{room.give()}/edit")

    page = page.press("Save the changes", time_limit="30")

    assert GIVEN_AWAY not in foreseen(page)
    assert "Sees the right answers after the first attempt, and may then try again." in (
        foreseen(page)
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"time_limit": "0"}, "time_limit"),
        ({"time_limit": "601"}, "time_limit"),
        ({"time_limit": "half an hour"}, "time_limit"),
        ({"closing_policy": "softly"}, "closing_policy"),
        ({"late": "take_off-3"}, "late"),
        ({"late": "take_off"}, "late"),
    ],
)
def test_what_is_wrong_is_said_next_to_the_field(
    rivera: Client, cast: Cast, typed: dict[str, str], field: str
) -> None:
    page = rivera.get(f"/classes/{cast.civics}/assign").press("Assign", status=422, **typed)

    assert page.soup.select_one(f"#{field}-error")
    assert page.soup.select_one("details[open]"), "the rules are unfolded"
    assert given() == []


def test_late_policies_are_kept_and_shown_again(rivera: Client, room: Classroom) -> None:
    quiz = room.give()
    page = rivera.get(f"/assignments/{quiz}/edit")

    page.press("Save the changes", late="take_off-20")

    row = given()[0]
    assert (row.late_policy, row.late_percent) == ("take_off", 20)
    page = rivera.get(f"/assignments/{quiz}/edit")
    assert page.soup.select_one("#late option[value=take_off-20][selected]")
    report = rivera.get(f"/assignments/{quiz}/report")
    assert "20% of the score is taken off for each day begun" in report.text


def test_a_share_that_the_form_does_not_offer_is_worded_too(
    rivera: Client, room: Classroom
) -> None:
    quiz = room.give(late_policy=LatePolicy.TAKE_OFF, late_percent=20)
    with unit_of_work():
        db.session.get_one(Assignment, quiz).late_percent = 15

    report = rivera.get(f"/assignments/{quiz}/report")

    assert "15% of the score is taken off for each day begun" in report.text
    rivera.get(f"/assignments/{quiz}/edit")


def test_what_a_change_takes_from_students_is_told_before_it_does(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    yesterday = room.now - timedelta(days=1)
    quiz = room.give(opens_at=yesterday, attempts_allowed=2, feedback_policy="score_only")
    room.take("maya", quiz)
    edit = rivera.get(f"/assignments/{quiz}/edit")

    fewer = edit.press("Save the changes", attempts="1")
    assert "1 student who may now try again no longer can." in foreseen(fewer)
    shut = edit.press("Save the changes", closes_at="2026-09-15T08:59", due_at="")
    assert "It closes at once: 2 students who have not finished no longer can." in foreseen(shut)
    later = edit.press("Save the changes", opens_at="2026-10-01T09:00", due_at="", closes_at="")
    assert "also for the 1 student who has begun or finished it." in foreseen(later)
    assert given()[0].attempts_allowed == 2
    assert given()[0].opens_at == yesterday

    shut.press("Save the changes")

    assert given()[0].closes_at == MORNING - timedelta(minutes=1)


def test_a_lesson_that_closes_at_once_is_told_too(rivera: Client, cast: Cast) -> None:
    with unit_of_work():
        lesson = factories.assignment(
            cast.northfield,
            cast.civics,
            cast.rivera,
            MORNING - timedelta(days=1),
            lesson_id="meeting-rules",
        )
    page = rivera.get(f"/assignments/{lesson}/edit").press(
        "Save the changes", closes_at="2026-09-15T08:59", due_at=""
    )
    assert "It closes at once: 3 students" in foreseen(page)

    page.press("Save the changes")

    db.session.rollback()
    closes_at = db.session.get_one(Assignment, lesson).closes_at
    assert closes_at == MORNING - timedelta(minutes=1)


@pytest.mark.usefixtures("maya_has_longer")
def test_a_change_of_a_time_limit_is_told_too(rivera: Client, room: Classroom) -> None:
    quiz = room.give()
    page = rivera.get(f"/assignments/{quiz}/edit").press("Save the changes", time_limit="40")
    assert foreseen(page).startswith("Nothing is changed yet")
    assert "gets 60 minutes" in foreseen(page)
    assert given()[0].time_limit_minutes is None

    page.press("Save the changes")

    assert given()[0].time_limit_minutes == 40
    report = rivera.get(f"/assignments/{quiz}/report")
    folded = report.soup.select_one("details:not([open])")
    assert folded is not None
    assert "What the clock does, and for whom it is different" in folded.get_text()
    assert "Student Maya (1.5× time)" in folded.extract().get_text(" ", strip=True)
    assert "1.5×" not in report.soup.get_text(), "it is on no projector until it is unfolded"


def test_the_same_dates_for_several(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give(days=1)
    page = rivera.get(f"/assignments/{quiz}/report").click("Other dates for several students")

    page = page.press(
        "Save the dates",
        fields={
            "students": [str(cast.maya), str(cast.priya)],
            "due_at": "2026-09-18T12:00",
            "time_limit": "25",
        },
    )

    assert "The dates of 2 students are saved." in page.text
    assert page.soup.select_one("main ul.rows p").get_text() == "Student Maya, Student Priya"
    row = db.session.get_one(AssignmentOverride, (quiz, cast.priya))
    assert row.group_due_at == datetime(2026, 9, 18, 17, 0, tzinfo=UTC)
    assert row.group_time_limit_minutes == 25
    change = page.click("Change Student Maya")
    ticked = change.soup.select("input[name=students][checked]")
    assert [each["value"] for each in ticked] == [str(cast.maya), str(cast.priya)]
    assert change.soup.select_one("#time_limit")["value"] == "25"


def test_nobody_ticked_is_said_and_what_was_typed_is_kept(rivera: Client, room: Classroom) -> None:
    quiz = room.give(days=1)

    page = rivera.get(f"/assignments/{quiz}/dates").press(
        "Save the dates", status=422, due_at="2026-09-18T12:00"
    )

    assert "Tick at least one student." in page.text
    assert page.soup.select_one("#due_at")["value"] == "2026-09-18T12:00"


def test_one_students_own_time_limit(rivera: Client, room: Classroom, cast: Cast) -> None:
    quiz = room.give(time_limit_minutes=30)
    path = f"/assignments/{quiz}/students/{cast.jonas}"

    page = rivera.get(path).press("Save the dates", time_limit="50")

    assert page.soup.select_one("#time_limit")["value"] == "50"
    assert "50 minutes" in page.text
    rivera.get(path).press("Save the dates", status=422, time_limit="0")


def test_a_running_attempt_past_closing_is_not_behind(room: Classroom, rivera: Client) -> None:
    quiz = room.give(days=None, time_limit_minutes=30, closes_at=room.now + timedelta(minutes=10))
    room.clock.advance(minutes=9)
    room.begin("jonas", quiz)
    room.clock.advance(minutes=11)

    page = rivera.get(f"/classes/{room.cast.civics}")

    standings = _standings(page)
    assert standings["Student Jonas"] == "0 of 4"
    assert standings["Student Maya"] == "Not handed in"


def _standings(page: Page) -> dict[str, str]:
    rows: Any = page.soup.select("tbody tr")
    return {row.th.a.get_text(): row.select_one("td a").get_text(strip=True) for row in rows}


def test_late_work_shows_what_was_taken_off(room: Classroom, rivera: Client, cast: Cast) -> None:
    quiz: UUID = room.give(days=1, late_policy=LatePolicy.TAKE_OFF, late_percent=25)
    room.clock.advance(days=2)
    room.take("jonas", quiz)

    page = rivera.get(f"/assignments/{quiz}/students/{cast.jonas}")

    assert "75%, 25% taken off" in page.text
    assert "75%, late" in rivera.get(f"/classes/{cast.civics}").text
