"""Handing in: once, and never beside a save."""

from __future__ import annotations

from threading import Barrier, Thread
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from domain.errors import NotFound, Refusal
from models.assignments import Assignment
from models.attempts import ItemResult
from models.session import db, unit_of_work
from quizzes import actions
from quizzes.actions import Outcome, SaveResult
from tests.cast import Cast
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, answers, attempts

ROUNDS = 6


def marked_answers(attempt_id: UUID) -> set[int]:
    """The positions that were answered when the attempt was marked."""
    db.session.rollback()
    return set(
        db.session.scalars(
            select(ItemResult.position).where(
                ItemResult.attempt_id == attempt_id, ItemResult.is_answered.is_(True)
            )
        )
    )


def test_a_save_and_a_submission_at_once_never_disagree(
    app: Flask, cast: Cast, assign: Assign, clock: Clock
) -> None:
    assignment = assign(attempts_allowed=None)
    actor = cast.actor("maya")
    for _ in range(ROUNDS):
        with unit_of_work():
            attempt_id = actions.start_attempt(actor, assignment, clock.now)
        results = race(app, cast, attempt_id, clock)
        counted = {result.position for result in results if result.outcome is Outcome.CURRENT}

        assert marked_answers(attempt_id) == counted == set(answers(attempt_id))


def race(app: Flask, cast: Cast, attempt_id: UUID, clock: Clock) -> list[SaveResult]:
    """Save two answers and hand in, all at the same moment; what became of the saves."""
    actor = cast.actor("maya")
    barrier = Barrier(3)
    results: list[SaveResult] = []

    def save(position: int, answer: dict[str, str]) -> None:
        with app.app_context():
            barrier.wait()
            with unit_of_work():
                saved = actions.save_edits(
                    actor,
                    attempt_id,
                    "tab-of-the-story",
                    [actions.Edit(position, answer, 0, 1)],
                    clock.now,
                )[0]
            results.append(saved)
            db.session.remove()

    def hand_in() -> None:
        with app.app_context():
            barrier.wait()
            with unit_of_work():
                actions.submit(actor, attempt_id, clock.now)
            db.session.remove()

    threads = [
        Thread(target=save, args=(1, {"choice": "right"})),
        Thread(target=save, args=(3, {"choice": "true"})),
        Thread(target=hand_in),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_withdrawn_quiz_is_not_handed_in(cast: Cast, assign: Assign, clock: Clock) -> None:
    assignment = assign()
    with unit_of_work():
        attempt_id = actions.start_attempt(cast.actor("maya"), assignment, clock.now)
    with unit_of_work():
        row = db.session.get(Assignment, assignment)
        assert row is not None
        row.withdrawn_at = clock.now

    with pytest.raises(Refusal, match="withdrawn"), unit_of_work():
        actions.submit(cast.actor("maya"), attempt_id, clock.now)
    assert [each.state for each in attempts(person_id=cast.maya)] == ["open"]


def test_nobody_hands_in_for_somebody_else(cast: Cast, assign: Assign, clock: Clock) -> None:
    assignment = assign()
    with unit_of_work():
        attempt_id = actions.start_attempt(cast.actor("maya"), assignment, clock.now)

    for name in ("jonas", "rivera", "okafor", "tom"):
        with pytest.raises(NotFound), unit_of_work():
            actions.submit(cast.actor(name), attempt_id, clock.now)
