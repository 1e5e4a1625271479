"""What a student is granted is set once, holds everywhere, and is nobody else's business."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from models.accommodations import AccommodationProfile
from models.audit import AuditEntry
from models.classes import ClassTeacher
from models.session import db, unit_of_work
from tests import factories
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import quiz_named

Browser = Callable[..., Client]


@pytest.fixture
def rivera(browser_of: Browser, cast: Cast) -> Client:
    return browser_of(cast.rivera)


@pytest.fixture
def quiz(cast: Cast, clock: Clock) -> UUID:
    """A quiz of half an hour, due in an hour, that the class has had since yesterday."""
    with unit_of_work():
        return factories.assignment(
            cast.northfield,
            cast.civics,
            cast.rivera,
            clock.now,
            quiz_id=quiz_named("riverbend-fixed"),
            title="Riverbend",
            due_at=clock.now + timedelta(hours=1),
            time_limit_minutes=30,
        )


def grant(rivera: Client, cast: Cast) -> None:
    page = rivera.get(f"/classes/{cast.civics}/students/{cast.maya}")
    page.click("Change what is granted").press(
        "Save", time="150", extra_attempts="1", extra_days="2", hides_timer="y"
    )


def test_it_holds_at_once_in_what_is_assigned_already(
    rivera: Client, browser_of: Browser, cast: Cast, quiz: UUID
) -> None:
    grant(rivera, cast)

    page = browser_of(cast.maya).get(f"/assignments/{quiz}/quiz")
    assert "You have 45 minutes" in page.text
    assert "0 of 2 used" in page.text
    assert "Thu 17 Sep 2026, 10:00 AM" in page.text
    assert "due Thu 17 Sep" in browser_of(cast.maya).get("/home").text
    student = rivera.get(f"/classes/{cast.civics}/students/{cast.maya}")
    assert "1.5× time · 1 attempt more · 2 days more · timer hidden" in student.text


def test_the_student_reads_what_is_granted(rivera: Client, browser_of: Browser, cast: Cast) -> None:
    grant(rivera, cast)

    assert "1.5× time" in browser_of(cast.maya).get("/account").text
    own = browser_of(cast.jonas).get("/account").text
    assert "In every quiz and lesson you get: nothing extra." in own


def test_it_stands_in_no_list_no_file_and_before_no_classmate(
    rivera: Client, browser_of: Browser, cast: Cast, quiz: UUID
) -> None:
    pages = (
        f"/classes/{cast.civics}",
        f"/classes/{cast.civics}/progress.csv",
        f"/classes/{cast.civics}/students",
        f"/assignments/{quiz}/report.csv",
        "/classes",
    )
    jonas = browser_of(cast.jonas)
    before = [rivera.flask.get(path).get_data(as_text=True) for path in pages]
    start = jonas.get(f"/assignments/{quiz}/quiz").text

    grant(rivera, cast)

    after = [rivera.flask.get(path).get_data(as_text=True) for path in pages]
    assert [_words(text) for text in after] == [_words(text) for text in before]
    assert jonas.get(f"/assignments/{quiz}/quiz").text == start


def _words(text: str) -> list[str]:
    """A page's words without the tokens that change from one to the next, and its notices."""
    lines = text.split("<main")[-1].splitlines()
    return [line for line in lines if "csrf" not in line and "notice" not in line]


def test_the_log_says_what_changed_and_no_reason(rivera: Client, cast: Cast) -> None:
    grant(rivera, cast)
    grant(rivera, cast)  # nothing new, so nothing more in the log

    [entry] = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "change-accommodation")
    )
    assert entry.subject == str(cast.maya)
    assert entry.details["after"] == {
        "time_percent": 150,
        "extra_attempts": 1,
        "extra_days": 2,
        "hides_timer": True,
    }


def test_the_log_page_words_it(rivera: Client, browser_of: Browser, cast: Cast) -> None:
    grant(rivera, cast)

    page = browser_of(cast.okafor).get("/school/log")

    assert "changed what a student is granted" in page.text
    assert "Time in percent: 100 → 150" in page.text
    assert "Timer hidden: no → yes" in page.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"time": "110"}, "time"),
        ({"extra_days": "-1"}, "extra_days"),
        ({"extra_days": "many"}, "extra_days"),
        ({"extra_attempts": "999"}, "extra_attempts"),
    ],
)
def test_what_is_wrong_is_said_next_to_the_field(
    rivera: Client, cast: Cast, typed: dict[str, str], field: str
) -> None:
    path = f"/classes/{cast.civics}/students/{cast.maya}/accommodation"

    page = rivera.get(path).press("Save", status=422, **typed)

    assert page.soup.select_one(f"#{field}-error")
    assert db.session.query(AccommodationProfile).count() == 0


def test_a_teacher_of_another_class_of_the_student_sees_the_same(
    rivera: Client, browser_of: Browser, cast: Cast, clock: Clock
) -> None:
    grant(rivera, cast)
    with unit_of_work():
        factories.enrolment(cast.northfield, cast.history, clock.now, cast.maya)

    page = browser_of(cast.chen).get(f"/classes/{cast.history}/students/{cast.maya}")

    assert "1.5× time" in page.text
    assert db.session.get(ClassTeacher, (cast.civics, cast.chen)) is None
