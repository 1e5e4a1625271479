"""Attempts close by themselves when their time is over, also when nobody looks; each once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from threading import Event
from uuid import UUID

import pytest
from flask import Flask

from admin import serving
from admin.serving import sweep_once, sweeping
from domain.access import GRACE
from domain.people import Actor, Role
from models.assignments import Assignment
from models.attempts import ItemResult
from models.classes import Enrolment
from models.session import db, unit_of_work
from progress.rebuild import rebuild
from quizzes import actions
from quizzes import sweeping as sweeping_module
from quizzes.sweeping import close_overdue
from tests import factories
from tests.cast import Cast
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, attempts

LIMIT = timedelta(minutes=30)
STUDENTS = 8

Begin = Callable[..., UUID]


@pytest.fixture
def begin(cast: Cast, clock: Clock) -> Begin:
    """Begin somebody's attempt, with the first question answered rightly."""

    def do(assignment: UUID, name: str = "maya") -> UUID:
        actor = cast.actor(name)
        with unit_of_work():
            attempt_id = actions.start_attempt(actor, assignment, clock.now)
        with unit_of_work():
            actions.save_edits(
                actor, attempt_id, "story", [actions.Edit(1, {"choice": "right"}, 0, 1)], clock.now
            )
        return attempt_id

    return do


def test_nothing_is_closed_before_the_grace_is_over(
    assign: Assign, begin: Begin, clock: Clock
) -> None:
    attempt = begin(assign(time_limit_minutes=30))
    deadline = clock.now + LIMIT

    assert close_overdue(deadline + GRACE - timedelta(seconds=1)) == 0
    assert close_overdue(deadline + GRACE) == 1

    [closed] = attempts(id=attempt)
    assert (closed.state, closed.submitted_at) == ("submitted", deadline)


def test_sweeping_twice_closes_once_and_what_was_saved_is_marked(
    assign: Assign, begin: Begin, clock: Clock
) -> None:
    attempt = begin(assign(closes_at=clock.now + timedelta(hours=1)))
    clock.advance(hours=5)

    assert close_overdue(clock.now) == 1
    assert close_overdue(clock.now) == 0

    marks = db.session.query(ItemResult).filter_by(attempt_id=attempt)
    assert sum(each.marks_numerator for each in marks) == 1
    assert attempts(id=attempt)[0].submitted_at == clock.now - timedelta(hours=4)
    assert sum(report.differed for report in rebuild()) == 0


def test_what_has_no_end_or_is_nobodys_grade_stays_open(
    cast: Cast, assign: Assign, begin: Begin, clock: Clock
) -> None:
    begin(assign(due_at=clock.now + timedelta(minutes=1)))
    timed = assign(time_limit_minutes=30)
    handed_in = begin(timed)
    with unit_of_work():
        actions.submit(cast.actor("maya"), handed_in, clock.now)
    with unit_of_work():
        actions.start_practice(cast.actor("maya"), handed_in, clock.now)
    clock.advance(days=3)

    assert close_overdue(clock.now) == 0


def test_who_left_the_class_is_closed_too(
    cast: Cast, assign: Assign, begin: Begin, clock: Clock
) -> None:
    attempt = begin(assign(time_limit_minutes=30))
    with unit_of_work():
        place = db.session.query(Enrolment).filter_by(person_id=cast.maya).one()
        place.left_at = clock.now
    clock.advance(hours=1)

    assert close_overdue(clock.now) == 1
    assert attempts(id=attempt)[0].state == "submitted"


