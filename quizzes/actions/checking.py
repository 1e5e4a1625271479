"""Checking one answer of practice: its verdict is shown at once, and the answer stays as it is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.permissions import Action
from models.attempts import CurrentAnswer, PracticeCheck
from models.session import db
from quizzes.queries.attempts import require_attempt
from quizzes.queries.feedback import may_show_keys


def check_practice(actor: Actor, attempt_id: UUID, position: int, now: datetime) -> None:
    """Fix the answer at a position of practice, so that its verdict may be shown.

    Raises NotFound, and Refusal where there is no answer, practice is over or the attempt that it
    practises shows no right answers now.
    """
    attempt = require_attempt(actor, attempt_id, Action.TAKE_ATTEMPT, lock=True)
    if attempt.purpose != "practice":
        raise NotFound
    why_not = attempt.access(now).why_not_answer
    if why_not is not None:
        raise Refusal(why_not)
    if not may_show_keys(attempt, now):
        raise Refusal("answers-not-released")
    answer = db.session.scalar(
        select(CurrentAnswer.answer).where(
            CurrentAnswer.attempt_id == attempt_id, CurrentAnswer.position == position
        )
    )
    if answer is None:
        raise Refusal("nothing-chosen")
    if db.session.get(PracticeCheck, (attempt_id, position)) is None:
        db.session.add(PracticeCheck(attempt_id=attempt_id, position=position, checked_at=now))
        db.session.flush()
