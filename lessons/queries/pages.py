"""A lesson as one reader sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from domain.errors import Gone, NotFound
from domain.people import Actor
from lessons.queries.assigned import AssignedLesson, assigned_lesson, was_assigned
from lessons.queries.checks import Check, Given, checks, latest_answers
from lessons.queries.reading import Reading, trails
from lessons.queries.texts import Text, text_of
from models.content import Lesson, LessonVersion
from models.reference import Course
from models.session import db


@dataclass(frozen=True, slots=True)
class LessonLink:
    """A lesson to turn to."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class ReadableLesson:
    """A lesson that the actor may read; `is_withdrawn` says that the course has dropped it."""

    id: str
    course_id: str
    version_id: UUID
    is_withdrawn: bool

    @property
    def text(self) -> Text:
        return text_of(self.version_id)


@dataclass(frozen=True, slots=True)
class LessonPage:
    """Everything on the page of a lesson."""

    id: str
    title: str
    summary: str
    minutes: int
    course_title: str
    is_withdrawn: bool
    text: Text
    reading: Reading
    checks: Mapping[str, Check]
    previous: LessonLink | None
    next: LessonLink | None
    assignment: AssignedLesson | None


def require_lesson(actor: Actor, lesson_id: str) -> ReadableLesson:
    """The lesson, if it is published; one that was archived is kept for those it was assigned to.

    Raises NotFound, or Gone when it was archived and never theirs.
    """
    lesson = db.session.get(Lesson, lesson_id)
    if lesson is None or lesson.current_version_id is None:
        raise NotFound
    is_withdrawn = lesson.archived_at is not None
    if is_withdrawn and not was_assigned(actor, lesson_id):
        raise Gone
    return ReadableLesson(lesson.id, lesson.course_id, lesson.current_version_id, is_withdrawn)


def lesson_page(
    actor: Actor,
    lesson_id: str,
    *,
    assignment_id: UUID | None = None,
    again: str | None = None,
    tried: Mapping[str, Given] | None = None,
) -> LessonPage:
    """The page of a lesson; raises NotFound or Gone.

    `again` names a check to ask once more; `tried` holds answers that are shown and not kept.
    """
    lesson = require_lesson(actor, lesson_id)
    assignment = assigned_lesson(actor, lesson_id, assignment_id) if assignment_id else None
    title, summary, minutes, course_title = db.session.execute(
        select(LessonVersion.title, LessonVersion.summary, LessonVersion.minutes, Course.title)
        .join(Course, Course.id == lesson.course_id)
        .where(LessonVersion.id == lesson.version_id)
    ).one()
    given = {**latest_answers(actor, lesson_id), **(tried or {})}
    given.pop(again or "", None)
    previous, following = neighbours(lesson_id, lesson.course_id)
    return LessonPage(
        id=lesson_id,
        title=title,
        summary=summary,
        minutes=minutes,
        course_title=course_title,
        is_withdrawn=lesson.is_withdrawn,
        text=lesson.text,
        reading=Reading(lesson.text, trails(actor, [lesson_id])[lesson_id]),
        checks=checks(lesson_id, lesson.text.check_ids, given),
        previous=previous,
        next=following,
        assignment=assignment,
    )


def neighbours(lesson_id: str, course_id: str) -> tuple[LessonLink | None, LessonLink | None]:
    """The lessons before and after this one in its course; none for a withdrawn one."""
    links = [
        LessonLink(each, title)
        for each, title in db.session.execute(
            select(Lesson.id, LessonVersion.title)
            .join(LessonVersion, LessonVersion.id == Lesson.current_version_id)
            .where(Lesson.course_id == course_id, Lesson.archived_at.is_(None))
            .order_by(Lesson.position, Lesson.id)
        )
    ]
    at = next((at for at, link in enumerate(links) if link.id == lesson_id), None)
    if at is None:
        return None, None
    return (links[at - 1] if at else None), (links[at + 1] if at + 1 < len(links) else None)
