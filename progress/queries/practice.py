"""Practice that was begun and not finished."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from domain.people import Actor
from models.attempts import Attempt, AttemptItem, CurrentAnswer
from models.quizzes import Quiz
from models.session import db


@dataclass(frozen=True, slots=True)
class OpenPractice:
    """Questions that a student began to practise."""

    attempt_id: UUID
    title: str
    started_at: datetime
    answered: int
    total: int


def open_practice(actor: Actor) -> tuple[OpenPractice, ...]:
    """Return the actor's unfinished practice, the newest first."""
    is_answered = CurrentAnswer.answer.is_not(None)
    rows = db.session.execute(
        select(
            Attempt.id,
            Quiz.title,
            Attempt.started_at,
            func.count(CurrentAnswer.position).filter(is_answered).label("answered"),
            func.count(AttemptItem.position).label("total"),
        )
        .join(Quiz, Quiz.id == Attempt.quiz_id)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .outerjoin(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
            & (CurrentAnswer.position == AttemptItem.position),
        )
        .where(
            Attempt.person_id == actor.person_id,
            Attempt.school_id == actor.school_id,
            Attempt.purpose == "practice",
            Attempt.state == "open",
        )
        .group_by(Attempt.id, Quiz.title, Attempt.started_at)
        .order_by(Attempt.started_at.desc(), Attempt.id)
    )
    return tuple(
        OpenPractice(row.id, row.title, row.started_at, row.answered, row.total) for row in rows
    )
