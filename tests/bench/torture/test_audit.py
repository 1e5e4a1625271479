"""The audit sees what is missing, doubled or half done; otherwise it would prove nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Executable, delete, insert, update

from bench.answers import some_answer
from bench.torture.audit import audit
from bench.torture.ledger import Ledger, Save, as_text
from models.attempts import Attempt, CurrentAnswer, ItemResult, Response
from models.base import new_id
from models.session import db, unit_of_work
from quizzes import actions
from tests import factories
from tests.cast import MORNING, Cast
from tests.conftest import Clock
from tests.quizzes.conftest import items, quiz_named

TAB = "tab-of-the-story"
KINDS = {
    "single": "single_choice",
    "multiple": "multiple_choice",
    "truth": "true_false",
    "order": "ordering",
}


@pytest.fixture
def ledger(cast: Cast, clock: Clock) -> Ledger:
    """Maya has answered every question of a quiz and handed it in, and was told so."""
    ledger, maya = Ledger(), cast.actor("maya")
    with unit_of_work():
        assignment = factories.assignment(
            cast.northfield,
            cast.civics,
            cast.rivera,
            clock.now,
            quiz_id=quiz_named("riverbend-fixed"),
        )
    with unit_of_work():
        attempt_id = actions.start_attempt(maya, assignment, clock.now)
    answers = {
        item.position: some_answer(
            KINDS[item.question_id.partition("-")[0]], item.option_order, Random(7)
        )
        for item in items(attempt_id)
    }
    for sequence, (position, answer) in enumerate(answers.items(), start=1):
        with unit_of_work():
            actions.save_edits(
                maya, attempt_id, TAB, [actions.Edit(position, answer, 0, sequence)], clock.now
            )
        save = Save(attempt_id, position, TAB, sequence, as_text(answer))
        ledger.note_sent(save)
        ledger.note_acknowledged(save)
    with unit_of_work():
        actions.submit(maya, attempt_id, clock.now + timedelta(minutes=1))
    ledger.note_handed_in(attempt_id)
    return ledger


def tamper(statement: Executable, **values: Any) -> None:
    with unit_of_work():
        db.session.execute(statement, values or None)


def test_what_was_saved_and_handed_in_is_found(app: Flask, ledger: Ledger) -> None:
    findings = audit(app, ledger)

    assert findings.is_clean
    assert findings.acknowledged == findings.found == 4
    assert findings.handed_in == 1


def test_an_answer_that_is_not_there_is_lost(app: Flask, ledger: Ledger) -> None:
    tamper(delete(Response).where(Response.position == 2))

    findings = audit(app, ledger)

    assert (findings.found, findings.lost) == (3, 1)


def test_another_answer_under_the_same_number_is_a_lost_one_and_one_too_many(
    app: Flask, ledger: Ledger
) -> None:
    tamper(update(Response).where(Response.position == 2).values(answer={"choice": "another"}))

    findings = audit(app, ledger)

    assert (findings.lost, findings.doubled) == (1, 1)


def test_a_retry_that_was_stored_under_a_new_number_is_doubled(app: Flask, ledger: Ledger) -> None:
    stored = next(iter(ledger.acknowledged))
    tamper(
        insert(Response),
        id=new_id(),
        attempt_id=stored.attempt_id,
        position=stored.position,
        client_id=stored.client_id,
        sequence=99,
        base_revision=0,
        answer=json.loads(stored.answer),
        outcome="current",
        received_at=MORNING,
    )

    assert audit(app, ledger).doubled == 1


def test_an_old_answer_that_counts_again_is_wrong(app: Flask, ledger: Ledger) -> None:
    tamper(update(CurrentAnswer).where(CurrentAnswer.position == 1).values(answer=None))

    assert audit(app, ledger).wrong_answers == 1


def test_marks_of_some_questions_only_are_half_a_grade(app: Flask, ledger: Ledger) -> None:
    tamper(delete(ItemResult).where(ItemResult.position == 3))

    findings = audit(app, ledger)

    assert findings.half_graded == 1
    assert findings.differing_projections > 0


def test_an_attempt_that_is_open_again_was_not_graded(app: Flask, ledger: Ledger) -> None:
    tamper(update(Attempt).values(state="open"))

    findings = audit(app, ledger)

    assert (findings.not_graded, findings.half_graded, findings.miscounted) == (1, 1, 1)
