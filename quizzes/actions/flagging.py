"""Flags: which questions a learner wants to see again before handing in."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, insert, select

from domain.errors import Refusal
from domain.people import Actor
from domain.permissions import Action
from models.attempts import AttemptItem, Flag
from models.session import db
from quizzes.queries.attempts import require_attempt


def set_flags(actor: Actor, attempt_id: UUID, flags: Mapping[int, bool], now: datetime) -> None:
    """Put flags on or take them off, {position: whether}; nothing where answering is over.

    Raises NotFound and Refusal (unknown-question).
    """
    if not flags:
        return
    attempt = require_attempt(actor, attempt_id, Action.TAKE_ATTEMPT, lock=True)
    if not attempt.access(now).may_answer:
        return
    known = db.session.scalars(
        select(AttemptItem.position).where(
            AttemptItem.attempt_id == attempt_id, AttemptItem.position.in_(flags)
        )
    ).all()
    if len(known) < len(flags):
        raise Refusal("unknown-question")
    of_these = (Flag.attempt_id == attempt_id) & Flag.position.in_(flags)
    db.session.execute(delete(Flag).where(of_these))
    rows = [
        {"attempt_id": attempt_id, "position": position, "flagged_at": now}
        for position, is_flagged in flags.items()
        if is_flagged
    ]
    if rows:
        db.session.execute(insert(Flag), rows)
