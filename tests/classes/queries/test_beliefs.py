"""What does the class not understand? The beliefs that most of it holds."""

from datetime import timedelta

from accounts.actions.roster import remove_student
from classes.actions import withdraw
from classes.queries.beliefs import ClassBelief
from classes.queries.grid import class_grid
from classes.queries.overview import overview
from models.session import unit_of_work
from tests.cast import Cast
from tests.classes.classroom import WRONG, Classroom


def beliefs(room: Classroom) -> tuple[ClassBelief, ...]:
    """What the class page says, which is what the first page says."""
    actor = room.cast.actor("rivera")
    found = class_grid(actor, room.cast.civics, room.now).beliefs
    assert overview(actor, room.now).cards[0].beliefs == found
    return found


def test_what_several_believe_is_counted_once_for_each_student(room: Classroom) -> None:
    first, second = room.give(), room.give(opens_at=room.now - timedelta(days=1))
    room.take("maya", first, **WRONG)
    room.take("jonas", first, **WRONG)
    room.take("maya", second, **WRONG)
    room.take("priya", second)

    mayor = next(each for each in beliefs(room) if each.belief == "The mayor opens the meeting.")

    assert (mayor.students, mayor.of) == (2, 3)
    assert mayor.assignment_id == first, "two showed it there"
    assert (mayor.repair_lesson_id, mayor.repair_section_id) == ("meeting-rules", "who-opens")


def test_of_two_quizzes_that_show_it_alike_the_latest_is_named(room: Classroom) -> None:
    latest, earlier = room.give(), room.give(opens_at=room.now - timedelta(days=1))
    room.take("maya", latest, **WRONG)
    room.take("jonas", earlier, **WRONG)

    assert {each.assignment_id for each in beliefs(room)} == {latest}


def test_who_took_another_quiz_only_is_not_counted_among_them(room: Classroom) -> None:
    asked, other = room.give(), room.give(opens_at=room.now - timedelta(days=1))
    room.take("maya", asked, **WRONG)
    room.take("jonas", asked, **WRONG)
    room.take("priya", other)

    assert {(each.students, each.of) for each in beliefs(room)} == {(2, 2)}


def test_one_student_is_not_the_class(room: Classroom) -> None:
    quiz = room.give()
    assert beliefs(room) == ()

    room.take("maya", quiz, **WRONG)
    room.take("jonas", quiz)

    assert beliefs(room) == ()


def test_who_left_and_what_was_withdrawn_count_no_longer(room: Classroom, cast: Cast) -> None:
    quiz = room.give()
    for name in ("maya", "jonas", "priya"):
        room.take(name, quiz, **WRONG)
    with unit_of_work():
        remove_student(cast.actor("rivera"), cast.civics, cast.priya, room.now)
    assert {(each.students, each.of) for each in beliefs(room)} == {(2, 2)}

    with unit_of_work():
        withdraw(cast.actor("rivera"), quiz, room.now)
    assert beliefs(room) == ()
