"""The log says who did what, to whom and in which class, and from what to what."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.actions import rename_person
from accounts.actions.roster import remove_student
from admin.queries.log import log_page
from admin.wording import CHANGED
from classes.actions import (
    change_assignment,
    change_dates_for_student,
    give_extra_attempt,
    reopen_attempt,
)
from domain.access import FeedbackPolicy
from domain.scoring import ScoreRule
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
        later = {"due_at": now + 2 * WEEK, "closes_at": None}
        change_dates_for_student(rivera, assignment_id, jonas, now=now, **later)
        rules = {"attempts_allowed": None, "feedback_policy": FeedbackPolicy.SCORE_ONLY}
        change_assignment(
            rivera,
            assignment_id,
            opens_at=now,
            due_at=now + WEEK,
            closes_at=now + 3 * WEEK,
            score_rule=ScoreRule.LAST,
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
    assert "9:00 AM" in text
    assert "Closes: none → " in text
    assert "Attempts: 1 → as many as they like" in text
    assert "Extra attempts: 0 → 1" in text
    assert "→ Score only" in text
    assert "Name: Student Jonas → Jonas B" in text


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
