"""What an entry of the log tells beside who, what and whom; found by its day, and as a file."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from uuid import UUID

import pytest

from accounts.actions import rename_person
from admin.queries.log import LONGEST_STEM, log_page
from classes.actions import change_dates_for_group
from models.audit import record
from models.content import QuestionVersion
from models.session import db, unit_of_work
from tests.cast import Cast
from tests.classes.classroom import Classroom
from tests.client import Client
from tests.conftest import Clock

Browser = Callable[..., Client]


@pytest.fixture
def room(cast: Cast, clock: Clock) -> Classroom:
    return Classroom(cast, clock)


def entries(browser: Client, query: str = "") -> list[str]:
    page = browser.get(f"/school/log{query}")
    return [" ".join(row.get_text(" ").split()) for row in page.soup.select("main ol.rows > li")]


def test_what_was_assigned_has_its_dates(room: Classroom, okafor: Client) -> None:
    room.give(days=7)

    (entry,) = entries(okafor)

    assert "Opens: Tue 15 Sep 2026, 9:00 AM" in entry
    assert "Due: Tue 22 Sep 2026, 9:00 AM" in entry
    assert "Closes:" not in entry


def test_dates_of_several_students_say_whose_and_which(
    room: Classroom, okafor: Client, cast: Cast
) -> None:
    given = room.give()
    with unit_of_work():
        change_dates_for_group(
            cast.actor("rivera"),
            given,
            [cast.maya, cast.jonas],
            due_at=room.now + timedelta(days=9),
            closes_at=None,
            now=room.now,
        )

    entry = entries(okafor, "?kind=change-dates-for-group")[0]

    assert "Student Jonas, Student Maya" in entry
    assert "Due: Thu 24 Sep 2026, 9:00 AM" in entry
    assert "Closes: as for the class" in entry


def test_a_long_list_of_students_is_folded(room: Classroom, okafor: Client, cast: Cast) -> None:
    people = [str(each) for each in (cast.maya, cast.jonas, cast.priya, cast.leo)]
    with unit_of_work():
        record(cast.actor("rivera"), "add-students", cast.civics, room.now, people=people)

    folded = okafor.get("/school/log").soup.select_one("main ol.rows details")

    assert folded.summary.get_text() == "4 students"
    names = "Student Jonas, Student Leo, Student Maya, Student Priya"
    assert names in folded.get_text()


def test_an_answer_that_was_marked_has_its_marks(
    room: Classroom, okafor: Client, cast: Cast
) -> None:
    attempt = room.take("maya", room.give())
    with unit_of_work():
        place = {"student": str(cast.maya), "question": 1}
        record(cast.actor("rivera"), "mark-answer", attempt, room.now, **place, percent=75)

    assert "Marks: 75%" in entries(okafor, "?kind=mark-answer")[0]


def test_a_long_question_is_cut(room: Classroom, cast: Cast) -> None:
    attempt = room.take("maya", room.give())
    with unit_of_work():
        for version in db.session.query(QuestionVersion).filter_by(question_id="single-1"):
            version.stem_text = "Why did the town meet? " * 20
        asked = {"question": "single-1"}
        record(cast.actor("rivera"), "accept-challenge", attempt, room.now, **asked)

    stem = log_page(cast.actor("okafor")).lines[0].subjects[0]

    assert stem.startswith("Why did the town meet?")
    assert stem.endswith("…")
    assert len(stem) <= LONGEST_STEM


def rename(cast: Cast, clock: Clock, name: str, person_id: UUID) -> None:
    with unit_of_work():
        rename_person(cast.actor("rivera"), person_id, name, clock.now)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?from=2026-09-15&to=2026-09-15", ["One"]),
        ("?from=2026-09-16", ["Three", "Two"]),
        ("?to=2026-09-16", ["Two", "One"]),
        ("?from=2026-09-17&to=2026-09-15", []),
        ("?from=junk&to=9999-99-99", ["Three", "Two", "One"]),
        ("?from=0001-01-01&to=9999-12-31", ["Three", "Two", "One"]),
    ],
)
def test_the_days_are_those_of_the_school(
    cast: Cast, clock: Clock, okafor: Client, query: str, found: list[str]
) -> None:
    for name in ("One", "Two", "Three"):  # at 11 PM in Chicago, which is the next day in UTC
        clock.now = clock.now.replace(day=16 + ("One", "Two", "Three").index(name), hour=4)
        rename(cast, clock, name, cast.maya)
    clock.advance(days=1)

    shown = [entry.rpartition("→ ")[2].split()[0] for entry in entries(okafor, query)]

    assert shown == found


def test_the_file_holds_what_is_found(cast: Cast, clock: Clock, okafor: Client) -> None:
    rename(cast, clock, "=HYPERLINK(1)", cast.jonas)
    rename(cast, clock, "Maya B", cast.maya)
    page = okafor.get(f"/school/log?person={cast.jonas}&kind=rename-person")
    link = page.soup.find("a", string="CSV for a spreadsheet")

    answer = okafor.flask.get(link["href"])

    head, line = csv.reader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff")))
    assert head == ["When", "Who", "What", "Whom and what it was done to", "Students", "How"]
    assert line[1:4] == ["Daniel Rivera", "changed a name", "'=HYPERLINK(1)"]
    assert line[5] == "Name: Student Jonas → =HYPERLINK(1)"


def test_the_file_is_for_administrators_of_the_school(
    cast: Cast, okafor: Client, browser_of: Browser
) -> None:
    browser_of(cast.rivera).get("/school/log.csv", status=403)
    okafor.get(f"/school/log.csv?person={cast.haas}", status=404)
