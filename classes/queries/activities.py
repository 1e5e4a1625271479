"""What can be assigned: each lesson with the quizzes about it, in the course's order."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from classes.queries.assignments import OwnClass
from domain.people import Actor
from lessons.queries import CorePlace, available_lessons
from quizzes.queries import available_quizzes


@dataclass(frozen=True, slots=True)
class Activity:
    """A lesson of so many minutes, or a quiz of so many questions.

    `about` is the lesson that it is, or that the quiz belongs to; `core` is of lessons alone.
    """

    title: str
    about: str | None = None
    lesson_id: str | None = None
    quiz_id: UUID | None = None
    minutes: int = 0
    questions: int = 0
    core: CorePlace | None = None

    @property
    def is_lesson(self) -> bool:
        return self.lesson_id is not None

    @property
    def key(self) -> str:
        """The activity's name in a form."""
        return f"lesson:{self.lesson_id}" if self.is_lesson else f"quiz:{self.quiz_id}"

    def is_given_to(self, klass: OwnClass) -> bool:
        """Whether the class has it already."""
        return self.lesson_id in klass.lesson_ids or self.quiz_id in klass.quiz_ids


def activities(actor: Actor) -> tuple[Activity, ...]:
    """Return all that the actor can assign: a lesson, its quizzes, the next lesson; others last."""
    lessons = available_lessons()
    quizzes = available_quizzes(actor)
    order = {lesson.id: at for at, lesson in enumerate(lessons)}
    found = [
        (
            order[lesson.id],
            Activity(
                lesson.title,
                lesson.id,
                lesson_id=lesson.id,
                minutes=lesson.minutes,
                core=lesson.core,
            ),
        )
        for lesson in lessons
    ] + [
        (
            order.get(quiz.lesson_id or "", len(order)),
            Activity(
                quiz.title,
                quiz.lesson_id if quiz.lesson_id in order else None,
                quiz_id=quiz.id,
                questions=quiz.question_count,
            ),
        )
        for quiz in quizzes
    ]
    return tuple(activity for _, activity in sorted(found, key=lambda pair: pair[0]))


def suggested(offered: Collection[Activity], klass: OwnClass) -> tuple[Activity, ...]:
    """Return the lesson after the furthest one that the class was given, with the first quiz on it.

    A class that was given nothing begins with the first lesson; after the last comes nothing.
    """
    lessons = [each for each in offered if each.is_lesson]
    reached = {each.about for each in offered if each.about and each.is_given_to(klass)}
    furthest = max((at for at, each in enumerate(lessons) if each.about in reached), default=-1)
    if furthest + 1 == len(lessons):
        return ()
    following = lessons[furthest + 1]
    quizzes = [each for each in offered if each.about == following.about and not each.is_lesson]
    return (following, *quizzes[:1])


@dataclass(frozen=True, slots=True)
class AboutLesson:
    """A lesson with the quizzes about it; `title` is None for what belongs to no lesson."""

    title: str | None
    activities: tuple[Activity, ...]

    @property
    def core(self) -> CorePlace | None:
        """Where the lesson stands beside its course's core path."""
        return next((each.core for each in self.activities if each.is_lesson), None)


def by_lesson(offered: Collection[Activity]) -> tuple[AboutLesson, ...]:
    """Return what is offered, lesson by lesson."""
    titles = {each.about: each.title for each in offered if each.is_lesson}
    return tuple(
        AboutLesson(titles.get(about), tuple(group))
        for about, group in groupby(offered, key=lambda each: each.about)
    )
