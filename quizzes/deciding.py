"""What becomes of a save: the answer that counts, a retry, a conflict, or too late.

An answer becomes the current one if it edited the current revision, or if the same client made
that revision; otherwise it stays in the log and its sender is asked. A client's numbers tell which
of its answers is newer, but a browser that is restored counts from an earlier number again: the
revision that an answer edited goes before its number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from domain.access import Reason
from domain.question_kinds.base import Response


class Outcome(StrEnum):
    """What became of a save."""

    CURRENT = "current"
    CONFLICT = "conflict"  # another client's answer is newer than what this one edited
    LATE = "late"  # after closing: kept for the teacher to accept or decline
    REFUSED = "refused"  # after its learner handed in, or had it checked in practice
    SUPERSEDED = "superseded"  # the same client's newer answer arrived first


NOT_TAKEN: Final = frozenset({Outcome.LATE, Outcome.REFUSED})

OWN_END: Final = frozenset({Reason.ALREADY_SUBMITTED, Reason.ALREADY_CHECKED})
"""Reasons that the learner gave: what comes after them waits for nobody."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A checked answer on its way into the log; one from a form has no number of its own."""

    position: int
    answer: Response | None
    base_revision: int
    sequence: int | None = None
    device_at: datetime | None = None  # when it was given, as its device claims


@dataclass(frozen=True, slots=True)
class Current:
    """The answer that counts at a position, and which client gave it."""

    answer: Response | None
    revision: int
    client_id: str


@dataclass(frozen=True, slots=True)
class Logged:
    """What this client sent for this position before."""

    sequence: int
    answer: Response | None
    outcome: Outcome
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of an edit, and its number in the log; `retried` is the save it repeats."""

    outcome: Outcome
    sequence: int
    retried: Logged | None = None

    @property
    def is_new(self) -> bool:
        return self.retried is None

    @property
    def counts(self) -> bool:
        return self.is_new and self.outcome is Outcome.CURRENT


def decide(
    edit: Edit,
    client_id: str,
    current: Current | None,
    logged: Sequence[Logged],
    why_not: Reason | None,
) -> Decision:
    """Return what becomes of an edit.

    `logged` is in order and holds what the client sent from the edit's own number on, or all of
    it where the edit has none. `why_not` says why answering is not possible, if it is not.
    """
    if why_not is None and _edits_what_counts(edit, current):
        return Decision(Outcome.CURRENT, _number(edit, logged))
    retried = _retried(edit, logged)
    if retried and (retried.outcome not in NOT_TAKEN or why_not):
        return Decision(_outcome_of_retry(retried, client_id, current), retried.sequence, retried)
    if _is_superseded(edit, logged):
        outcome = Outcome.SUPERSEDED
    elif why_not:
        outcome = Outcome.REFUSED if why_not in OWN_END else Outcome.LATE
    else:
        outcome = _outcome(edit, client_id, current)
    return Decision(outcome, _number(edit, logged))


def _edits_what_counts(edit: Edit, current: Current | None) -> bool:
    """Whether it was given by somebody who saw the answer that counts: no retry was."""
    return edit.base_revision == (current.revision if current else 0)


def _retried(edit: Edit, logged: Sequence[Logged]) -> Logged | None:
    """The save that this one repeats; a form can only repeat the last one."""
    same = logged[-1:] if edit.sequence is None else logged
    for each in same:
        if edit.sequence in (None, each.sequence) and each.answer == edit.answer:
            return each
    return None


def _outcome_of_retry(retried: Logged, client_id: str, current: Current | None) -> Outcome:
    """What the repeated save came to; one that another client has replaced since is asked about."""
    was_replaced = (
        retried.outcome is Outcome.CURRENT
        and current is not None
        and current.client_id != client_id
        and current.answer != retried.answer
    )
    return Outcome.CONFLICT if was_replaced else retried.outcome


def _number(edit: Edit, logged: Sequence[Logged]) -> int:
    """The edit's own number, or the next free one where another answer has it."""
    taken = {each.sequence for each in logged}
    if edit.sequence is not None and edit.sequence not in taken:
        return edit.sequence
    return max(taken, default=0) + 1


def _is_superseded(edit: Edit, logged: Sequence[Logged]) -> bool:
    """Whether the same client's newer answer arrived first."""
    return edit.sequence is not None and bool(logged) and edit.sequence < logged[0].sequence


def _outcome(edit: Edit, client_id: str, current: Current | None) -> Outcome:
    if current is None or current.client_id == client_id or current.answer == edit.answer:
        return Outcome.CURRENT
    return Outcome.CONFLICT
