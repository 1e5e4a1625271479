"""Other dates for one student, the same for several, and what somebody is granted in everything."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from accounts.actions.accommodations import set_accommodation
from accounts.actions.merging import merge_students
from classes.actions import change_dates_for_group, change_dates_for_student
from classes.queries.groups import group_dates
from classes.queries.work import Cell, read_work
from domain.access import Accommodation, LatePolicy, Standing, Window
from domain.clock_times import to_local
from domain.errors import NotFound, Refusal
from models.accommodations import AccommodationProfile
from models.progress import AssignmentResult
from models.session import db, unit_of_work
from progress.rebuild import rebuild
from tests.cast import Cast
from tests.classes.classroom import Classroom
from tests.client import Client


def dates_of_group(room: Classroom, assignment_id: UUID, *names: str, **times: Any) -> None:
    with unit_of_work():
        change_dates_for_group(
            room.cast.actor("rivera"),
            assignment_id,
            [getattr(room.cast, name) for name in names],
            **{"due_at": None, "closes_at": None, "now": room.now, **times},
        )


def grant(room: Classroom, name: str, by: str = "rivera", **granted: Any) -> None:
    with unit_of_work():
        set_accommodation(
            room.cast.actor(by),
            room.cast.civics,
            getattr(room.cast, name),
            Accommodation(**granted),
            room.now,
        )


def cell(room: Classroom, assignment_id: UUID, name: str) -> Cell:
    work = read_work([room.cast.civics], room.now, assignment_id=assignment_id)
    wanted = getattr(room.cast, name)
    students = work[room.cast.civics].students
    return next(each.cells[0] for each in students if each.person_id == wanted)


def score_of(assignment_id: UUID, person_id: UUID) -> Fraction:
    db.session.rollback()
    row = db.session.get_one(AssignmentResult, (assignment_id, person_id))
    return Fraction(row.score_numerator or 0, row.score_denominator or 1)


def due(room: Classroom, assignment_id: UUID, name: str) -> datetime | None:
    return cell(room, assignment_id, name).window.due_at


def test_several_get_the_same_dates_and_one_of_them_others(room: Classroom, cast: Cast) -> None:
    quiz = room.give(days=1)
    given, together, alone = (room.now + timedelta(days=n) for n in (1, 2, 3))

    dates_of_group(room, quiz, "maya", "jonas", due_at=together)
    with unit_of_work():
        change_dates_for_student(
            cast.actor("rivera"), quiz, cast.maya, due_at=alone, closes_at=None, now=room.now
        )

    assert due(room, quiz, "maya") == alone
    assert due(room, quiz, "jonas") == together
    assert due(room, quiz, "priya") == given
    found = group_dates(cast.actor("rivera"), quiz, room.now)
    assert [[each.name for each in group.students] for group in found.groups] == [
        ["Student Jonas", "Student Maya"]
    ]

    dates_of_group(room, quiz, "jonas")

    assert due(room, quiz, "jonas") == given


def test_what_is_granted_comes_on_top_of_all_of_them(room: Classroom) -> None:
    quiz = room.give(days=1, time_limit_minutes=30)
    dates_of_group(room, quiz, "maya", due_at=room.now + timedelta(days=2), time_limit_minutes=40)

    grant(room, "maya", multiplier=Fraction(3, 2), extra_days=1)

    assert due(room, quiz, "maya") == room.now + timedelta(days=3)
    assert cell(room, quiz, "maya").terms.time_allowed == timedelta(minutes=60)


@pytest.mark.parametrize(
    ("times", "code", "field"),
    [
        ({"due_at": timedelta(days=-1)}, "due_not_after_opening", "due_at"),
        ({"closes_at": timedelta(hours=1)}, "closing_before_due", "closes_at"),
    ],
)
def test_times_out_of_order_are_refused(
    room: Classroom, times: dict[str, timedelta], code: str, field: str
) -> None:
    quiz = room.give(days=1)

    with pytest.raises(Refusal, match=code) as refused:
        dates_of_group(
            room, quiz, "maya", **{name: room.now + each for name, each in times.items()}
        )

    assert refused.value.field == field


@pytest.mark.parametrize("days", [3, 0.5])
def test_a_closing_time_alone_moves_the_due_time_where_nothing_late_is_taken(
    room: Classroom, rivera: Client, days: float
) -> None:
    quiz = room.give(days=1, late_policy=LatePolicy.NOTHING_LATE)
    until = room.now + timedelta(days=days)
    typed = to_local(until, "America/Chicago").strftime("%Y-%m-%dT%H:%M")
    path = f"/assignments/{quiz}/students/{room.cast.maya}"

    page = rivera.get(path).press("Save the dates", closes_at=typed)

    assert "The dates for this student are saved." in page.text
    assert cell(room, quiz, "maya").window == Window(room.now, until, until)
    room.clock.advance(days=days - 0.1)
    room.take("maya", quiz)
    rivera.get(path).press("Save the dates", status=422, closes_at="2026-09-01T12:00")
    assert "The closing time must be after the opening time." in (
        rivera.get(path).press("Save the dates", status=422, closes_at="2026-09-01T12:00").text
    )


def test_only_students_of_the_class_get_dates(room: Classroom) -> None:
    quiz = room.give()

    with pytest.raises(NotFound):
        dates_of_group(room, quiz, "maya", "leo", due_at=room.now + timedelta(days=2))
    with pytest.raises(Refusal, match="no-students-ticked"):
        dates_of_group(room, quiz)


def test_a_lesson_has_no_time_limit(room: Classroom) -> None:
    lesson = room.give(quiz=False, time_limit_minutes=30, late_policy=LatePolicy.NOTHING_LATE)
    dates_of_group(room, lesson, "maya", due_at=room.now + timedelta(days=9), time_limit_minutes=10)

    terms = cell(room, lesson, "maya").terms
    assert terms.time_allowed is None
    assert terms.rules.late is LatePolicy.MARK_LATE


@pytest.mark.parametrize(
    "granted",
    [
        {"multiplier": Fraction(9, 8)},
        {"multiplier": Fraction(1, 2)},
        {"extra_days": -1},
        {"extra_attempts": 11},
    ],
)
def test_only_what_the_form_offers_is_granted(room: Classroom, granted: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="accommodation-out-of-range"):
        grant(room, "maya", **granted)


def test_a_teacher_grants_nothing_to_a_student_of_another_class(
    room: Classroom, cast: Cast
) -> None:
    for name in ("chen", "novak"):
        with pytest.raises(NotFound):
            grant(room, "maya", by=name, extra_days=1)
    with pytest.raises(NotFound):
        grant(room, "leo", extra_days=1)
    grant(room, "maya", by="okafor", extra_days=1)


def test_more_days_take_the_lateness_and_what_it_cost_away(room: Classroom, cast: Cast) -> None:
    quiz = room.give(days=1, late_policy=LatePolicy.TAKE_OFF, late_percent=25)
    room.clock.advance(days=2, hours=1)
    room.take("maya", quiz)
    room.take("jonas", quiz)
    assert cell(room, quiz, "maya").standing is Standing.DONE_LATE
    assert score_of(quiz, cast.maya) == score_of(quiz, cast.jonas) == Fraction(1, 2)

    grant(room, "maya", extra_days=1)
    assert score_of(quiz, cast.maya) == Fraction(3, 4)
    grant(room, "maya", extra_days=2)

    assert cell(room, quiz, "maya").standing is Standing.DONE
    assert score_of(quiz, cast.maya) == 1
    assert score_of(quiz, cast.jonas) == Fraction(1, 2)
    dates_of_group(room, quiz, "jonas", due_at=room.now)
    assert score_of(quiz, cast.jonas) == 1
    assert sum(report.differed for report in rebuild()) == 0


def test_merged_accounts_keep_the_more_generous_of_each(room: Classroom, cast: Cast) -> None:
    grant(room, "maya", multiplier=Fraction(5, 4), extra_attempts=2)
    grant(room, "jonas", multiplier=Fraction(2), extra_days=3, hides_timer=True)

    with unit_of_work():
        merge_students(cast.actor("rivera"), cast.civics, cast.maya, cast.jonas, room.now)

    [row] = db.session.query(AccommodationProfile).all()
    assert row.person_id == cast.maya
    assert (row.time_percent, row.extra_attempts, row.extra_days) == (200, 2, 3)
    assert row.hides_timer


def test_what_one_account_was_granted_moves_to_the_other(room: Classroom, cast: Cast) -> None:
    grant(room, "jonas", extra_days=3)

    with unit_of_work():
        merge_students(cast.actor("rivera"), cast.civics, cast.maya, cast.jonas, room.now)

    [row] = db.session.query(AccommodationProfile).all()
    assert (row.person_id, row.extra_days) == (cast.maya, 3)
