"""What only teachers and administrators read beside a lesson."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.people import Actor
from domain.teacher_notes import Pace, TeacherNotes, from_json
from lessons.queries.pages import require_lesson
from models.content import Lesson, LessonVersion
from models.kept import Kept
from models.reference import Misconception
from models.session import db

MOST_KEPT: Final = 512

NO_NOTES: Final = TeacherNotes((), (), "")


@dataclass(frozen=True, slots=True)
class ExpectedBelief:
    """A false belief to expect, what is true, and what to do about it in five minutes."""

    misconception: str
    belief: str
    truth: str
    repair: str


@dataclass(frozen=True, slots=True)
class NotesPage:
    """The teacher notes of a lesson; without pacing there are none yet."""

    lesson_id: str
    title: str
    minutes: int
    pacing: tuple[Pace, ...]
    expect: tuple[ExpectedBelief, ...]
    extension: str
    discussion: str


@dataclass(frozen=True, slots=True)
class LessonRepair:
    """Which lesson's notes say how to repair a belief, and how."""

    lesson_id: str
    repair: str


def notes_page(actor: Actor, lesson_id: str) -> NotesPage:
    """The teacher notes of a lesson; raises NotFound or Gone."""
    lesson = require_lesson(actor, lesson_id)
    notes = _NOTES.get([lesson.version_id])[lesson.version_id]
    title = db.session.execute(
        select(LessonVersion.title).where(LessonVersion.id == lesson.version_id)
    ).scalar_one()
    wanted = [each.misconception for each in notes.expect]
    beliefs = {
        row.id: row
        for row in db.session.scalars(select(Misconception).where(Misconception.id.in_(wanted)))
    }
    return NotesPage(
        lesson_id=lesson_id,
        title=title,
        minutes=notes.minutes,
        pacing=notes.pacing,
        expect=tuple(
            ExpectedBelief(
                each.misconception,
                beliefs[each.misconception].belief,
                beliefs[each.misconception].truth,
                each.repair,
            )
            for each in notes.expect
            if each.misconception in beliefs
        ),
        extension=notes.extension,
        discussion=lesson.text.discussion,
    )


def repairs(misconceptions: Collection[str]) -> Mapping[str, LessonRepair]:
    """What the notes of published lessons say about repairing these beliefs, first lesson first."""
    if not misconceptions:
        return {}
    lessons = db.session.execute(
        select(Lesson.id, Lesson.current_version_id)
        .where(Lesson.archived_at.is_(None), Lesson.current_version_id.is_not(None))
        .order_by(Lesson.position, Lesson.id)
    ).all()
    notes = _NOTES.get([version_id for _, version_id in lessons if version_id])
    found: dict[str, LessonRepair] = {}
    for lesson_id, version_id in lessons:
        for each in notes[version_id].expect if version_id else ():
            if each.misconception in misconceptions:
                found.setdefault(each.misconception, LessonRepair(lesson_id, each.repair))
    return found


def _read(version_ids: Collection[UUID]) -> dict[UUID, TeacherNotes]:
    """The notes of these versions; those of a version without any are empty."""
    rows = db.session.execute(
        select(LessonVersion.id, LessonVersion.body).where(LessonVersion.id.in_(version_ids))
    )
    return {
        row.id: from_json(row.body["teacher_notes"]) if row.body.get("teacher_notes") else NO_NOTES
        for row in rows
    }


_NOTES: Final = Kept(_read, MOST_KEPT)
