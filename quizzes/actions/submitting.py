"""Handing in an attempt, once: by its learner, or by itself when its time is over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select, update

from accounts.actions.acting import hold_actor
from domain.errors import Refusal
from domain.people import Actor
from domain.permissions import Action
from models.attempts import Attempt
from models.locks import hold_people
from models.session import db, run
from progress.actions import attempt_submitted
from quizzes.queries.attempts import AttemptFacts, lock_attempt, require_attempt

_SUBMIT = (
    update(Attempt)
    .where(Attempt.id == bindparam("attempt_id"))
    .values(state="submitted", submitted_at=bindparam("at"), submitted_by=bindparam("actor_id"))
)


def submit(actor: Actor, attempt_id: UUID, now: datetime) -> None:
    """Hand in and mark an attempt; one that is handed in already stays as it is.

    One whose time is over closes by itself, whoever comes first: what is late stays late.
    Raises NotFound, and Refusal when handing in is not possible.
    """
    hold_actor(actor)  # people before attempts: everybody locks in this order
    attempt = require_attempt(actor, attempt_id, Action.TAKE_ATTEMPT, lock=True)
    if attempt.is_submitted:
        return
    access = attempt.access(now)
    if access.why_not_submit is not None:
        raise Refusal(access.why_not_submit)
    _submit(attempt, now, None if access.is_over else actor.person_id)


def close_if_over(attempt_id: UUID, now: datetime) -> bool:
    """Hand in an open attempt whose time is over, with what was saved in time.

    Whoever notices first does it, and everybody else finds it done. Returns whether it was done.
    """
    person_id = db.session.scalar(select(Attempt.person_id).where(Attempt.id == attempt_id))
    if person_id is None:
        return False
    hold_people([person_id])
    attempt = lock_attempt(attempt_id)
    if attempt is None or not attempt.access(now).is_over:
        return False
    if attempt.person_id != person_id:  # two accounts became one meanwhile: the next time
        return False
    _submit(attempt, now, None)
    return True


def _submit(attempt: AttemptFacts, now: datetime, actor_id: UUID | None) -> None:
    """What comes after the deadline counts as handed in at the deadline.

    Dates that were moved since may put that before the attempt began: it ends as it begins then.
    """
    at = max(attempt.begun_at, min(now, attempt.deadline or now))
    run(_SUBMIT, {"attempt_id": attempt.id, "at": at, "actor_id": actor_id})
    attempt_submitted(attempt.id)
