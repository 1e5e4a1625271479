"""Students x assignments: how each stands, and what it costs to know."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest

from classes.actions import change_dates_for_student, withdraw
from classes.queries.attempts import student_attempts
from classes.queries.grid import Grid, Order, class_grid
from classes.queries.overview import NextStep, overview
from classes.queries.report import assignment_report
from domain.access import Standing
from domain.errors import NotFound
from domain.people import Role
from models.people import Person
from models.session import unit_of_work
from tests import factories
from tests.cast import MORNING, Cast
from tests.classes.classroom import WRONG, Classroom
from tests.statements import counted_statements


def grid(room: Classroom, order: Order = Order.NAME, by: str = "rivera", **asked: bool) -> Grid:
    return class_grid(room.cast.actor(by), room.cast.civics, room.now, order, **asked)


def standings(found: Grid) -> dict[str, list[Standing]]:
    return {
        student.name.split()[-1]: [cell.standing for cell in student.cells]
        for student in found.students
    }


def test_each_student_stands_somewhere(room: Classroom) -> None:
    quiz = room.give()
    room.take("maya", quiz, **WRONG)
    room.begin("jonas", quiz, **{"single-1": {"choice": "right"}})

    found = grid(room)

    assert standings(found) == {
        "Jonas": [Standing.IN_PROGRESS],
        "Maya": [Standing.DONE],
        "Priya": [Standing.NOT_STARTED],
    }
    jonas, maya, _priya = (student.cells[0] for student in found.work.students)
    assert (jonas.steps_done, jonas.steps_total) == (1, 4)
    assert maya.score == Fraction(1, 2)
    assert (found.work.finished, found.work.expected) == (1, 3)


def test_after_the_due_time_some_are_behind_and_come_first(room: Classroom) -> None:
    quiz = room.give(days=1, closes_at=room.now + timedelta(days=3))
    room.take("jonas", quiz)
    room.clock.advance(days=2)
    room.take("maya", quiz)

    assert standings(grid(room, Order.HELP)) == {
        "Priya": [Standing.OVERDUE],
        "Jonas": [Standing.DONE],
        "Maya": [Standing.DONE_LATE],
    }
    assert list(standings(grid(room, Order.HELP))) == ["Priya", "Jonas", "Maya"]
    room.clock.advance(days=2)
    assert standings(grid(room))["Priya"] == [Standing.CLOSED]


def test_whoever_needs_help_is_on_top_and_can_be_shown_alone(room: Classroom) -> None:
    early = room.give(days=1)
    room.take("maya", early)
    room.take("priya", early, **WRONG)
    room.clock.advance(days=2)

    everybody = [each.name for each in grid(room, Order.HELP).students]
    alone = [each.name for each in grid(room, Order.HELP, only_help=True).students]
    counted = overview(room.cast.actor("rivera"), room.now).cards[0].needing_help

    assert everybody == ["Student Jonas", "Student Priya", "Student Maya"]
    assert alone == [each.name for each in counted] == everybody[:2]


def test_students_stand_by_their_family_names_too(room: Classroom, cast: Cast) -> None:
    with unit_of_work() as session:
        for name, person_id, family in (
            ("Maya Young", cast.maya, None),
            ("Jonas de la Cruz", cast.jonas, "de la Cruz"),
            ("Priya Ash", cast.priya, "Miller"),  # a name of before she was renamed
        ):
            person = session.get_one(Person, person_id)
            person.display_name, person.family_name = name, family

    names = [each.name for each in grid(room, Order.FAMILY).students]

    assert names == ["Priya Ash", "Jonas de la Cruz", "Maya Young"]


def test_the_newest_assignment_comes_first(room: Classroom) -> None:
    first = room.give()
    room.clock.advance(days=1)
    second = room.give()

    assert [each.assignment.id for each in grid(room).work.columns] == [second, first]


def test_a_students_own_due_time_is_the_one_that_holds(room: Classroom, cast: Cast) -> None:
    quiz = room.give(days=1)
    with unit_of_work():
        change_dates_for_student(
            cast.actor("rivera"),
            quiz,
            cast.priya,
            due_at=room.now + timedelta(days=5),
            closes_at=None,
            now=room.now,
        )
    room.clock.advance(days=2)

    assert standings(grid(room))["Priya"] == [Standing.NOT_STARTED]
    assert standings(grid(room))["Maya"] == [Standing.OVERDUE]


def test_who_joined_after_the_due_time_is_not_behind(room: Classroom, cast: Cast) -> None:
    quiz = room.give(days=1)
    room.clock.advance(days=2)
    with unit_of_work():
        newcomer = factories.person(cast.northfield, "Student Noor", room.now, Role.STUDENT)
        factories.enrolment(cast.northfield, cast.civics, room.now, newcomer)

    found = grid(room)

    assert standings(found)["Noor"] == [Standing.DUE_BEFORE_JOINED]
    assert standings(found)["Maya"] == [Standing.OVERDUE]
    assert [each.help.behind for each in found.work.students] == [1, 1, 0, 1]
    assert found.work.columns[0].behind == 3
    assert found.work.columns[0].expected == 3, "nobody waits for the newcomer's"
    report = assignment_report(cast.actor("rivera"), quiz, room.now)
    assert report.column.behind == 3
    needing = overview(cast.actor("rivera"), room.now).cards[0].needing_help
    assert newcomer not in {each.person_id for each in needing}


def test_what_is_not_open_yet_is_expected_of_nobody(room: Classroom) -> None:
    room.give(opens_at=room.now + timedelta(days=1))

    found = grid(room).work

    assert (found.finished, found.expected) == (0, 0)
    assert not found.columns[0].assignment.is_open


def test_withdrawn_assignments_stand_apart(room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    with unit_of_work():
        withdraw(cast.actor("rivera"), quiz, room.now)

    found = grid(room)

    assert found.work.columns == ()
    assert [each.id for each in found.withdrawn] == [quiz]
    assert assignment_report(cast.actor("rivera"), quiz, room.now).assignment.withdrawn_at


def test_an_administrator_looks_and_assigns_nothing(room: Classroom) -> None:
    found = grid(room, by="okafor")

    assert (found.may_assign, found.may_manage) == (False, True)


@pytest.mark.parametrize("by", ["chen", "novak", "haas", "maya"])
def test_others_see_no_class(room: Classroom, cast: Cast, by: str) -> None:
    quiz = room.give()
    actor = cast.actor(by)

    with pytest.raises(NotFound):
        grid(room, by=by)
    with pytest.raises(NotFound):
        assignment_report(actor, quiz, room.now)
    with pytest.raises(NotFound):
        student_attempts(actor, quiz, cast.maya, room.now)


def test_the_first_page_says_what_to_do_now(room: Classroom, cast: Cast) -> None:
    def step(by: str = "rivera") -> Any:
        return overview(cast.actor(by), room.now).step

    assert step().kind is NextStep.ASSIGN
    quiz = room.give(days=1)
    assert step().kind is NextStep.NOTHING
    room.take("maya", quiz)
    assert (step().kind, step().column.assignment.id) == (NextStep.READ_REPORT, quiz)
    room.clock.advance(days=2)
    assert step().kind is NextStep.HELP
    helped = overview(cast.actor("rivera"), room.now).cards[0].needing_help
    assert [student.name for student in helped] == ["Student Jonas", "Student Priya"]
    for name in ("jonas", "priya"):
        room.take(name, quiz)
    assert step().kind is NextStep.ASSIGN


def test_a_new_teacher_makes_a_class_and_adds_students(cast: Cast) -> None:
    with unit_of_work():
        newcomer = factories.person(cast.northfield, "Ines Moreau", MORNING, Role.TEACHER)
    actor = cast.actor("chen")
    fresh = type(actor)(**{**actor.__dict__, "person_id": newcomer})

    assert overview(fresh, MORNING).step.kind is NextStep.CREATE_CLASS
    with unit_of_work():
        factories.school_class(cast.northfield, "New", "NNN222", MORNING, newcomer)
    assert overview(fresh, MORNING).step.kind is NextStep.ADD_STUDENTS


def test_low_scores_are_a_call_for_help(room: Classroom, cast: Cast) -> None:
    room.take("maya", room.give(), **WRONG)

    cards = overview(cast.actor("rivera"), room.now).cards

    assert [(each.name, each.help.average) for each in cards[0].needing_help] == [
        ("Student Maya", Fraction(1, 2))
    ]


def test_the_number_of_statements_does_not_grow(room: Classroom, cast: Cast) -> None:
    actor = cast.actor("rivera")

    def cost() -> list[int]:
        quiz = room.give()
        room.take("maya", quiz, **WRONG)
        counts = []
        for read in (
            lambda: class_grid(actor, cast.civics, room.now),
            lambda: overview(actor, room.now),
            lambda: assignment_report(actor, quiz, room.now),
            lambda: student_attempts(actor, quiz, cast.maya, room.now),
        ):
            with counted_statements() as sent:
                read()
            counts.append(len(sent))
        return counts

    cost()  # what a process keeps is read the first time
    before = cost()
    with unit_of_work():
        more = [
            factories.person(cast.northfield, f"Pupil Number{n}", room.now, Role.STUDENT)
            for n in range(12)
        ]
        factories.enrolment(cast.northfield, cast.civics, room.now, *more)
        factories.school_class(cast.northfield, "Civics 4", "CVCS44", room.now, cast.rivera)
    for _ in range(4):
        room.give()
    for name in ("jonas", "priya"):
        room.take(name, room.give(), **WRONG)

    assert cost() == before
    assert max(before) <= 20
