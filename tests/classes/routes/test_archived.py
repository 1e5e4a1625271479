"""A class that was put away: its pages say so, offer the way back, and invite nobody."""

import pytest
from sqlalchemy import ColumnElement, func, select, update

from classes.actions import archive_class, give_again, withdraw
from domain.errors import Refusal
from models.assignments import Assignment
from models.classes import Enrolment
from models.session import db, unit_of_work
from tests.cast import Cast
from tests.classes.classroom import Classroom
from tests.client import Client

ARCHIVED = "This class is archived."


def leave(room: Classroom, which: ColumnElement[bool]) -> None:
    db.session.execute(update(Enrolment).where(which).values(left_at=room.now))


@pytest.fixture
def archived(room: Classroom, cast: Cast) -> Classroom:
    """Civics 3 after its year: one assignment, one withdrawn, and Priya has left."""
    room.give()
    taken_back = room.give(quiz=False)
    with unit_of_work():
        withdraw(cast.actor("rivera"), taken_back, room.now)
        leave(room, Enrolment.person_id == cast.priya)
        archive_class(cast.actor("rivera"), cast.civics, room.now)
    return room


@pytest.mark.parametrize("page_of_class", ["", "/code", "/students", "/assign"])
def test_each_page_says_that_the_class_is_archived_and_brings_it_back(
    archived: Classroom, rivera: Client, cast: Cast, page_of_class: str
) -> None:
    page = rivera.get(f"/classes/{cast.civics}{page_of_class}")
    assert page.text.count(ARCHIVED) == 1

    page = page.press("Bring back")

    assert page.path == f"/classes/{cast.civics}"
    assert ARCHIVED not in page.text
    assert ARCHIVED not in rivera.get(f"/classes/{cast.civics}{page_of_class}").text


def test_nothing_invites_anybody(archived: Classroom, rivera: Client, cast: Cast) -> None:
    for path in ("", "/code", "/students", "/assign", "/edit"):
        page = rivera.get(f"/classes/{cast.civics}{path}")
        shown = page.soup.main.get_text(" ")
        for word in ("Join your class", "to join", "Lock the code", "Put back", "Give it again"):
            assert word not in shown, path
        assert "CVCP" not in shown, path
        for ending in ("/students/add", "/code/renew", "/code", "/assign"):
            assert not page.soup.select(f"main a[href$='{ending}']"), path


def test_an_empty_class_does_not_ask_for_students_or_work(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    with unit_of_work():
        archive_class(cast.actor("rivera"), cast.civics, room.now)

    page = rivera.get(f"/classes/{cast.civics}")
    assert "Nothing is assigned to this class." in page.text
    with unit_of_work():
        leave(room, Enrolment.class_id == cast.civics)

    for path in ("", "/students"):
        assert "Nobody is in this class." in rivera.get(f"/classes/{cast.civics}{path}").text


def test_an_administrator_brings_it_back_too(
    archived: Classroom, okafor: Client, cast: Cast
) -> None:
    page = okafor.get(f"/classes/{cast.civics}")

    assert "The class is back." in page.press("Bring back").text


def test_an_assignment_on_its_way_meets_the_archive(
    rivera: Client, room: Classroom, cast: Cast
) -> None:
    """The page stood open while a colleague archived the class."""
    form = rivera.get(f"/classes/{cast.civics}/assign").form("Assign")
    with unit_of_work():
        archive_class(cast.actor("okafor"), cast.civics, room.now)

    page = form.submit(status=422, due_at="2026-09-20T08:13")

    assert "The class Civics 3 is archived. Bring it back first." in page.text
    assert page.form("Assign").fields["due_at"] == "2026-09-20T08:13", "nothing typed is lost"
    assert db.session.scalar(select(func.count()).select_from(Assignment)) == 0


def test_what_was_withdrawn_is_not_given_again(
    archived: Classroom, rivera: Client, cast: Cast
) -> None:
    taken_back = db.session.scalars(
        select(Assignment.id).where(Assignment.withdrawn_at.is_not(None))
    ).one()

    for page in ("report", "edit"):
        assert "Give it again" not in rivera.get(f"/assignments/{taken_back}/{page}").text
    with pytest.raises(Refusal, match="class-is-archived"), unit_of_work():
        give_again(cast.actor("rivera"), taken_back, archived.now)
