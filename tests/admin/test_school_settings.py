"""A school's name and time zone can be put right after setting up."""

from datetime import UTC, datetime
from fractions import Fraction
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.access import LatePolicy
from models.audit import AuditEntry
from models.people import School
from models.progress import AssignmentResult
from models.session import db
from progress.rebuild import rebuild
from tests.cast import Cast
from tests.classes.classroom import Classroom
from tests.client import Client
from tests.conftest import Clock

PATH = "/school/settings"


def school(cast: Cast) -> tuple[str, str]:
    db.session.rollback()
    found = db.session.get_one(School, cast.northfield)
    return found.name, found.time_zone


def acts() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action)))


def test_a_typo_of_setting_up_is_put_right_and_the_log_says_so(okafor: Client, cast: Cast) -> None:
    page = okafor.get("/school").click("Settings")
    assert page.form("Save the changes").fields["name"] == "Northfield School"
    assert page.soup.select_one("#zones option[value='America/Denver']")

    page = page.press("Save the changes", name=" North  Field ", time_zone="America/Denver")

    assert page.path == "/school"
    assert "The changes are saved." in page.text
    assert school(cast) == ("North Field", "America/Denver")
    log = okafor.get("/school/log")
    assert "changed the school's name or time zone" in log.text
    assert "Name: Northfield School → North Field" in log.text
    assert "Time zone: America/Chicago → America/Denver" in log.text
    csv = okafor.get("/school/log.csv").body
    assert "Time zone: America/Chicago → America/Denver" in csv


def test_dates_keep_their_moment_and_are_shown_in_the_new_zone(
    okafor: Client, cast: Cast, clock: Clock
) -> None:
    page = okafor.get(PATH)
    assert "keep their moment and are shown in the new zone" in page.text
    assert "As of 9:00" in _with_class(okafor, cast, clock)

    page.press("Save the changes", time_zone="America/New_York")

    assert "As of 10:00" in okafor.get("/school").text.replace("\u202f", " ")


def _with_class(okafor: Client, cast: Cast, clock: Clock) -> str:
    Classroom(cast, clock).give()
    return okafor.get("/school").text.replace("\u202f", " ")


def test_what_will_not_do_is_said_beside_each_field_and_kept(okafor: Client, cast: Cast) -> None:
    page = okafor.get(PATH).press(
        "Save the changes", status=422, name=" ", time_zone="America/Gotham"
    )

    assert page.told() == ["Name of the school", "Time zone"]
    assert "Type the name" in page.soup.select_one("#name-error").get_text()
    assert "is no known time zone" in page.soup.select_one("#time_zone-error").get_text()
    assert page.form("Save the changes").fields["time_zone"] == "America/Gotham"

    long = page.press("Save the changes", status=422, name="x" * 101, time_zone="")
    assert long.form("Save the changes").fields["name"] == "x" * 101
    assert "Use at most 100 characters" in long.text
    assert "Type a time zone" in long.text
    assert school(cast) == ("Northfield School", "America/Chicago")


def test_what_a_colleague_changed_meanwhile_is_not_undone(okafor: Client, cast: Cast) -> None:
    mine, theirs = okafor.get(PATH), okafor.get(PATH)
    theirs.press("Save the changes", name="North School")

    mine.press("Save the changes", time_zone="America/Denver")

    assert school(cast) == ("North School", "America/Denver")


@pytest.mark.parametrize("zone", ["localtime", "Factory"])
def test_what_is_no_place_is_no_zone(okafor: Client, cast: Cast, zone: str) -> None:
    page = okafor.get(PATH)
    assert not page.soup.select_one(f"#zones option[value='{zone}']")

    page.press("Save the changes", status=422, time_zone=zone)

    assert school(cast) == ("Northfield School", "America/Chicago")


def test_days_late_are_counted_by_the_new_clock(okafor: Client, cast: Cast, clock: Clock) -> None:
    clock.now = datetime(2026, 10, 31, 15, tzinfo=UTC)  # clocks go back on 1 November in Chicago
    room = Classroom(cast, clock)
    quiz = room.give(days=0.1, late_policy=LatePolicy.TAKE_OFF, late_percent=20)
    clock.advance(days=1.1, minutes=30)
    room.take("maya", quiz)
    before = score(quiz, cast)

    okafor.get(PATH).press("Save the changes", time_zone="America/Phoenix")

    assert score(quiz, cast) < before, "a day of 24 hours was over, one of 25 was not"
    assert [table for table in rebuild() if table.differed] == []


def score(quiz: UUID, cast: Cast) -> Fraction:
    db.session.rollback()
    result = db.session.scalars(
        select(AssignmentResult).filter_by(assignment_id=quiz, person_id=cast.maya)
    ).one()
    return Fraction(result.score_numerator, result.score_denominator)


def test_saving_what_is_so_already_is_no_change(okafor: Client) -> None:
    okafor.get(PATH).press("Save the changes")

    assert "change-school" not in acts()


def test_another_school_stays_as_it_is(okafor: Client, cast: Cast) -> None:
    okafor.get(PATH).press("Save the changes", name="Elsewhere")

    assert db.session.get_one(School, cast.eastbrook).name == "Eastbrook School"
