"""Two acts meet: results are right afterwards, and neither fails because of the other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select, update

from accounts.actions import merging
from accounts.actions.accommodations import set_accommodation
from accounts.actions.merging import merge_students
from admin.actions import people
from classes.actions import (
    assign,
    change_assignment,
    change_dates_for_group,
    change_dates_for_student,
    give_extra_attempt,
)
from domain.access import Accommodation, FeedbackPolicy, LatePolicy
from domain.errors import NotFound
from domain.people import Role
from domain.scoring import ScoreRule
from lessons.actions import mark_section_read
from models.assignments import Assignment, AssignmentOverride
from models.attempts import Attempt
from models.classes import ClassTeacher
from models.content import Lesson, LessonVersion
from models.locks import hold_assignments, hold_attempts
from models.session import db, unit_of_work
from quizzes.actions.building import Pick, build_quiz, change_quiz
from quizzes.queries import offered_banks
from tests import factories
from tests.cast import Cast
from tests.classes.classroom import LESSON, Classroom
from tests.conftest import Clock
from tests.meeting import Meeting
from tests.progress.deeds import differing

NOTHING = [None, None]
DAY = timedelta(days=1)


@pytest.fixture
def room(cast: Cast, clock: Clock) -> Classroom:
    return Classroom(cast, clock)


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    return Meeting(app)


def make_lateness_count(room: Classroom, assignment_id: UUID) -> None:
    change_assignment(
        room.cast.actor("rivera"),
        assignment_id,
        opens_at=room.now - 9 * DAY,
        due_at=room.now - DAY,
        closes_at=None,
        attempts_allowed=1,
        feedback_policy=FeedbackPolicy.AFTER_SUBMISSION,
        score_rule=ScoreRule.BEST,
        late_policy=LatePolicy.TAKE_OFF,
        late_percent=20,
        now=room.now,
    )


def grant_days(room: Classroom) -> None:
    cast = room.cast
    granted = Accommodation(extra_days=2)
    set_accommodation(cast.actor("rivera"), cast.civics, cast.maya, granted, room.now)


def merge(room: Classroom, kept_id: UUID, gone_id: UUID) -> None:
    merge_students(room.cast.actor("rivera"), room.cast.civics, kept_id, gone_id, room.now)


def give_dates(room: Classroom, assignment_id: UUID, person_id: UUID) -> None:
    times: dict[str, Any] = {"due_at": room.now + 3 * DAY, "closes_at": None}
    change_dates_for_student(
        room.cast.actor("rivera"), assignment_id, person_id, now=room.now, **times
    )


def test_days_are_granted_while_lateness_comes_to_count(
    room: Classroom, clock: Clock, meeting: Meeting
) -> None:
    assignment = room.give(days=None)
    clock.advance(days=3)
    room.take("maya", assignment)

    failed = meeting.of(lambda: make_lateness_count(room, assignment), lambda: grant_days(room))

    assert failed == NOTHING
    assert differing() == {}


def test_lateness_comes_to_count_while_days_are_granted(
    room: Classroom, clock: Clock, meeting: Meeting
) -> None:
    assignment = room.give(days=None)
    clock.advance(days=3)
    room.take("maya", assignment)

    failed = meeting.of(lambda: grant_days(room), lambda: make_lateness_count(room, assignment))

    assert failed == NOTHING
    assert differing() == {}


@pytest.mark.parametrize("reads_first", [True, False])
def test_a_lesson_is_read_while_it_is_assigned(
    room: Classroom, cast: Cast, meeting: Meeting, reads_first: bool
) -> None:
    body = db.session.scalar(
        select(LessonVersion.body)
        .join(Lesson, Lesson.current_version_id == LessonVersion.id)
        .where(Lesson.id == LESSON)
    )
    section = body["sections"][0]["id"]

    def read() -> None:
        mark_section_read(cast.actor("maya"), LESSON, section, room.now)

    def give() -> None:
        rivera = cast.actor("rivera")
        assign(rivera, [cast.civics], lesson_id=LESSON, opens_at=room.now, now=room.now)

    failed = meeting.of(*((read, give) if reads_first else (give, read)))

    assert failed == NOTHING
    assert differing() == {}


def test_an_account_is_merged_while_dates_change(
    room: Classroom, cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    assignment = room.give(days=None, attempts_allowed=None)
    room.take("maya", assignment)
    room.take("jonas", assignment)
    times: dict[str, Any] = {"due_at": room.now + DAY, "closes_at": None}
    with unit_of_work():
        both = {cast.maya, cast.jonas}
        change_dates_for_group(cast.actor("rivera"), assignment, both, now=room.now, **times)
    meeting.stop_before(monkeypatch, merging, "_move_attempts")

    failed = meeting.of(
        lambda: merge(room, cast.maya, cast.jonas),
        lambda: give_dates(room, assignment, cast.maya),
    )

    assert failed == NOTHING
    assert differing() == {}


@pytest.mark.parametrize("what", ["dates", "group", "attempt"])
def test_nothing_is_given_to_an_account_that_goes(
    room: Classroom, cast: Cast, meeting: Meeting, what: str
) -> None:
    assignment = room.give(days=1, attempts_allowed=1)
    rivera = cast.actor("rivera")
    times: dict[str, Any] = {"due_at": room.now + 3 * DAY, "closes_at": None}
    give = {
        "dates": lambda: give_dates(room, assignment, cast.jonas),
        "group": lambda: change_dates_for_group(
            rivera, assignment, {cast.priya, cast.jonas}, now=room.now, **times
        ),
        "attempt": lambda: give_extra_attempt(rivera, assignment, cast.jonas, room.now),
    }

    _, why = meeting.of(lambda: merge(room, cast.maya, cast.jonas), give[what])

    assert isinstance(why, NotFound), "the teacher is told, not thanked"
    assert db.session.scalars(select(AssignmentOverride)).all() == []


def test_two_students_of_a_class_are_merged_at_once(
    room: Classroom, cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both accounts that go are in a class with a lesson; the kept ones come into it."""
    room.give(quiz=False, to=cast.history, by="chen")
    with unit_of_work():
        lena = factories.person(cast.northfield, "Student Lena", room.now, Role.STUDENT)
        factories.enrolment(cast.northfield, cast.history, room.now, lena)
        rivera = {"person_id": cast.rivera, "school_id": cast.northfield, "since": room.now}
        db.session.add(ClassTeacher(class_id=cast.history, **rivera))
    meeting.stop_before(monkeypatch, merging, "_close")

    failed = meeting.of(
        lambda: merge(room, cast.maya, cast.leo), lambda: merge(room, cast.jonas, lena)
    )

    assert failed == NOTHING
    assert differing() == {}


