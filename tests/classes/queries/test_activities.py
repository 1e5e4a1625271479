"""What can be assigned, and what comes next."""

from classes.queries.activities import activities, suggested
from classes.queries.assignments import own_classes
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
    room.give(quiz_id=first[1].quiz_id)
    second = suggested(offered, own_classes(actor)[0])
    assert not set(second) & set(first)


def test_when_all_is_given_nothing_is_suggested(room: Classroom, cast: Cast) -> None:
    actor = cast.actor("rivera")
    for each in activities(actor):
        if each.is_lesson:
            room.give(quiz=False, lesson_id=each.lesson_id)
        else:
            room.give(quiz_id=each.quiz_id)

    assert suggested(activities(actor), own_classes(actor)[0]) == ()
