"""What readers do: read sections, leave off somewhere, answer check-yourself questions.

Only students leave a trail: a teacher or an administrator who looks around counts nowhere.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from accounts.actions.acting import hold_actor
from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.question_kinds.base import Response
from lessons.queries import Given, require_lesson, wording
from models.base import new_id
from models.reading import CheckAnswer, ReadingPlace, SectionRead
from models.session import db
from progress import actions as progress


def mark_section_read(actor: Actor, lesson_id: str, section_id: str, now: datetime) -> None:
    """Note that the actor has read the section; raises NotFound or Gone."""
    keep_place(actor, lesson_id, section_id, now)
    if actor.is_student:
        row = _section_row(actor, lesson_id, section_id) | {"read_at": now}
        db.session.execute(_insert(SectionRead).values(row).on_conflict_do_nothing())
        progress.lesson_progressed(actor.person_id, lesson_id)


def keep_place(actor: Actor, lesson_id: str, section_id: str, now: datetime) -> None:
    """Note that the actor left the lesson in this section; raises NotFound or Gone."""
    _hold(actor)
    if section_id not in require_lesson(actor, lesson_id).text.section_ids:
        raise NotFound
    if actor.is_student:
        _keep(actor, lesson_id, section_id, now)


def answer_check(
    actor: Actor,
    lesson_id: str,
    question_id: str,
    version_id: UUID,
    response: Response | None,
    now: datetime,
) -> Given:
    """Append the actor's answer to a check of the lesson and return it as it was understood.

    Raises NotFound or Gone, InvalidResponse, or a Refusal when nothing was chosen.
    """
    _hold(actor)
    lesson = require_lesson(actor, lesson_id)
    asked = wording(lesson_id, question_id, version_id)
    answer = asked.kind.read_json(asked.body, response)
    if answer is None:
        raise Refusal("nothing-chosen")
    given = Given(asked.version_id, answer)
    if not actor.is_student:
        return given
    row = CheckAnswer(
        id=new_id(),
        school_id=actor.school_id,
        person_id=actor.person_id,
        lesson_id=lesson_id,
        question_id=question_id,
        question_version_id=asked.version_id,
        answer=dict(answer),
        answered_at=now,
    )
    db.session.add(row)
    db.session.flush()
    for section in lesson.text.sections:
        if question_id in section.check_ids:
            _keep(actor, lesson_id, section.id, now)
    progress.check_answered(row.id)
    progress.lesson_progressed(actor.person_id, lesson_id)
    return given


def _hold(actor: Actor) -> None:
    """People before everything else: everybody locks in this order."""
    if actor.is_student:
        hold_actor(actor)


def _keep(actor: Actor, lesson_id: str, section_id: str, now: datetime) -> None:
    row = _section_row(actor, lesson_id, section_id) | {"updated_at": now}
    db.session.execute(
        _insert(ReadingPlace)
        .values(row)
        .on_conflict_do_update(
            index_elements=["person_id", "lesson_id"],
            set_={"section_id": section_id, "updated_at": now},
        )
    )


def _section_row(actor: Actor, lesson_id: str, section_id: str) -> dict[str, Any]:
    return {
        "person_id": actor.person_id,
        "school_id": actor.school_id,
        "lesson_id": lesson_id,
        "section_id": section_id,
    }


def _insert(table: type[SectionRead] | type[ReadingPlace]) -> Any:
    """Return the database's own insert: two tabs may report the same section at once."""
    dialect = postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite
    return dialect.insert(table)
