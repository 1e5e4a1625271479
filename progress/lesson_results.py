"""Where students stand with lessons: what they read and checked -> AssignmentResult rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import pairwise
from uuid import UUID

from sqlalchemy import func, select

from models.assignments import Assignment
from models.classes import Enrolment
from models.content import Lesson, LessonVersion
from models.reading import CheckAnswer, SectionRead
from models.session import db
from progress.storing import Row

Steps = frozenset[tuple[str, str]]
"""Sections to read and checks to answer: ("section", id) and ("check", question id)."""


@dataclass(frozen=True, slots=True)
class _Edition:
    """A published text's steps, and when the next text took its place."""

    steps: Steps
    until: datetime | None


@dataclass(slots=True)
class _Reading:
    """When one person first took each step of a lesson, and last did anything in it."""

    first: dict[tuple[str, str], datetime] = field(default_factory=dict)
    last: datetime | None = None

    def note(self, step: tuple[str, str], first: datetime, last: datetime) -> None:
        self.first[step] = first
        self.last = max(self.last, last) if self.last else last


def lesson_results(
    assignments: Collection[Assignment], person_ids: Collection[UUID] | None = None
) -> list[Row]:
    """Return a row for each student of the classes who began one of these lessons.

    A student who left the class keeps the row; class pages leave it out. With `person_ids` only
    these people are looked at.
    """
    if not assignments:
        return []
    lesson_ids = {assignment.lesson_id or "" for assignment in assignments}
    students = _students({assignment.class_id for assignment in assignments}, person_ids)
    editions = _editions(lesson_ids)
    readings = _readings(lesson_ids, {each for group in students.values() for each in group})
    return [
        _row(assignment, person_id, readings[lesson_id, person_id], editions[lesson_id])
        for assignment in assignments
        for lesson_id in [assignment.lesson_id or ""]
        for person_id in students.get(assignment.class_id, ())
        if (lesson_id, person_id) in readings
    ]


def _students(
    class_ids: Collection[UUID], person_ids: Collection[UUID] | None
) -> Mapping[UUID, list[UUID]]:
    """Return everybody who was ever in each class."""
    ever = select(Enrolment.class_id, Enrolment.person_id).where(Enrolment.class_id.in_(class_ids))
    if person_ids is not None:
        ever = ever.where(Enrolment.person_id.in_(person_ids))
    students: defaultdict[UUID, list[UUID]] = defaultdict(list)
    for class_id, person_id in db.session.execute(ever.distinct()):
        students[class_id].append(person_id)
    return students


def _editions(lesson_ids: Collection[str]) -> Mapping[str, list[_Edition]]:
    """Return each lesson's texts in the language of its current one, oldest first."""
    current = (
        select(LessonVersion.lesson_id, LessonVersion.language)
        .join(Lesson, Lesson.current_version_id == LessonVersion.id)
        .where(Lesson.id.in_(lesson_ids))
        .subquery()
    )
    versions: defaultdict[str, list[tuple[UUID, datetime]]] = defaultdict(list)
    for lesson_id, version_id, published_at in db.session.execute(
        select(LessonVersion.lesson_id, LessonVersion.id, LessonVersion.published_at)
        .join(
            current,
            (current.c.lesson_id == LessonVersion.lesson_id)
            & (current.c.language == LessonVersion.language),
        )
        .order_by(LessonVersion.lesson_id, LessonVersion.number)
    ):
        versions[lesson_id].append((version_id, published_at))
    return {
        lesson_id: [
            *(_Edition(_steps(one), until) for (one, _), (_, until) in pairwise(found)),
            _Edition(_steps(found[-1][0]), None),
        ]
        for lesson_id, found in versions.items()
    }


@lru_cache(maxsize=512)
def _steps(version_id: UUID) -> Steps:
    """Return the steps of a text, which never change once it is published."""
    body = db.session.scalar(select(LessonVersion.body).where(LessonVersion.id == version_id))
    steps = set()
    for section in (body or {}).get("sections", ()):
        steps.add(("section", section["id"]))
        for block in section["blocks"]:
            if block["type"] == "check":
                steps.add(("check", block["question_id"]))
    return frozenset(steps)


def _readings(
    lesson_ids: Collection[str], person_ids: Collection[UUID]
) -> Mapping[tuple[str, UUID], _Reading]:
    readings: defaultdict[tuple[str, UUID], _Reading] = defaultdict(_Reading)
    for lesson_id, person_id, section_id, read_at in db.session.execute(
        select(
            SectionRead.lesson_id,
            SectionRead.person_id,
            SectionRead.section_id,
            SectionRead.read_at,
        ).where(SectionRead.lesson_id.in_(lesson_ids), SectionRead.person_id.in_(person_ids))
    ):
        readings[lesson_id, person_id].note(("section", section_id), read_at, read_at)
    for lesson_id, person_id, question_id, first, last in db.session.execute(
        select(
            CheckAnswer.lesson_id,
            CheckAnswer.person_id,
            CheckAnswer.question_id,
            func.min(CheckAnswer.answered_at),
            func.max(CheckAnswer.answered_at),
        )
        .where(CheckAnswer.lesson_id.in_(lesson_ids), CheckAnswer.person_id.in_(person_ids))
        .group_by(CheckAnswer.lesson_id, CheckAnswer.person_id, CheckAnswer.question_id)
    ):
        readings[lesson_id, person_id].note(("check", question_id), first, last)
    return readings


def _row(
    assignment: Assignment, person_id: UUID, reading: _Reading, editions: list[_Edition]
) -> Row:
    finished_at = _finished_at(reading, editions)
    steps = editions[-1].steps
    done = len(steps) if finished_at else len(steps & reading.first.keys())
    return {
        "assignment_id": assignment.id,
        "person_id": person_id,
        "school_id": assignment.school_id,
        "class_id": assignment.class_id,
        "state": "done" if finished_at else "in_progress",
        "attempts_submitted": 0,
        "awaiting": 0,
        "steps_done": done,
        "steps_total": len(steps),
        "score_numerator": None,
        "score_denominator": None,
        "counted_attempt_id": None,
        "started_at": min(reading.first.values()),
        "begun_at": None,
        "finished_at": finished_at,
        "last_activity_at": reading.last,
    }


def _finished_at(reading: _Reading, editions: list[_Edition]) -> datetime | None:
    """Return when every step of a text was first taken, while that text was the one to read.

    So a new text never takes a finished lesson away again.
    """
    for edition in editions:
        if edition.steps and edition.steps <= reading.first.keys():
            at = max(reading.first[step] for step in edition.steps)
            if edition.until is None or at < edition.until:
                return at
    return None
