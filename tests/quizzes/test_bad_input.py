"""What no page of ours sends: each is refused clearly, and nothing that was saved is lost."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from domain.errors import Refusal
from models.attempts import AttemptItem, CurrentAnswer, ItemResult, Response
from models.base import new_id
from models.content import QuestionVersion
from models.session import db, unit_of_work
from quizzes import actions
from quizzes.forms import LARGEST_SEQUENCE
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.house_rules.junk import NASTY
from tests.quizzes.conftest import Assign, answers, attempts, log

Browser = Callable[..., Client]

RIGHT, WRONG = {"choice": "right"}, {"choice": "wrong-1"}
TAB = "tab-one-of-maya"
MORE_NASTY = [
    "\u202eright\u202c",
    "right\0",
    "ri\u200bght",
    "👩‍👧 right",
    "ｒｉｇｈｔ",
    "RIGHT",
    "right ",
]


@pytest.fixture
def attempt(cast: Cast, assign: Assign, clock: Clock) -> UUID:
    """Maya's open attempt, with its first question answered."""
    assignment = assign(attempts_allowed=2)
    with unit_of_work():
        found = actions.start_attempt(cast.actor("maya"), assignment, clock.now)
        actions.save_edits(
            cast.actor("maya"), found, TAB, [actions.Edit(1, WRONG, 0, 1)], clock.now
        )
    return found


@pytest.fixture
def maya(cast: Cast, browser_of: Browser) -> Client:
    return browser_of(cast.maya)


def send(client: Client, attempt_id: UUID, answer: Any, **envelope: Any) -> TestResponse:
    body = {"position": 1, "client": TAB, "sequence": 2, "base": 1, "answer": answer}
    return client.post_json(f"/attempts/{attempt_id}/answers", {**body, **envelope})


@pytest.mark.parametrize("sequence", [2, 1_000, LARGEST_SEQUENCE])
def test_a_forged_number_far_ahead_blocks_nothing_that_comes_after(
    maya: Client, attempt: UUID, sequence: int
) -> None:
    for answer in (RIGHT, WRONG, {"choice": "wrong-2"}, RIGHT):
        assert send(maya, attempt, answer, sequence=sequence).status_code == 200

    plain = maya.get(f"/attempts/{attempt}").form("Save")
    plain.submit(q1="wrong-2")

    assert answers(attempt)[1] == {"choice": "wrong-2"}


def test_a_forged_number_of_the_past_overwrites_nothing(maya: Client, attempt: UUID) -> None:
    send(maya, attempt, RIGHT, sequence=5)

    forged = send(maya, attempt, WRONG, sequence=4)

    assert forged.status_code == 200
    assert forged.json is not None
    assert forged.json["counts"] is False
    assert answers(attempt) == {1: RIGHT}


def test_a_number_at_the_end_of_all_numbers_is_refused(maya: Client, attempt: UUID) -> None:
    assert send(maya, attempt, RIGHT, sequence=LARGEST_SEQUENCE + 1).status_code == 409
    assert answers(attempt) == {1: WRONG}


def test_a_replayed_outbox_of_another_account_is_not_found(
    cast: Cast, browser_of: Browser, maya: Client, attempt: UUID
) -> None:
    send(maya, attempt, RIGHT)
    jonas = browser_of(cast.jonas)

    replayed = [send(jonas, attempt, WRONG, sequence=number) for number in (1, 2, 3)]

    assert {reply.status_code for reply in replayed} == {404}
    assert all((reply.json or {})["error"] for reply in replayed)
    assert len(log(attempt)) == 2


def test_an_answer_for_another_attempt_of_ones_own_lands_there_only(
    cast: Cast, maya: Client, attempt: UUID, clock: Clock, assign: Assign
) -> None:
    other_assignment = assign()
    with unit_of_work():
        other = actions.start_attempt(cast.actor("maya"), other_assignment, clock.now)

    send(maya, other, RIGHT, sequence=1, base=0)

    assert answers(other) == {1: RIGHT}
    assert answers(attempt) == {1: WRONG}


def test_option_ids_of_another_version_are_refused(maya: Client, attempt: UUID) -> None:
    with unit_of_work():
        item = db.session.get_one(AttemptItem, (attempt, 1))
        version = db.session.get_one(QuestionVersion, item.question_version_id)
        columns = {each.name: getattr(version, each.name) for each in version.__table__.columns}
        options = [
            {**each, "id": "renamed"} if each["id"] == "wrong-2" else each
            for each in version.body["options"]
        ]
        newer = {"id": new_id(), "number": version.number + 1}
        db.session.add(
            QuestionVersion(**columns | newer | {"body": {**version.body, "options": options}})
        )
        db.session.flush()
        item.question_version_id = newer["id"]
        item.option_order = ["renamed" if each == "wrong-2" else each for each in item.option_order]

    refused = send(maya, attempt, {"choice": "wrong-2"})

    assert (refused.status_code, (refused.json or {})["error"]) == (422, "unknown_option")
    assert answers(attempt) == {1: WRONG}


