"""Challenging a question of a handed-in attempt: a reason goes to the teacher."""

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select

from accounts.actions.acting import hold_actor
from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.permissions import Action
from models.attempts import AttemptItem
from models.audit import record
from models.challenges import Challenge
from models.session import db
from quizzes.queries.attempts import AttemptFacts, require_attempt
from quizzes.queries.feedback import feedback_for

LONGEST_CHALLENGE: Final = 500


def challenge(actor: Actor, attempt_id: UUID, position: int, reason: str, now: datetime) -> None:
    """Send the teacher a reason why the question at this position is wrong, once.

    Raises NotFound, and Refusal while answers are not released or another reason waits.
    """
    hold_actor(actor)  # a double click sends one
    attempt = require_attempt(actor, attempt_id, Action.VIEW_RESULTS)
    if attempt.person_id != actor.person_id or attempt.class_id is None:
        raise NotFound
    question_id = _question_at(attempt_id, position)
    if not feedback_for(attempt, now).answers:
        raise Refusal("challenge-before-answers")
    if not reason:
        raise Refusal("challenge-empty", field="reason")
    if len(reason) > LONGEST_CHALLENGE:
        raise Refusal("text-too-long", field="reason", most=LONGEST_CHALLENGE)
    waiting = _waiting(attempt_id, position)
    if waiting is not None:
        if waiting == reason:
            return
        raise Refusal("challenge-waits", field="reason")
    _send(attempt, position, question_id, reason, now)
    record(actor, "challenge-question", attempt_id, now, question=question_id, note=reason)
    db.session.flush()


def _question_at(attempt_id: UUID, position: int) -> str:
    item = db.session.get(AttemptItem, (attempt_id, position))
    if item is None:
        raise NotFound
    return item.question_id


def _waiting(attempt_id: UUID, position: int) -> str | None:
    """The reason that nobody has answered yet."""
    return db.session.scalar(
        select(Challenge.reason).where(
            Challenge.attempt_id == attempt_id,
            Challenge.position == position,
            Challenge.answered_at.is_(None),
        )
    )


def _send(
    attempt: AttemptFacts, position: int, question_id: str, reason: str, now: datetime
) -> None:
    db.session.add(
        Challenge(
            school_id=attempt.school_id,
            class_id=attempt.class_id,
            assignment_id=attempt.assignment_id,
            attempt_id=attempt.id,
            position=position,
            person_id=attempt.person_id,
            question_id=question_id,
            reason=reason,
            created_at=now,
        )
    )
