"""A key that was wrong while the demo's classes answered: what re-scoring is for."""

from collections.abc import Collection
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from domain.people import Actor
from models.attempts import Attempt, AttemptItem, CurrentAnswer
from models.base import new_id
from models.content import Question, QuestionVersion
from models.session import db
from quizzes.actions import challenge

QUESTION: Final = "vp-after-the-announcement"
RIGHT: Final = "nothing"
MISTAKEN: Final = "signature"
REASON: Final = "The lesson says that the announcement is enough by itself. Nobody signs it."


def make_mistake(since: datetime, until: datetime) -> dict[UUID, UUID]:
    """Publish the question with a wrong key, and then as the course has it.

    Returns which version was asked instead of the one that is current now.
    """
    question = db.session.get_one(Question, QUESTION)
    written = db.session.get_one(QuestionVersion, question.current_version_id)
    written.published_at = since - timedelta(days=1)  # as if the school had had it all the time
    body = deepcopy(written.body)
    for option in body["options"]:
        option["correct"] = option["id"] == MISTAKEN
    mistaken = _publish(written, 1, since, body=body, content_hash="mistaken")
    mended = _publish(written, 2, until)
    question.current_version_id = mended
    db.session.flush()
    return {mended: mistaken}


def _publish(written: QuestionVersion, later: int, at: datetime, **said: Any) -> UUID:
    columns = {each.key: getattr(written, each.key) for each in written.__table__.columns}
    row = QuestionVersion(
        **{
            **columns,
            "id": new_id(),
            "number": written.number + later,
            "change": "key",
            "published_at": at,
            **said,
        }
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def challenge_mistake(students: Collection[Actor], assignment_id: UUID, now: datetime) -> None:
    """Let the first student who was right say so."""
    by_id = {student.person_id: student for student in students}
    rows = db.session.execute(
        select(Attempt.id, Attempt.person_id, AttemptItem.position, CurrentAnswer.answer)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .join(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
            & (CurrentAnswer.position == AttemptItem.position),
        )
        .where(Attempt.assignment_id == assignment_id, AttemptItem.question_id == QUESTION)
        .order_by(Attempt.submitted_at, Attempt.id)
    )
    for row in rows:
        if row.person_id in by_id and row.answer == {"choice": RIGHT}:
            challenge(by_id[row.person_id], row.id, row.position, REASON, now)
            return