def test_ten_megabytes_are_refused_before_they_are_read(maya: Client, attempt: UUID) -> None:
    refused = send(maya, attempt, {"choice": "x" * 10_000_000})

    assert refused.status_code == 413
    assert (refused.json or {})["error"]
    assert answers(attempt) == {1: WRONG}


@pytest.mark.parametrize("text", [each for each in [*NASTY, *MORE_NASTY] if each])
def test_text_of_every_sort_is_no_option(maya: Client, attempt: UUID, text: str) -> None:
    for answer in ({"choice": text}, {text: "right"}):
        refused = send(maya, attempt, answer)
        assert refused.status_code == 422
        assert (refused.json or {})["message"]
    assert log(attempt) == [(1, WRONG, "current")]


def test_what_cannot_be_read_is_to_be_written_anew_only_while_it_can_be(
    cast: Cast, maya: Client, attempt: UUID, clock: Clock
) -> None:
    assert send(maya, attempt, {"choice": "no option"}).status_code == 422
    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, clock.now)

    refused = send(maya, attempt, {"choice": "no option"})

    assert (refused.status_code, (refused.json or {})["error"]) == (409, "already_submitted")
    assert (refused.json or {})["message"]


def at_once(app: Flask, count: int, act: Callable[[], None]) -> None:
    """Do the same in so many threads at the same moment."""
    barrier = Barrier(count)

    def run() -> None:
        with app.app_context():
            barrier.wait()
            try:
                act()
            finally:
                db.session.remove()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_one_save_sent_by_many_at_once_is_logged_once(
    app: Flask, cast: Cast, attempt: UUID, clock: Clock
) -> None:
    edit = actions.Edit(1, RIGHT, 1, 2)
    outcomes: list[str] = []

    def save() -> None:
        with unit_of_work():
            saved = actions.save_edits(cast.actor("maya"), attempt, TAB, [edit], clock.now)
        outcomes.append(saved[0].outcome)

    at_once(app, 6, save)

    assert outcomes == ["current"] * 6
    assert log(attempt) == [(1, WRONG, "current"), (1, RIGHT, "current")]
    db.session.rollback()
    row = db.session.get_one(CurrentAnswer, (attempt, 1))
    assert (row.answer, row.revision) == (RIGHT, 2)


def test_handed_in_by_many_clicks_at_once_it_is_marked_once(
    app: Flask, cast: Cast, attempt: UUID, clock: Clock
) -> None:
    def submit() -> None:
        with unit_of_work():
            actions.submit(cast.actor("maya"), attempt, clock.now)

    at_once(app, 6, submit)

    db.session.rollback()
    marked = db.session.scalars(select(ItemResult.position).where(ItemResult.attempt_id == attempt))
    assert sorted(marked) == [1, 2, 3, 4]
    assert [each.state for each in attempts(person_id=cast.maya)] == ["submitted"]


def test_the_limit_of_attempts_holds_however_many_begin_and_hand_in_at_once(
    app: Flask, cast: Cast, attempt: UUID, clock: Clock
) -> None:
    [first] = attempts(person_id=cast.maya)
    assert first.assignment_id is not None
    refused: list[str] = []

    def begin_and_hand_in() -> None:
        try:
            with unit_of_work():
                begun = actions.start_attempt(cast.actor("maya"), first.assignment_id, clock.now)
            with unit_of_work():
                actions.submit(cast.actor("maya"), begun, clock.now)
        except Refusal as refusal:
            refused.append(refusal.code)

    for _ in range(3):
        at_once(app, 4, begin_and_hand_in)

    assert [each.number for each in attempts(person_id=cast.maya)] == [1, 2]
    assert set(refused) == {"no_attempts_left"}


def test_a_double_click_on_hand_in_and_the_back_button_grade_once(
    cast: Cast, maya: Client, attempt: UUID
) -> None:
    page = maya.get(f"/attempts/{attempt}/submit")
    page.press("Hand in as it is")
    page.press("Hand in as it is")

    back = maya.get(f"/attempts/{attempt}")

    assert back.path.endswith("/results")
    db.session.rollback()
    assert len(db.session.scalars(select(ItemResult.attempt_id)).all()) == 4
    assert db.session.scalars(select(Response.id)).all()
