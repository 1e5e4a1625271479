"""What becomes of a save, row by row."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.access import Reason
from quizzes.deciding import Current, Edit, Logged, Outcome, decide
from tests.cast import MORNING

pytestmark = pytest.mark.pure

A, B = {"choice": "a"}, {"choice": "b"}
HERE, THERE = "this-client", "that-client"


def logged(sequence: int, answer: dict[str, str], outcome: Outcome = Outcome.CURRENT) -> Logged:
    return Logged(sequence, answer, outcome, MORNING + timedelta(minutes=sequence))


@pytest.mark.parametrize(
    ("edit", "current", "log", "outcome", "sequence", "is_new"),
    [
        # the first answer
        (Edit(1, A, 0, 1), None, [], Outcome.CURRENT, 1, True),
        (Edit(1, A, 0), None, [], Outcome.CURRENT, 1, True),
        # an edit of what counts, of one's own, of another's, and the same as another's
        (Edit(1, B, 1, 1), Current(A, 1, THERE), [], Outcome.CURRENT, 1, True),
        (Edit(1, B, 0, 2), Current(A, 1, HERE), [], Outcome.CURRENT, 2, True),
        (Edit(1, B, 0, 1), Current(A, 1, THERE), [], Outcome.CONFLICT, 1, True),
        (Edit(1, None, 0, 1), Current(A, 1, THERE), [], Outcome.CONFLICT, 1, True),
        (Edit(1, A, 0, 1), Current(A, 1, THERE), [], Outcome.CURRENT, 1, True),
        # a retry, whatever became of the first try
        (Edit(1, A, 0, 1), Current(A, 1, HERE), [logged(1, A)], Outcome.CURRENT, 1, False),
        (
            Edit(1, A, 0, 1),
            Current(B, 1, THERE),
            [logged(1, A, Outcome.CONFLICT)],
            Outcome.CONFLICT,
            1,
            False,
        ),
        # a retry of what another client has replaced in the meantime: its tab must not say "saved"
        (Edit(1, A, 0, 1), Current(B, 2, THERE), [logged(1, A)], Outcome.CONFLICT, 1, False),
        (Edit(1, A, 0), Current(B, 2, THERE), [logged(1, A)], Outcome.CONFLICT, 1, False),
        (Edit(1, A, 0, 1), Current(A, 2, THERE), [logged(1, A)], Outcome.CURRENT, 1, False),
        # one number for two answers: both are kept
        (Edit(1, B, 0, 1), Current(A, 1, HERE), [logged(1, A)], Outcome.CURRENT, 2, True),
        # out of order
        (Edit(1, A, 0, 1), Current(B, 1, HERE), [logged(2, B)], Outcome.SUPERSEDED, 1, True),
        # a restored browser counts from an earlier number again: what it saw tells what is newer
        (Edit(1, A, 1, 1), Current(B, 1, HERE), [logged(2, B)], Outcome.CURRENT, 1, True),
        (
            Edit(1, A, 2, 1),
            Current(B, 2, HERE),
            [logged(1, A), logged(2, B)],
            Outcome.CURRENT,
            3,
            True,
        ),
        (
            Edit(1, A, 2, 1),
            Current(A, 3, HERE),
            [logged(1, A), logged(2, B), logged(3, A)],
            Outcome.CURRENT,
            1,
            False,
        ),
        # a form has no numbers: it repeats its last answer only
        (Edit(1, A, 0), Current(A, 1, HERE), [logged(1, A)], Outcome.CURRENT, 1, False),
        (
            Edit(1, A, 0),
            Current(B, 2, HERE),
            [logged(1, A), logged(2, B)],
            Outcome.CURRENT,
            3,
            True,
        ),
    ],
)
def test_while_answering_is_possible(
    edit: Edit,
    current: Current | None,
    log: list[Logged],
    outcome: Outcome,
    sequence: int,
    is_new: bool,
) -> None:
    decision = decide(edit, HERE, current, log, None)

    assert (decision.outcome, decision.sequence, decision.is_new) == (outcome, sequence, is_new)


def test_after_closing_everything_new_is_late_and_what_was_saved_stays_saved() -> None:
    late = decide(Edit(1, A, 0, 1), HERE, None, [], Reason.CLOSED)
    again = decide(Edit(1, A, 0, 1), HERE, None, [logged(1, A, Outcome.LATE)], Reason.CLOSED)
    saved_before = decide(
        Edit(1, A, 0, 1), HERE, Current(A, 1, HERE), [logged(1, A)], Reason.CLOSED
    )

    assert (late.outcome, late.is_new) == (Outcome.LATE, True)
    assert (again.outcome, again.is_new) == (Outcome.LATE, False)
    assert (saved_before.outcome, saved_before.is_new) == (Outcome.CURRENT, False)


def test_what_was_late_counts_once_answering_is_possible_again() -> None:
    decision = decide(Edit(1, A, 0, 1), HERE, None, [logged(1, A, Outcome.LATE)], None)

    assert (decision.outcome, decision.sequence, decision.is_new) == (Outcome.CURRENT, 2, True)
