"""What can be assigned, and what comes next."""

from classes.queries.activities import Activity, activities, suggested
from classes.queries.assignments import OwnClass, own_classes
from models.base import new_id
from tests.cast import Cast
from tests.classes.classroom import Classroom


def test_a_lesson_is_followed_by_the_quizzes_about_it(cast: Cast) -> None:
    titles = [each.title for each in activities(cast.actor("rivera"))]

    assert titles.index("Riverbend quiz") < titles.index("Riverbend mixed quiz")
    assert activities(cast.actor("rivera"))[0].key == "lesson:meeting-rules"


def test_the_next_lesson_and_its_quiz_are_suggested(room: Classroom, cast: Cast) -> None:
    actor = cast.actor("rivera")
    offered = activities(actor)

    first = suggested(offered, own_classes(actor)[0])
    assert [each.is_lesson for each in first] == [True, False]

    room.give(quiz=False)
    second = suggested(offered, own_classes(actor)[0])
    assert [each.key for each in second[:1]] == ["lesson:voting-rules"]
    assert second[1].title == "Riverbend mixed quiz"


def test_a_class_goes_on_after_the_furthest_lesson_it_was_given(
    room: Classroom, cast: Cast
) -> None:
    actor = cast.actor("rivera")
    offered = activities(actor)
    about_the_second = [each for each in offered if each.about == "voting-rules"]
    room.give(quiz_id=about_the_second[1].quiz_id)

    assert suggested(offered, own_classes(actor)[0]) == (), "the first is not gone back to"

    skipped = [Activity(f"Lesson {n}", str(n), lesson_id=str(n)) for n in range(1, 9)]
    tickets = [Activity(f"Exit ticket {n}", str(n), quiz_id=new_id()) for n in range(1, 9)]
    course = [each for pair in zip(skipped, tickets, strict=True) for each in pair]
    klass = OwnClass(cast.civics, "Civics 3", frozenset({"5", "6"}), frozenset())
    assert [each.title for each in suggested(course, klass)] == ["Lesson 7", "Exit ticket 7"]
    fresh = OwnClass(cast.civics, "Civics 3", frozenset(), frozenset())
    assert [each.title for each in suggested(course, fresh)] == ["Lesson 1", "Exit ticket 1"]


def test_when_all_is_given_nothing_is_suggested(room: Classroom, cast: Cast) -> None:
    actor = cast.actor("rivera")
    for each in activities(actor):
        if each.is_lesson:
            room.give(quiz=False, lesson_id=each.lesson_id)
        else:
            room.give(quiz_id=each.quiz_id)

    assert suggested(activities(actor), own_classes(actor)[0]) == ()
