"""All lessons and all terms, course by course."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, select

from domain.people import Actor
from lessons.queries.reading import Reading, trails
from lessons.queries.texts import text_of
from models.content import Lesson, LessonVersion
from models.reference import Course, GlossaryTerm
from models.session import db
from progress.queries.today import to_do
from progress.queries.work import Piece


@dataclass(frozen=True, slots=True)
class CorePlace:
    """Where a lesson stands beside its course's core path of `periods`; `period` None is off it."""

    period: int | None
    periods: int


@dataclass(frozen=True, slots=True)
class AvailableLesson:
    """A lesson that can be read and assigned; `core` is None where its course has no core path."""

    id: str
    title: str
    summary: str
    minutes: int
    course_title: str
    core: CorePlace | None


@dataclass(frozen=True, slots=True)
class CatalogueLesson:
    """A lesson in the catalogue, with the reader's own progress, and what it is assigned as."""

    lesson: AvailableLesson
    reading: Reading
    assigned: Piece | None = None


@dataclass(frozen=True, slots=True)
class CatalogueCourse:
    """A course and its lessons, in teaching order."""

    title: str
    summary: str
    lessons: tuple[CatalogueLesson, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The lessons that wait for the reader, most urgent first, and all others by course."""

    for_class: tuple[CatalogueLesson, ...]
    courses: tuple[CatalogueCourse, ...]


@dataclass(frozen=True, slots=True)
class PublicCourse:
    """A course and its lessons, in teaching order."""

    title: str
    summary: str
    lessons: tuple[AvailableLesson, ...]


@dataclass(frozen=True, slots=True)
class TermMeaning:
    """A term and its plain meaning."""

    id: str
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class GlossaryCourse:
    """The terms of a course, in alphabetical order."""

    id: str
    title: str
    terms: tuple[TermMeaning, ...]


_PUBLISHED = (
    select(
        Lesson.id,
        Lesson.core_period,
        func.count(Lesson.core_period).over(partition_by=Lesson.course_id).label("core_periods"),
        LessonVersion.id.label("version_id"),
        LessonVersion.title,
        LessonVersion.summary,
        LessonVersion.minutes,
        Course.id.label("course_id"),
        Course.title.label("course_title"),
        Course.summary.label("course_summary"),
    )
    .join(LessonVersion, LessonVersion.id == Lesson.current_version_id)
    .join(Course, Course.id == Lesson.course_id)
    .where(Lesson.archived_at.is_(None))
    .order_by(Course.position, Course.id, Lesson.position, Lesson.id)
)


def available_lessons() -> tuple[AvailableLesson, ...]:
    """Every published lesson, in teaching order."""
    return tuple(_available(row) for row in db.session.execute(_PUBLISHED))


def core_place(lesson_id: str) -> CorePlace | None:
    """Where a published lesson stands beside its course's core path, if that has one."""
    return next((each.core for each in available_lessons() if each.id == lesson_id), None)


def public_courses() -> tuple[PublicCourse, ...]:
    """Every course with its published lessons, for anybody."""
    rows = db.session.execute(_PUBLISHED)
    courses = []
    for _, group in groupby(rows, key=lambda row: row.course_id):
        first, *others = group
        lessons = tuple(_available(row) for row in (first, *others))
        courses.append(PublicCourse(first.course_title, first.course_summary, lessons))
    return tuple(courses)


def catalogue(actor: Actor, now: datetime) -> Catalogue:
    """Every published lesson and how far the actor is with it; what is to be done comes first."""
    rows = db.session.execute(_PUBLISHED).all()
    own = trails(actor, [row.id for row in rows])
    assigned = _assigned(actor, now)
    entries = {
        row.id: CatalogueLesson(
            _available(row), Reading(text_of(row.version_id), own[row.id]), assigned.get(row.id)
        )
        for row in rows
    }
    courses = []
    for _, group in groupby(rows, key=lambda row: row.course_id):
        of_course = list(group)
        lessons = tuple(entries[row.id] for row in of_course if row.id not in assigned)
        first = of_course[0]
        courses.append(CatalogueCourse(first.course_title, first.course_summary, lessons))
    return Catalogue(
        for_class=tuple(entries[each] for each in assigned if each in entries),
        courses=tuple(courses),
    )


def glossary() -> tuple[GlossaryCourse, ...]:
    """The glossary of every course that has terms."""
    rows = db.session.execute(
        select(
            GlossaryTerm.id,
            GlossaryTerm.term,
            GlossaryTerm.meaning,
            Course.id.label("course_id"),
            Course.title,
        )
        .join(Course, Course.id == GlossaryTerm.course_id)
        .order_by(Course.position, Course.id)
    ).all()
    courses = []
    for course_id, group in groupby(rows, key=lambda row: row.course_id):
        of_course = sorted(group, key=lambda row: row.term.casefold())
        terms = tuple(TermMeaning(row.id, row.term, row.meaning) for row in of_course)
        courses.append(GlossaryCourse(course_id, of_course[0].title, terms))
    return tuple(courses)


def _assigned(actor: Actor, now: datetime) -> dict[str, Piece]:
    """Return the actor's most urgent assignment of each lesson, in the order to do them in."""
    found: dict[str, Piece] = {}
    for piece in to_do(actor, now) if actor.is_student else ():
        if piece.lesson_id:
            found.setdefault(piece.lesson_id, piece)
    return found


def _available(row: Any) -> AvailableLesson:
    core = CorePlace(row.core_period, row.core_periods) if row.core_periods else None
    return AvailableLesson(row.id, row.title, row.summary, row.minutes, row.course_title, core)
