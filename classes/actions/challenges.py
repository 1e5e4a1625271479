"""Answering what a student holds against a question."""

from datetime import datetime
from typing import Final
from uuid import UUID

from accounts.relations import require_class
from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.permissions import Action
from models.assignments import Assignment
from models.audit import record
from models.challenges import Challenge
from models.locks import hold_people
from models.session import db
from progress.notices import notify

LONGEST_REPLY: Final = 500


def answer_challenge(
    actor: Actor, challenge_id: UUID, *, is_accepted: bool, reply: str, now: datetime
) -> None:
    """Accept or decline a challenge, once, and tell the student.

    Raises NotFound, and Refusal where the answer cannot be used or another one was given.
    """
    challenge = db.session.get(Challenge, challenge_id)
    if challenge is None:
        raise NotFound
    require_class(actor, challenge.class_id, Action.MANAGE_ASSIGNMENTS)
    hold_people([challenge.person_id])  # whose accounts may just be merged
    db.session.refresh(challenge, with_for_update=True)
    if not reply:
        raise Refusal("reply-missing", field="reply")
    if len(reply) > LONGEST_REPLY:
        raise Refusal("text-too-long", field="reply", most=LONGEST_REPLY)
    if challenge.answered_at is not None:
        if (challenge.is_accepted, challenge.reply) == (is_accepted, reply):
            return
        raise Refusal("challenge-is-answered")
    challenge.is_accepted, challenge.reply = is_accepted, reply
    challenge.answered_by, challenge.answered_at = actor.person_id, now
    record(
        actor,
        "accept-challenge" if is_accepted else "decline-challenge",
        challenge.attempt_id,
        now,
        question=challenge.question_id,
        note=reply,
    )
    _tell(challenge, now)
    db.session.flush()


def _tell(challenge: Challenge, now: datetime) -> None:
    assignment = db.session.get_one(Assignment, challenge.assignment_id)
    kind = "challenge-accepted" if challenge.is_accepted else "challenge-declined"
    values = {
        "title": assignment.title,
        "question": challenge.position,
        "reply": challenge.reply,
        "attempt": str(challenge.attempt_id),
    }
    notify(challenge.school_id, challenge.person_id, kind, values, now)
