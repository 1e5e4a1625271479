"""What anybody may see without signing in: the text of lessons, their sources, the words used.

Nothing here reads a question, a key or anything about a person.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select

from domain.errors import Gone, NotFound
from lessons.queries.pages import LessonLink, neighbours
from lessons.queries.texts import Text, text_of
from models.content import Lesson, LessonVersion
from models.reference import Course, Source
from models.session import db


@dataclass(frozen=True, slots=True)
class PublicLesson:
    """A lesson without its questions, and since when this installation has had its text.

    When the text was written is not known here.
    """

    id: str
    title: str
    summary: str
    minutes: int
    course_title: str
    here_since: datetime
    text: Text
    previous: LessonLink | None
    next: LessonLink | None


@dataclass(frozen=True, slots=True)
class Document:
    """A document that facts of a course are taken from."""

    id: str
    title: str
    publisher: str
    date: str


@dataclass(frozen=True, slots=True)
class CourseSources:
    """The documents of a course by title: original ones, and reports about them."""

    id: str
    title: str
    primary: tuple[Document, ...]
    secondary: tuple[Document, ...]


def public_lesson(lesson_id: str) -> PublicLesson:
    """A published lesson; raises NotFound, or Gone for one that the course has dropped."""
    lesson = db.session.get(Lesson, lesson_id)
    if lesson is None or lesson.current_version_id is None:
        raise NotFound
    if lesson.archived_at is not None:
        raise Gone
    version, course_title = db.session.execute(
        select(LessonVersion, Course.title)
        .join(Course, Course.id == lesson.course_id)
        .where(LessonVersion.id == lesson.current_version_id)
    ).one()
    previous, following = neighbours(lesson_id, lesson.course_id)
    return PublicLesson(
        id=lesson_id,
        title=version.title,
        summary=version.summary,
        minutes=version.minutes,
        course_title=course_title,
        here_since=version.published_at,
        text=text_of(version.id),
        previous=previous,
        next=following,
    )


def course_sources() -> tuple[CourseSources, ...]:
    """The documents of every course that has any."""
    rows = db.session.execute(
        select(Source, Course.title)
        .join(Course, Course.id == Source.course_id)
        .order_by(Course.position, Course.id, Source.title, Source.date)
    ).all()
    found = []
    for course_id, group in groupby(rows, key=lambda row: row[0].course_id):
        of_course = list(group)
        kinds = {
            kind: tuple(
                Document(source.id, source.title, source.publisher, source.date)
                for source, _ in of_course
                if source.kind == kind
            )
            for kind in ("primary", "secondary")
        }
        found.append(CourseSources(course_id, of_course[0][1], **kinds))
    return tuple(found)