def test_attempts_are_held_in_one_order_whatever_the_clocks_say(
    room: Classroom, cast: Cast, meeting: Meeting
) -> None:
    """A rebuild holds attempts and nobody; the attempt with the later id began earlier."""
    assignment = room.give(attempts_allowed=None)
    low, high = sorted([room.take("maya", assignment), room.take("jonas", assignment)])
    with unit_of_work():
        db.session.execute(
            update(Attempt).where(Attempt.id == high).values(started_at=room.now - DAY)
        )

    def rebuild() -> None:
        hold_attempts([low])
        meeting.stop()
        hold_attempts([low, high])

    failed = meeting.of(rebuild, lambda: merge(room, cast.maya, cast.jonas))

    assert failed == NOTHING


def test_a_student_of_two_classes_comes_back_while_both_classes_are_worked_out(
    room: Classroom, cast: Cast, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The class that comes last has the assignment that comes first."""
    first, last = sorted([cast.civics, cast.history])
    given = []
    for class_id in (last, first):
        with unit_of_work():
            given.append(
                factories.assignment(
                    cast.northfield, class_id, cast.rivera, room.now, lesson_id=LESSON
                )
            )
    with unit_of_work():
        factories.enrolment(cast.northfield, cast.history, room.now, cast.maya)
    with unit_of_work():
        people.archive_person(cast.actor("okafor"), cast.maya, room.now)
    came_back = people.roster_changed

    def one_after_the_other(class_id: UUID, person_id: UUID) -> None:
        if class_id == last:
            meeting.stop()
        came_back(class_id, person_id)

    monkeypatch.setattr(people, "roster_changed", one_after_the_other)

    failed = meeting.of(
        lambda: people.restore_person(cast.actor("okafor"), cast.maya, room.now),
        lambda: hold_assignments(sorted(given)),
    )

    assert failed == NOTHING


def test_a_quiz_is_renamed_while_it_is_assigned(
    room: Classroom, cast: Cast, meeting: Meeting
) -> None:
    rivera = cast.actor("rivera")
    with unit_of_work():
        picks = [Pick(offered_banks(rivera)[0].id, (), 1)]
        quiz = build_quiz(rivera, title="Mine", summary="", picks=picks, now=room.now)

    def rename() -> None:
        change_quiz(rivera, quiz, title="Mine, anew", summary="", picks=picks, now=room.now)

    def give() -> None:
        assign(rivera, [cast.civics], quiz_id=quiz, opens_at=room.now, now=room.now)

    failed = meeting.of(rename, give)

    assert failed == NOTHING
    named = select(Assignment.title).where(Assignment.quiz_id == quiz)
    assert db.session.scalars(named).all() == ["Mine, anew"]
