"""The log says who did what, to whom and in which class, and from what to what."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts.actions import rename_person
from accounts.actions.merging import merge_students
from accounts.actions.roster import NewStudent, add_students, remove_student
from admin.queries.log import log_page
from admin.queries.log_filter import Wanted
from admin.wording import CHANGED
from classes.actions import (
    change_assignment,
    change_dates_for_student,
    give_extra_attempt,
    reopen_attempt,
)
from domain.access import FeedbackPolicy
from domain.scoring import ScoreRule
from models.attempts import Attempt
from models.audit import record
from models.base import new_id
from models.content import QuestionVersion
from models.people import Person
from models.session import db, unit_of_work
from tests.cast import Cast
from tests.classes.classroom import WRONG, Classroom
from tests.client import Client
from tests.conftest import Clock
from tests.statements import counted_statements

WEEK = timedelta(days=7)


@pytest.fixture
def room(cast: Cast, clock: Clock) -> Classroom:
    """Civics after Mr. Rivera has changed all that can be changed for Jonas."""
    room = Classroom(cast, clock)
    assignment_id = room.give()
    attempt_id = room.take("jonas", assignment_id, **WRONG)
    rivera, jonas, now = cast.actor("rivera"), cast.jonas, room.now
    with unit_of_work():
        give_extra_attempt(rivera, assignment_id, jonas, now)
        reopen_attempt(rivera, attempt_id, now)
        later = {"due_at": now + 2 * WEEK, "closes_at": None, "time_limit_minutes": 30}
        change_dates_for_student(rivera, assignment_id, jonas, now=now, **later)
        rules = {"attempts_allowed": None, "feedback_policy": FeedbackPolicy.SCORE_ONLY}
        change_assignment(
            rivera,
            assignment_id,
            opens_at=now,
            due_at=now + WEEK,
            closes_at=now + 3 * WEEK,
            score_rule=ScoreRule.LAST,
            explains_words=True,
            now=now,
            **rules,
        )
        rename_person(rivera, jonas, "Jonas B", now)
        remove_student(rivera, cast.civics, jonas, now)
    return room


def test_whose_and_which(room: Classroom, cast: Cast) -> None:
    lines = {line.action: line for line in log_page(cast.actor("okafor")).lines}
    title, civics = lines["assign"].subjects

    assert civics == "Civics 3"
    for action in ("give-attempt", "change-dates-for-student", "reopen-attempt"):
        assert lines[action].subjects == ("Jonas B", title, civics)
    assert lines["change-assignment"].subjects == (title, civics)
    assert lines["rename-person"].subjects == ("Jonas B",)
    assert lines["remove-student"].subjects == ("Jonas B", civics)
    assert {change.what for line in lines.values() for change in line.changes} <= set(CHANGED)


def test_from_what_to_what_in_the_schools_zone(
    room: Classroom, cast: Cast, browser_of: Callable[..., Client]
) -> None:
    text = " ".join(browser_of(cast.okafor).get("/school/log").text.split())

    day = f"{room.now + 2 * WEEK:%a} {(room.now + 2 * WEEK).day}"
    assert f"Due: as for the class → {day}" in text
    assert "Time limit in minutes: as for the class → 30" in text
    assert "9:00 AM" in text
    assert "Closes: none → " in text
    assert "Attempts: 1 → as many as they like" in text
    assert "Extra attempts: 0 → 1" in text
    assert "→ Score only" in text
    assert "Name: Student Jonas → Jonas B" in text


def test_a_question_is_named_by_what_it_asks(room: Classroom, cast: Cast) -> None:
    rivera, attempt_id = cast.actor("rivera"), db.session.scalars(select(Attempt.id)).one()
    with unit_of_work():
        record(rivera, "accept-challenge", attempt_id, room.now, question="single-1")

    line = log_page(cast.actor("okafor")).lines[0]

    asked = select(QuestionVersion.stem_text).where(QuestionVersion.question_id == "single-1")
    assert line.subjects[:2] == (db.session.scalars(asked).one(), "Jonas B")


def test_more_lines_cost_no_more_statements(room: Classroom, cast: Cast) -> None:
    db.session.rollback()
    with counted_statements() as before:
        log_page(cast.actor("okafor"))
    for number in range(5):
        with unit_of_work():
            rename_person(cast.actor("rivera"), cast.maya, f"Maya {number}", room.now)
    with counted_statements() as after:
        log_page(cast.actor("okafor"))

    assert len(after) == len(before) <= 8, "with the one that begins"


def shown(cast: Cast, **wanted: object) -> list[str]:
    db.session.rollback()
    return [line.action for line in log_page(cast.actor("okafor"), 1, Wanted(**wanted)).lines]


def test_one_kind_of_change(room: Classroom, cast: Cast) -> None:
    assert shown(cast, kind="reopen-attempt") == ["reopen-attempt"]
    assert shown(cast, kind="rename-class") == []


def test_what_concerns_one_person(room: Classroom, cast: Cast) -> None:
    with unit_of_work():
        student = NewStudent("Ada Obi", "no hash")
        add_students(cast.actor("chen"), cast.history, [student], room.now, sheet_id=new_id())
    ada = db.session.scalars(select(Person.id).where(Person.display_name == "Ada Obi")).one()

    assert set(shown(cast, person_id=cast.jonas)) == {
        "give-attempt",
        "reopen-attempt",
        "change-dates-for-student",
        "rename-person",
        "remove-student",
    }
    assert shown(cast, person_id=ada) == ["add-students"]
    assert shown(cast, person_id=cast.chen) == ["add-students"], "what she did herself"
    assert shown(cast, person_id=cast.priya) == []


@pytest.mark.parametrize(
    ("search", "acts"),
    [
        ("jonas b", {"give-attempt", "reopen-attempt", "rename-person"}),
        ("civics", {"remove-student", "assign", "reopen-attempt"}),
        ("riverbend", {"assign", "change-assignment", "reopen-attempt"}),
        ("%", set()),
        ("nobody", set()),
    ],
)
def test_a_name_is_searched(room: Classroom, cast: Cast, search: str, acts: set[str]) -> None:
    found = set(shown(cast, search=search))

    assert found >= acts
    assert bool(found) == bool(acts)


def test_the_page_filters_and_keeps_what_was_chosen(
    room: Classroom, cast: Cast, browser_of: Callable[..., Client]
) -> None:
    okafor = browser_of(cast.okafor)
    page = okafor.get(f"/school/people/{cast.jonas}").click("Their changes in the log")
    assert "Only what Jonas B did and what concerns them." in page.text
    assert "5 changes found" in page.text

    page = page.press("Find", kind="rename-person")
    assert "1 change found" in page.text
    assert page.soup.select_one("option[selected]").get_text() == "changed a name"
    assert "Only what Jonas B did" in page.text

    page = page.press("Find", q="nobody")
    assert page.soup.select_one("#q")["value"] == "nobody"
    assert "No such change" in page.text
    assert page.click("Show the whole log").path == "/school/log"


def test_people_of_another_school_filter_nothing(
    cast: Cast, browser_of: Callable[..., Client]
) -> None:
    for person in (cast.haas, "x", "%00"):
        browser_of(cast.okafor).get(f"/school/log?person={person}", status=404)
    browser_of(cast.okafor).get("/school/log?kind=%00&q=%00")


def test_a_merge_says_which_account_went_into_which(
    cast: Cast, clock: Clock, browser_of: Callable[..., Client]
) -> None:
    with unit_of_work():
        merge_students(cast.actor("rivera"), cast.civics, cast.maya, cast.jonas, clock.now)
        rename_person(cast.actor("rivera"), cast.jonas, "Student Maya", clock.now)

    text = browser_of(cast.okafor).get("/school/log").text

    assert "merged Student Maya (jonas) into Student Maya (maya)" in text
