"""Beginning an attempt: graded, a teacher's preview, or practice of what was missed."""

from collections.abc import Sequence
from datetime import datetime
from random import Random, SystemRandom
from typing import Any
from uuid import UUID

from sqlalchemy import Row, insert, select

from accounts.actions.acting import hold_actor
from domain.access import AttemptState, resolve
from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.permissions import Action
from models.attempts import Attempt, AttemptItem, ItemResult
from models.base import new_id
from models.locks import hold_quizzes
from models.session import db
from progress.actions import attempt_started
from quizzes.actions.submitting import close_if_over
from quizzes.drawing import draw
from quizzes.queries.assignments import require_quiz_assignment
from quizzes.queries.attempts import require_attempt
from quizzes.queries.drawing import current_versions, parts_of, pool_of
from quizzes.queries.feedback import feedback_for
from quizzes.queries.library import require_quiz


def start_attempt(
    actor: Actor, assignment_id: UUID, now: datetime, random: Random | None = None
) -> UUID:
    """Begin an attempt at an assigned quiz, or return the one that is open.

    Raises NotFound, and Refusal with the reason why not.
    """
    hold_actor(actor)  # two tabs that begin at once begin one attempt
    assignment = require_quiz_assignment(actor, assignment_id)
    hold_quizzes([assignment.quiz_id], shared=True)  # once it is begun it stays as it is
    begun = _attempts(Attempt.assignment_id == assignment_id, Attempt.person_id == actor.person_id)
    open_one = _open_one(begun)
    if open_one is not None and not close_if_over(open_one, now):
        return open_one
    access = resolve(assignment.terms, len(begun), AttemptState.NOT_STARTED, now)
    if access.why_not_start is not None:
        raise Refusal(access.why_not_start)
    attempt_id = _begin(
        actor,
        _drawn(assignment.quiz_id, random or SystemRandom()),
        now,
        random,
        purpose="graded",
        assignment_id=assignment_id,
        quiz_id=assignment.quiz_id,
        number=_next_number(begun),
    )
    attempt_started(attempt_id)
    return attempt_id


def start_preview(actor: Actor, quiz_id: UUID, now: datetime, random: Random | None = None) -> UUID:
    """Begin a teacher's look at a quiz as students see it, or return the one that is open.

    Raises NotFound, and Refusal for a quiz without questions.
    """
    if not actor.is_teacher:
        raise NotFound
    require_quiz(actor, quiz_id)
    hold_actor(actor)  # two tabs that begin at once begin one attempt
    begun = _attempts(
        Attempt.quiz_id == quiz_id,
        Attempt.person_id == actor.person_id,
        Attempt.school_id == actor.school_id,
        Attempt.purpose == "preview",
    )
    return _open_one(begun) or _begin(
        actor,
        _drawn(quiz_id, random or SystemRandom()),
        now,
        random,
        purpose="preview",
        quiz_id=quiz_id,
        number=_next_number(begun),
    )


def start_practice(
    actor: Actor, attempt_id: UUID, now: datetime, random: Random | None = None
) -> UUID:
    """Begin practice of the questions that were missed, or return the one that is open.

    Raises NotFound, and Refusal while answers are not released or where nothing was missed.
    """
    hold_actor(actor)  # two tabs that begin at once begin one attempt
    missed_in = require_attempt(actor, attempt_id, Action.TAKE_ATTEMPT)
    if missed_in.purpose == "preview" or not missed_in.is_in_class:
        raise NotFound
    if not feedback_for(missed_in, now).answers:
        raise Refusal("answers-not-released")
    begun = _attempts(Attempt.practice_of_id == attempt_id, Attempt.person_id == actor.person_id)
    open_one = _open_one(begun)
    if open_one is not None:
        return open_one
    missed = _missed(attempt_id)
    if not missed:
        raise Refusal("nothing-missed")
    return _begin(
        actor,
        missed,
        now,
        random,
        purpose="practice",
        quiz_id=missed_in.quiz_id,
        practice_of_id=attempt_id,
        number=_next_number(begun),
    )


def _attempts(*conditions: Any) -> Sequence[Row[*tuple[Any, ...]]]:
    return db.session.execute(
        select(Attempt.id, Attempt.number, Attempt.state)
        .where(*conditions)
        .order_by(Attempt.number)
    ).all()


def _open_one(begun: Sequence[Row[*tuple[Any, ...]]]) -> UUID | None:
    return next((row.id for row in reversed(begun) if row.state == "open"), None)


def _next_number(begun: Sequence[Row[*tuple[Any, ...]]]) -> int:
    return max((row.number for row in begun), default=0) + 1


def _drawn(quiz_id: UUID, random: Random) -> Sequence[str]:
    parts = parts_of(quiz_id)
    drawn = draw(parts, pool_of(part.bank_id for part in parts), random)
    if not drawn:
        raise Refusal("quiz-without-questions")
    return drawn


def _missed(attempt_id: UUID) -> Sequence[str]:
    return db.session.scalars(
        select(AttemptItem.question_id)
        .join(
            ItemResult,
            (ItemResult.attempt_id == AttemptItem.attempt_id)
            & (ItemResult.position == AttemptItem.position),
        )
        .where(
            AttemptItem.attempt_id == attempt_id,
            ItemResult.is_right.is_(False),
        )
        .order_by(AttemptItem.position)
    ).all()


def _begin(
    actor: Actor, question_ids: Sequence[str], now: datetime, random: Random | None, **facts: Any
) -> UUID:
    """Write an open attempt that pins each question's current version and its options' order."""
    attempt_id = new_id()
    db.session.execute(
        insert(Attempt),
        [
            {
                "id": attempt_id,
                "school_id": actor.school_id,
                "person_id": actor.person_id,
                "state": "open",
                "started_at": now,
                **facts,
            }
        ],
    )
    versions = current_versions(question_ids)
    shuffler = random or SystemRandom()
    items = []
    for position, question_id in enumerate(question_ids, start=1):
        version_id, question = versions[question_id]
        items.append(
            {
                "attempt_id": attempt_id,
                "position": position,
                "question_id": question_id,
                "question_version_id": version_id,
                "option_order": list(question.kind.shuffle(question.body, shuffler)),
            }
        )
    db.session.execute(insert(AttemptItem), items)
    return attempt_id