def test_two_sweepers_and_the_students_themselves_close_each_attempt_once(
    app: Flask, cast: Cast, assign: Assign, clock: Clock
) -> None:
    assignment = assign(time_limit_minutes=30)
    with unit_of_work():
        people = [
            factories.person(cast.northfield, f"Student Number{n}", clock.now, Role.STUDENT)
            for n in range(STUDENTS)
        ]
        factories.enrolment(cast.northfield, cast.civics, clock.now, *people)
    actors = [_student(cast, each) for each in people]
    begun = []
    for actor in actors:
        with unit_of_work():
            begun.append(actions.start_attempt(actor, assignment, clock.now))
    clock.advance(minutes=31)

    def sweep() -> int:
        with app.app_context():
            return close_overdue(clock.now)

    def hand_in(number: int) -> int:
        with app.app_context(), unit_of_work():
            actions.submit(actors[number], begun[number], clock.now)
        return 0

    with ThreadPoolExecutor(max_workers=STUDENTS + 3) as pool:
        work = [pool.submit(sweep) for _ in range(3)]
        work += [pool.submit(hand_in, number) for number in range(0, STUDENTS, 2)]
    closed = sum(each.result() for each in work)

    assert STUDENTS // 2 <= closed <= STUDENTS
    found = attempts(assignment_id=assignment)
    assert {each.state for each in found} == {"submitted"}
    assert {each.submitted_at for each in found} == {clock.now - timedelta(minutes=1)}
    assert sum(report.differed for report in rebuild()) == 0


def _student(cast: Cast, person_id: UUID) -> Actor:
    return replace(cast.actor("maya"), person_id=person_id)


def test_the_command_says_how_many(app: Flask, assign: Assign, begin: Begin, clock: Clock) -> None:
    begin(assign(time_limit_minutes=30))
    clock.advance(hours=1)

    said = app.test_cli_runner().invoke(args=["quizzes", "sweep"]).output

    assert said == "Handed in: 1\n"


def test_the_server_sweeps_while_it_runs(
    app: Flask, assign: Assign, begin: Begin, clock: Clock
) -> None:
    attempt = begin(assign(time_limit_minutes=30))
    clock.advance(hours=1)

    with sweeping(app, every_seconds=0.01):
        for _ in range(500):
            if attempts(id=attempt)[0].state == "submitted":
                break

    assert attempts(id=attempt)[0].state == "submitted"


@pytest.mark.parametrize("minutes", [None, 30])
def test_a_closing_time_moved_before_the_start_ends_the_attempt_as_it_begins(
    assign: Assign, begin: Begin, clock: Clock, minutes: int | None
) -> None:
    assignment = assign(closes_at=clock.now + timedelta(hours=8), time_limit_minutes=minutes)
    clock.advance(hours=2)
    attempt = begin(assignment)
    begun_at = clock.now
    clock.advance(minutes=25)
    with unit_of_work():
        row = db.session.get_one(Assignment, assignment)
        row.closes_at = begun_at - timedelta(hours=1)

    assert close_overdue(clock.now) == 1

    assert attempts(id=attempt)[0].submitted_at == begun_at
    assert sum(report.differed for report in rebuild()) == 0


def test_an_attempt_that_cannot_be_marked_holds_nobody_up(
    assign: Assign,
    begin: Begin,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    assignment = assign(time_limit_minutes=30)
    broken = begin(assignment)
    clock.advance(seconds=1)
    sound = begin(assignment, "jonas")
    clock.advance(hours=1)

    def close(attempt_id: UUID, now: datetime) -> bool:
        if attempt_id == broken:
            raise KeyError("a kind that is no longer there")
        return actions.close_if_over(attempt_id, now)

    with monkeypatch.context() as patch:
        patch.setattr(sweeping_module, "close_if_over", close)
        assert close_overdue(clock.now) == 1

    assert f"Attempt {broken}, whose time is over, could not be closed" in caplog.text
    assert attempts(id=sound)[0].state == "submitted"
    assert close_overdue(clock.now) == 1


def test_the_server_goes_on_sweeping_after_a_fault(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    came_again = Event()
    rounds = count()

    def close(_now: datetime) -> int:
        if next(rounds) > 0:
            came_again.set()
        raise KeyError("a fault")

    monkeypatch.setattr(serving, "close_overdue", close)

    with sweeping(app, every_seconds=0.01):
        assert came_again.wait(10)


def test_a_database_that_is_away_is_tried_again_later(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    db.session.rollback()
    db.drop_all()

    sweep_once(app)

    assert "could not be closed" in caplog.text
