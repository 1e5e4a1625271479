"""Saving answers: an append-only log, and the current answer at each position."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, null, select, union_all, update

from accounts.actions.acting import hold_actor
from domain.access import Reason
from domain.people import Actor
from domain.permissions import Action
from domain.question_kinds.base import Response as Answer
from models.attempts import CurrentAnswer, PracticeCheck, Response
from models.base import new_id
from models.session import db, run
from quizzes.deciding import NOT_TAKEN, Current, Decision, Edit, Logged, Outcome, decide
from quizzes.queries.attempts import AttemptFacts, require_attempt

# What counts now, and what this client sent before: one statement, for each is a wait for the
# database while nobody else can write to the attempt, and on SQLite to anything.
_KNOWN = union_all(
    select(
        CurrentAnswer.position,
        CurrentAnswer.revision.label("number"),
        CurrentAnswer.answer,
        CurrentAnswer.client_id,
        null().label("outcome"),
        CurrentAnswer.saved_at.label("at"),
    ).where(
        CurrentAnswer.attempt_id == bindparam("attempt_id"),
        CurrentAnswer.position.in_(bindparam("positions", expanding=True)),
    ),
    select(
        Response.position,
        Response.sequence,
        Response.answer,
        Response.client_id,
        Response.outcome,
        Response.received_at,
    ).where(
        Response.attempt_id == bindparam("attempt_id"),
        Response.client_id == bindparam("client_id"),
        Response.sequence >= bindparam("first_sequence"),
        Response.position.in_(bindparam("positions", expanding=True)),
    ),
).order_by("number")

_APPEND = insert(Response)

_ADD = insert(CurrentAnswer)

_CHANGE = (
    update(CurrentAnswer)
    .where(
        CurrentAnswer.attempt_id == bindparam("of_attempt"),
        CurrentAnswer.position == bindparam("at_position"),
    )
    .values({name: bindparam(name) for name in ("answer", "revision", "client_id", "saved_at")})
)


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What became of one save, and the answer that counts now.

    `why_not` says why one that came too late was not taken.
    """

    position: int
    outcome: Outcome
    revision: int
    answer: Answer | None
    saved_at: datetime
    why_not: Reason | None = None


def save_form(
    actor: Actor,
    attempt_id: UUID,
    *,
    client_id: str,
    answers: Mapping[int, tuple[int, Answer | None]],
    now: datetime,
) -> list[SaveResult]:
    """Save a form's changed and checked answers, {position: (base revision, answer)}.

    The form may hand the attempt in next, so its learner is held first. Raises NotFound.
    """
    hold_actor(actor)  # people before attempts: everybody locks in this order
    edits = [Edit(position, answer, base) for position, (base, answer) in sorted(answers.items())]
    return save_edits(actor, attempt_id, client_id, edits, now)


def save_edits(
    actor: Actor, attempt_id: UUID, client_id: str, edits: Sequence[Edit], now: datetime
) -> list[SaveResult]:
    """Save answers that were checked before; one edit for a position. Raises NotFound.

    A late answer is logged and returned as such: the caller must let it commit.
    """
    attempt = require_attempt(actor, attempt_id, Action.TAKE_ATTEMPT, lock=True)
    if not edits:
        return []
    why_not = _why_not(attempt, edits, now)
    current, logged = _known(attempt_id, client_id, edits)
    decisions = [
        decide(
            edit,
            client_id,
            current.get(edit.position),
            logged[edit.position],
            why_not[edit.position],
        )
        for edit in edits
    ]
    decided = list(zip(edits, decisions, strict=True))
    _append(attempt_id, client_id, decided, now)
    _make_current(attempt_id, client_id, decided, current, now)
    return [
        _result(edit, decision, current.get(edit.position), why_not[edit.position], now)
        for edit, decision in decided
    ]


def _why_not(
    attempt: AttemptFacts, edits: Sequence[Edit], now: datetime
) -> dict[int, Reason | None]:
    """Why each position can take no answer now; what was checked in practice stays as it is."""
    why_not = attempt.why_not_answer(now)
    reasons: dict[int, Reason | None] = {edit.position: why_not for edit in edits}
    if why_not is None and attempt.purpose == "practice":
        checked = db.session.scalars(
            select(PracticeCheck.position).where(
                PracticeCheck.attempt_id == attempt.id, PracticeCheck.position.in_(reasons)
            )
        )
        reasons.update(dict.fromkeys(checked, Reason.ALREADY_CHECKED))
    return reasons


def _known(
    attempt_id: UUID, client_id: str, edits: Sequence[Edit]
) -> tuple[dict[int, Current], dict[int, list[Logged]]]:
    """By position: the answer that counts, and what the client sent from its edit's number on."""
    first = {edit.position: edit.sequence or 0 for edit in edits}
    rows = run(
        _KNOWN,
        {
            "attempt_id": attempt_id,
            "client_id": client_id,
            "first_sequence": min(first.values()),
            "positions": [edit.position for edit in edits],
        },
    )
    current: dict[int, Current] = {}
    logged: dict[int, list[Logged]] = defaultdict(list)
    for row in rows:
        if row.outcome is None:
            current[row.position] = Current(row.answer, row.number, row.client_id)
        elif row.number >= first[row.position]:
            sent = Logged(row.number, row.answer, Outcome(row.outcome), row.at)
            logged[row.position].append(sent)
    return current, logged


def _append(
    attempt_id: UUID, client_id: str, decided: Sequence[tuple[Edit, Decision]], now: datetime
) -> None:
    rows = [
        {
            "id": new_id(),
            "attempt_id": attempt_id,
            "position": edit.position,
            "client_id": client_id,
            "sequence": decision.sequence,
            "base_revision": edit.base_revision,
            "answer": edit.answer,
            "outcome": decision.outcome.value,
            "received_at": now,
            "device_at": edit.device_at,
        }
        for edit, decision in decided
        if decision.is_new
    ]
    if rows:
        run(_APPEND, rows)


def _make_current(
    attempt_id: UUID,
    client_id: str,
    decided: Sequence[tuple[Edit, Decision]],
    current: Mapping[int, Current],
    now: datetime,
) -> None:
    """Write the answers that count; the lock on the attempt makes an upsert needless."""
    added: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for edit, decision in decided:
        if decision.counts:
            before = current.get(edit.position)
            row = {
                "answer": edit.answer,
                "revision": _next_revision(before),
                "client_id": client_id,
                "saved_at": now,
            }
            if before:
                changed.append({**row, "of_attempt": attempt_id, "at_position": edit.position})
            else:
                added.append({**row, "attempt_id": attempt_id, "position": edit.position})
    if added:
        run(_ADD, added)
    if changed:
        run(_CHANGE, changed)


def _next_revision(before: Current | None) -> int:
    return (before.revision if before else 0) + 1


def _result(
    edit: Edit,
    decision: Decision,
    before: Current | None,
    why_not: Reason | None,
    now: datetime,
) -> SaveResult:
    if decision.counts:
        revision, answer = _next_revision(before), edit.answer
    else:
        revision, answer = (before.revision, before.answer) if before else (0, None)
    return SaveResult(
        position=edit.position,
        outcome=decision.outcome,
        revision=revision,
        answer=answer,
        saved_at=decision.retried.received_at if decision.retried else now,
        why_not=why_not if decision.outcome in NOT_TAKEN else None,
    )
