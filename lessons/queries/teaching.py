"""What only teachers and administrators read beside a lesson."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from domain.people import Actor
from domain.teacher_notes import Pace, Repair, TeacherNotes, from_json
from lessons.queries.catalogue import CorePlace, core_place
from lessons.queries.pages import require_lesson
from models.content import LessonVersion
from models.reference import Misconception
from models.session import db

NO_NOTES: Final = TeacherNotes((), (), "")


@dataclass(frozen=True, slots=True)
class ExpectedBelief:
    """A false belief to expect, what is true, what to do in five minutes, and what to read."""

    misconception: str
    belief: str
    truth: str
    repair: str
    section_lesson_id: str | None
    section_id: str | None


@dataclass(frozen=True, slots=True)
class NotesPage:
    """The teacher notes of a lesson; without pacing there are none yet."""

    lesson_id: str
    title: str
    core: CorePlace | None
    minutes: int
    pacing: tuple[Pace, ...]
    expect: tuple[ExpectedBelief, ...]
    extension: str
    discussion: str


def notes_page(actor: Actor, lesson_id: str) -> NotesPage:
    """The teacher notes of a lesson; raises NotFound or Gone."""
    lesson = require_lesson(actor, lesson_id)
    title, body = db.session.execute(
        select(LessonVersion.title, LessonVersion.body).where(LessonVersion.id == lesson.version_id)
    ).one()
    notes = from_json(body["teacher_notes"]) if body.get("teacher_notes") else NO_NOTES
    wanted = [each.misconception for each in notes.expect]
    beliefs = {
        row.id: row
        for row in db.session.scalars(select(Misconception).where(Misconception.id.in_(wanted)))
    }
    return NotesPage(
        lesson_id=lesson_id,
        title=title,
        core=core_place(lesson_id),
        minutes=notes.minutes,
        pacing=notes.pacing,
        expect=tuple(
            _expected(each, beliefs[each.misconception])
            for each in notes.expect
            if each.misconception in beliefs
        ),
        extension=notes.extension,
        discussion=lesson.text.discussion,
    )


def _expected(repair: Repair, row: Misconception) -> ExpectedBelief:
    return ExpectedBelief(
        misconception=row.id,
        belief=row.belief,
        truth=row.truth,
        repair=repair.repair,
        section_lesson_id=row.repair_lesson_id,
        section_id=row.repair_section_id,
    )
