"""Accepting and declining answers that came late."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select

from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.permissions import Action
from models.attempts import CurrentAnswer, LateDecision
from models.audit import Act, record
from models.base import new_id
from models.locks import hold_attempts, hold_people
from models.session import db
from progress.actions import answers_accepted
from progress.notices import notify
from quizzes.queries.attempts import AttemptFacts, require_attempt
from quizzes.queries.feedback import moments_with_answers
from quizzes.queries.late_answers import LateAnswer, late_page, waiting_answers

LONGEST_REASON: Final = 300


def decide_late_answers(
    actor: Actor,
    assignment_id: UUID,
    person_id: UUID,
    response_ids: Collection[UUID],
    *,
    accept: bool,
    reason: str,
    now: datetime,
) -> int:
    """Accept or decline a student's late answers; returns how many were still to be decided.

    An accepted one becomes the answer that counts, and what was marked is marked anew. One that
    was decided before stays so. Raises NotFound, and Refusal with the field's name.
    """
    if not late_page(actor, assignment_id).may_decide:
        raise NotFound
    _check(response_ids, reason)
    hold_people([person_id])  # people before attempts: everybody locks in this order
    hold_attempts(sorted({each.attempt_id for each in waiting_answers(assignment_id, person_id)}))
    chosen: defaultdict[UUID, list[LateAnswer]] = defaultdict(list)
    for answer in waiting_answers(assignment_id, person_id):
        if answer.response_id in response_ids:
            chosen[answer.attempt_id].append(answer)
    if accept:
        _check_one_each(chosen.values())
    for attempt_id, answers in sorted(chosen.items()):
        attempt = _decide(actor, attempt_id, answers, accept, reason, now)
        _tell(actor, attempt, len(answers), accept, reason, now)
        db.session.flush()
        if accept and attempt.is_submitted:
            answers_accepted(attempt_id)
    return sum(len(answers) for answers in chosen.values())


def _check(response_ids: Collection[UUID], reason: str) -> None:
    if not response_ids:
        raise Refusal("no-late-answer-chosen", field="answers")
    if not reason:
        raise Refusal("late-reason-missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal("late-reason-too-long", field="reason", most=LONGEST_REASON)


def _check_one_each(chosen: Iterable[Sequence[LateAnswer]]) -> None:
    """Only one answer to a question can count."""
    for answers in chosen:
        if len({each.place for each in answers}) < len(answers):
            raise Refusal("late-answers-to-one-question", field="answers")


def _decide(
    actor: Actor,
    attempt_id: UUID,
    answers: Sequence[LateAnswer],
    accept: bool,
    reason: str,
    now: datetime,
) -> AttemptFacts:
    attempt = require_attempt(actor, attempt_id, Action.VIEW_RESULTS)
    were_out = moments_with_answers(attempt, {each.received_at for each in answers})
    db.session.execute(
        insert(LateDecision),
        [
            {
                "id": new_id(),
                "school_id": attempt.school_id,
                "response_id": answer.response_id,
                "attempt_id": attempt_id,
                "position": answer.position,
                "is_accepted": accept,
                "reason": reason,
                "answer_before": answer.before,
                "answers_were_out": answer.received_at in were_out,
                "decided_by": actor.person_id,
                "decided_at": now,
            }
            for answer in answers
        ],
    )
    if accept:
        _make_current(attempt_id, answers)
    return attempt


def _tell(
    actor: Actor, attempt: AttemptFacts, answers: int, accept: bool, reason: str, now: datetime
) -> None:
    """Write the decision into the log, and tell the student."""
    act: Act = "accept-late-answers" if accept else "decline-late-answers"
    student = str(attempt.person_id)
    record(actor, act, attempt.id, now, student=student, answers=answers, reason=reason)
    kind = "late-answers-accepted" if accept else "late-answers-declined"
    values = {
        "title": attempt.title,
        "answers": answers,
        "reason": reason,
        "attempt": str(attempt.id),
    }
    notify(attempt.school_id, attempt.person_id, kind, values, now)


def _make_current(attempt_id: UUID, answers: Sequence[LateAnswer]) -> None:
    positions = [each.position for each in answers]
    rows = db.session.scalars(
        select(CurrentAnswer)
        .filter_by(attempt_id=attempt_id)
        .where(CurrentAnswer.position.in_(positions))
    )
    current = {row.position: row for row in rows}
    for answer in answers:
        row = current.get(answer.position)
        if row is None:
            row = CurrentAnswer(attempt_id=attempt_id, position=answer.position, revision=0)
            db.session.add(row)
        row.answer = dict(answer.answer) if answer.answer is not None else None
        row.revision += 1
        row.client_id, row.saved_at = answer.client_id, answer.received_at
