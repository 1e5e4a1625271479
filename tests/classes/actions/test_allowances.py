"""Jonas was ill: more attempts, more time, an attempt reopened."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from classes.actions import (
    change_dates_for_student,
    give_extra_attempt,
    reopen_attempt,
    withdraw,
)
from domain.access import GRACE
from domain.errors import NotFound, Refusal
from models.assignments import AssignmentOverride
from models.attempts import Attempt
from models.audit import AuditEntry
from models.progress import AssignmentResult
from models.session import db, unit_of_work
from quizzes.sweeping import close_overdue
from tests.cast import Cast
from tests.classes.classroom import WRONG, Classroom
from tests.client import Client, Page


def reopen(room: Classroom, attempt_id: UUID, by: str = "rivera") -> None:
    with unit_of_work():
        reopen_attempt(room.cast.actor(by), attempt_id, room.now)


def one_more(room: Classroom, assignment_id: UUID, beyond: int | None = None) -> None:
    with unit_of_work():
        give_extra_attempt(
            room.cast.actor("rivera"), assignment_id, room.cast.jonas, room.now, beyond=beyond
        )


def dates(
    room: Classroom, assignment_id: UUID, due_at: datetime | None, closes_at: datetime | None
) -> None:
    with unit_of_work():
        change_dates_for_student(
            room.cast.actor("rivera"),
            assignment_id,
            room.cast.jonas,
            due_at=due_at,
            closes_at=closes_at,
            now=room.now,
        )


def plain(page: Page) -> str:
    return page.text.replace("\u202f", " ")


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


def test_a_reopened_attempt_counts_again_when_it_is_handed_in(room: Classroom, cast: Cast) -> None:
    assignment_id = room.give()
    attempt_id = room.take("jonas", assignment_id, **WRONG)

    reopen(room, attempt_id)

    attempt = db.session.get_one(Attempt, attempt_id)
    assert (attempt.state, attempt.submitted_at) == ("open", None)
    assert attempt.reopened_at == room.now
    result = db.session.get_one(AssignmentResult, (assignment_id, cast.jonas))
    assert (result.state, result.score_numerator) == ("in_progress", None)
    room.hand_in("jonas", attempt_id)
    db.session.expire_all()
    assert db.session.get_one(AssignmentResult, (assignment_id, cast.jonas)).state == "done"


def test_reopening_twice_is_reopening_once(room: Classroom) -> None:
    attempt_id = room.take("jonas", room.give())

    reopen(room, attempt_id)
    reopen(room, attempt_id)

    entries = db.session.scalars(
        select(AuditEntry.subject).where(AuditEntry.action == "reopen-attempt")
    ).all()
    assert entries == [str(attempt_id)]


def test_one_open_attempt_is_enough(room: Classroom) -> None:
    assignment_id = room.give(attempts_allowed=2)
    first = room.take("jonas", assignment_id)
    room.begin("jonas", assignment_id)

    with pytest.raises(Refusal) as refused:
        reopen(room, first)
    assert code_of(refused) == "another-attempt-is-open"


def test_what_is_closed_is_extended_before_it_is_reopened(room: Classroom) -> None:
    assignment_id = room.give(closes_at=room.now + timedelta(days=8))
    attempt_id = room.take("jonas", assignment_id)
    room.clock.advance(days=9)

    with pytest.raises(Refusal) as refused:
        reopen(room, attempt_id)
    assert code_of(refused) == "closed-for-student"
    with pytest.raises(Refusal) as refused:
        one_more(room, assignment_id)
    assert code_of(refused) == "closed-for-student"

    dates(room, assignment_id, None, room.now + timedelta(days=1))
    reopen(room, attempt_id)

    assert db.session.get_one(Attempt, attempt_id).state == "open"


def test_in_the_full_time_past_closing_an_attempt_can_be_reopened(
    room: Classroom, rivera: Client
) -> None:
    closing = room.now + timedelta(hours=1)
    assignment_id = room.give(days=None, closes_at=closing, time_limit_minutes=30)
    room.clock.advance(minutes=50)
    attempt_id = room.begin("jonas", assignment_id)
    room.clock.advance(minutes=12)
    room.hand_in("jonas", attempt_id)

    page = rivera.get(f"/assignments/{assignment_id}/students/{room.cast.jonas}")
    assert "can be reopened and changed until Tue 15 Sep 2026, 10:30" in plain(page)
    page = page.press("Reopen")

    assert "The attempt is open again." in page.text
    room.clock.advance(minutes=28)  # his limit runs anew, but nobody works past 10:30
    assert close_overdue(room.now + GRACE) == 1
    attempt = db.session.get_one(Attempt, attempt_id)
    assert attempt.submitted_at == closing + timedelta(minutes=30)
    page = rivera.get(f"/assignments/{assignment_id}/students/{room.cast.jonas}")
    assert "Give a later closing time below" in page.text
    with pytest.raises(Refusal):
        reopen(room, attempt_id)


@pytest.mark.parametrize("by", ["chen", "okafor", "novak", "jonas"])
def test_others_reopen_nothing(room: Classroom, by: str) -> None:
    attempt_id = room.take("jonas", room.give())

    with pytest.raises(NotFound):
        reopen(room, attempt_id, by)


def test_one_more_attempt_lets_a_student_start_again(room: Classroom) -> None:
    assignment_id = room.give()
    room.take("jonas", assignment_id)
    with pytest.raises(Refusal):
        room.begin("jonas", assignment_id)

    one_more(room, assignment_id, beyond=0)
    one_more(room, assignment_id, beyond=0)  # the same form again

    room.take("jonas", assignment_id)
    with pytest.raises(Refusal):
        room.begin("jonas", assignment_id)


def test_where_there_is_no_limit_there_is_nothing_to_give(room: Classroom) -> None:
    with pytest.raises(Refusal) as refused:
        one_more(room, room.give(attempts_allowed=None))
    assert code_of(refused) == "attempts-are-unlimited"

    with pytest.raises(NotFound):
        one_more(room, room.give(quiz=False))


def test_a_later_due_time_is_one_students_own(room: Classroom, cast: Cast) -> None:
    assignment_id = room.give(days=1)
    later = room.now + timedelta(days=3)

    dates(room, assignment_id, later, None)
    dates(room, assignment_id, later, None)

    own = db.session.get_one(AssignmentOverride, (assignment_id, cast.jonas))
    assert (own.due_at, own.closes_at, own.extra_attempts) == (later, None, 0)
    entries = db.session.scalars(
        select(AuditEntry.details).where(AuditEntry.action == "change-dates-for-student")
    ).all()
    assert [entry["after"] for entry in entries] == [
        {"due_at": later.isoformat(), "closes_at": None, "time_limit_minutes": None}
    ]


def test_the_students_own_times_must_be_in_order(room: Classroom) -> None:
    assignment_id = room.give(days=3)

    with pytest.raises(Refusal) as refused:
        dates(room, assignment_id, None, room.now + timedelta(days=1))

    assert (code_of(refused), refused.value.field) == ("closing_before_due", "closes_at")


def test_a_student_of_another_class_is_not_found(room: Classroom, cast: Cast) -> None:
    assignment_id = room.give()

    with pytest.raises(NotFound), unit_of_work():
        give_extra_attempt(cast.actor("rivera"), assignment_id, cast.leo, room.now)


def test_a_withdrawn_assignment_allows_nothing_more(room: Classroom, cast: Cast) -> None:
    assignment_id = room.give()
    attempt_id = room.take("jonas", assignment_id)
    with unit_of_work():
        withdraw(cast.actor("rivera"), assignment_id, room.now)

    with pytest.raises(Refusal) as refused:
        reopen(room, attempt_id)

    assert code_of(refused) == "assignment-is-withdrawn"
