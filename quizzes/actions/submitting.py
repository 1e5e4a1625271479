"""Handing in an attempt, once."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from accounts.actions.acting import hold_actor
from domain.errors import Refusal
from domain.people import Actor
from domain.permissions import Action
from models.attempts import Attempt
from models.session import db
from progress.actions import attempt_submitted
from quizzes.queries.attempts import require_attempt


def submit(actor: Actor, attempt_id: UUID, now: datetime) -> None:
    """Hand in and mark an attempt; one that is handed in already stays as it is.

    Raises NotFound, and Refusal when handing in is not possible.
    """
    hold_actor(actor)  # people before attempts: everybody locks in this order
    attempt = require_attempt(actor, attempt_id, Action.TAKE_ATTEMPT, lock=True)
    if attempt.is_submitted:
        return
    why_not = attempt.access(now).why_not_submit
    if why_not is not None:
        raise Refusal(why_not)
    db.session.execute(
        update(Attempt).where(Attempt.id == attempt_id).values(state="submitted", submitted_at=now)
    )
    attempt_submitted(attempt_id)
