"""False beliefs in plain words, and where a reader finds what is true."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select

from models.content import Lesson, LessonVersion
from models.reference import Misconception
from models.session import db


@dataclass(frozen=True, slots=True)
class BeliefWords:
    """A false belief, what is true, and the lesson and its section that put it right."""

    belief: str
    truth: str
    repair_lesson_id: str | None
    repair_lesson_title: str | None
    repair_section_id: str | None


def belief_words(slugs: Collection[str]) -> dict[str, BeliefWords]:
    """The misconceptions of these names."""
    if not slugs:
        return {}
    rows = db.session.execute(
        select(
            Misconception.id,
            Misconception.belief,
            Misconception.truth,
            Misconception.repair_lesson_id,
            LessonVersion.title,
            Misconception.repair_section_id,
        )
        .outerjoin(Lesson, Lesson.id == Misconception.repair_lesson_id)
        .outerjoin(LessonVersion, LessonVersion.id == Lesson.current_version_id)
        .where(Misconception.id.in_(slugs))
    )
    return {
        row.id: BeliefWords(
            belief=row.belief,
            truth=row.truth,
            repair_lesson_id=row.repair_lesson_id,
            repair_lesson_title=row.title,
            repair_section_id=row.repair_section_id,
        )
        for row in rows
    }
