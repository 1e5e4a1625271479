"""Answers saved one at a time, as the quiz page's script does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from models.attempts import LAST_SAVED_AT, Attempt
from models.session import db, unit_of_work
from quizzes import actions
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, answers, log

Browser = Callable[..., Client]

TAB = "tab-one-of-maya"
PHONE = "phone-of-maya"


@pytest.fixture
def attempt(cast: Cast, assign: Assign, clock: Clock) -> UUID:
    """Maya's open attempt at the fixed quiz, which closes in an hour."""
    assignment = assign(closes_at=clock.now + timedelta(hours=1))
    with unit_of_work():
        return actions.start_attempt(cast.actor("maya"), assignment, clock.now)


@pytest.fixture
def maya(cast: Cast, browser_of: Browser) -> Client:
    return browser_of(cast.maya)


def save(
    client: Client,
    attempt_id: UUID,
    answer: Any,
    *,
    position: Any = 1,
    sequence: Any = 1,
    base: Any = 0,
    tab: Any = TAB,
) -> TestResponse:
    """Send one answer."""
    return client.post_json(
        f"/attempts/{attempt_id}/answers",
        {
            "position": position,
            "client": tab,
            "sequence": sequence,
            "base": base,
            "answer": answer,
        },
    )


def choice(option: str) -> dict[str, str]:
    return {"choice": option}


def test_a_saved_answer_says_when_by_the_servers_clock(maya: Client, attempt: UUID) -> None:
    reply = save(maya, attempt, choice("right"))

    assert reply.status_code == 200
    assert reply.json is not None
    assert reply.json["message"].replace("\u202f", " ") == "Saved 9:00 AM"
    assert reply.json["stamp"].startswith("1.")
    assert answers(attempt) == {1: choice("right")}


def test_a_retry_counts_once(maya: Client, attempt: UUID, clock: Clock) -> None:
    first = save(maya, attempt, choice("right"))
    clock.advance(minutes=5)

    again = save(maya, attempt, choice("right"))

    assert again.json == first.json
    assert log(attempt) == [(1, choice("right"), "current")]


def test_a_retry_after_closing_is_still_what_was_saved(
    maya: Client, attempt: UUID, clock: Clock
) -> None:
    first = save(maya, attempt, choice("right"))
    clock.advance(hours=2)

    assert save(maya, attempt, choice("right")).json == first.json


def test_one_tab_may_send_faster_than_it_hears(maya: Client, attempt: UUID) -> None:
    save(maya, attempt, choice("wrong-1"), sequence=1)

    assert save(maya, attempt, choice("right"), sequence=2).status_code == 200
    assert answers(attempt) == {1: choice("right")}


def test_what_arrives_out_of_order_does_not_win(maya: Client, attempt: UUID) -> None:
    save(maya, attempt, choice("right"), sequence=2)

    late_arrival = save(maya, attempt, choice("wrong-1"), sequence=1)

    assert late_arrival.status_code == 200
    assert answers(attempt) == {1: choice("right")}
    assert log(attempt)[-1] == (1, choice("wrong-1"), "superseded")


def test_a_restored_tab_that_counts_from_an_earlier_number_loses_nothing(
    maya: Client, attempt: UUID
) -> None:
    save(maya, attempt, choice("right"), sequence=13)
    save(maya, attempt, choice("wrong-1"), sequence=14, base=1)

    # one number is lower than any that counts, the other was used for this very answer before
    for number, base in ((12, 2), (13, 4)):
        for _ in range(2):
            reply = save(maya, attempt, choice("right"), sequence=number, base=base)

            assert reply.json is not None
            assert reply.json["counts"]
        assert answers(attempt) == {1: choice("right")}
        save(maya, attempt, choice("wrong-1"), sequence=20 + number, base=base + 1)

    assert [outcome for _, _, outcome in log(attempt)] == ["current"] * 6


def test_two_answers_under_one_number_are_both_kept(maya: Client, attempt: UUID) -> None:
    save(maya, attempt, choice("wrong-1"), sequence=1)

    save(maya, attempt, choice("right"), sequence=1)

    assert answers(attempt) == {1: choice("right")}
    assert len(log(attempt)) == 2


def test_the_other_devices_newer_answer_is_shown_and_asked_about(
    maya: Client, attempt: UUID
) -> None:
    save(maya, attempt, choice("wrong-1"), tab=PHONE)

    asked = save(maya, attempt, choice("right"))

    assert asked.status_code == 409
    assert asked.json is not None
    assert asked.json["error"] == "conflict"
    assert "The first wrong option of single-1" in asked.json["other"]
    assert answers(attempt) == {1: choice("wrong-1")}
    assert log(attempt)[-1] == (1, choice("right"), "conflict")
    assert save(maya, attempt, choice("right"), sequence=2, base=1).status_code == 200
    assert answers(attempt) == {1: choice("right")}


def test_an_answer_can_be_taken_back(maya: Client, attempt: UUID) -> None:
    save(maya, attempt, {"choices": ["right-1"]}, position=2, sequence=1)

    reply = save(maya, attempt, None, position=2, sequence=2, base=1)

    assert reply.json is not None
    assert reply.json["answered"] is False
    assert reply.json["message"].replace("\u202f", " ") == "Cleared 9:00 AM"
    assert answers(attempt) == {2: None}


def test_after_closing_the_answer_is_refused_but_kept(
    maya: Client, attempt: UUID, clock: Clock
) -> None:
    clock.advance(hours=1, seconds=10)

    refused = save(maya, attempt, choice("right"))

    assert refused.status_code == 409
    assert refused.json is not None
    assert refused.json["error"] == "came-late"
    assert answers(attempt) == {}
    assert log(attempt) == [(1, choice("right"), "late")]


def test_after_handing_in_the_answer_is_refused_but_kept(
    cast: Cast, maya: Client, attempt: UUID, clock: Clock
) -> None:
    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, clock.now)

    refused = save(maya, attempt, choice("right"))

    assert refused.json is not None
    assert refused.json["error"] == "already_submitted"
    assert answers(attempt) == {}
    assert log(attempt) == [(1, choice("right"), "refused")]


@pytest.mark.parametrize(
    ("position", "answer", "code", "status"),
    [
        (1, choice("forged"), "unknown_option", 422),
        (1, {"choices": ["right"]}, "malformed_answer", 422),
        (1, choice("right-1"), "unknown_option", 422),  # of another question
        (2, {"choices": ["right-1", "right-1"]}, "repeated_option", 422),
        (4, {"order": ["first"]}, "incomplete_order", 422),
        (5, choice("right"), "unknown-question", 409),
        (9999, choice("right"), "unknown-question", 409),
        (0, choice("right"), "malformed-save", 409),
        (True, choice("right"), "malformed-save", 409),
    ],
)
def test_what_is_no_answer_to_this_question_is_refused(
    maya: Client, attempt: UUID, position: Any, answer: Any, code: str, status: int
) -> None:
    reply = save(maya, attempt, answer, position=position)

    assert reply.status_code == status
    assert reply.json is not None
    assert reply.json["error"] == code
    assert reply.json["message"]
    assert log(attempt) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"sequence": 0},
        {"sequence": 2**31},
        {"sequence": -1},
        {"sequence": 1.5},
        {"sequence": "1"},
        {"base": -1},
        {"base": 2**40},
        {"base": None},
        {"tab": ""},
        {"tab": "short"},
        {"tab": "x" * 65},
        {"tab": "\ud800" * 10},
        {"tab": ["tab-one-of-maya"]},
    ],
)
def test_a_forged_envelope_is_refused(maya: Client, attempt: UUID, wrong: dict[str, Any]) -> None:
    reply = save(maya, attempt, choice("right"), **wrong)

    assert reply.status_code == 409
    assert reply.json is not None
    assert reply.json["error"] == "malformed-save"


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b"\xff", b"null", b"[]", b'"x"'])
def test_a_body_that_is_no_save_is_refused(maya: Client, attempt: UUID, body: bytes) -> None:
    reply = maya.flask.post(
        f"/attempts/{attempt}/answers",
        data=body,
        content_type="application/json",
        headers={"X-CSRFToken": maya.csrf_token()},
    )

    assert reply.status_code in {400, 409}
    assert reply.json is not None


def test_an_oversized_body_is_refused(maya: Client, attempt: UUID) -> None:
    assert save(maya, attempt, {"choice": "x" * 1_000_001}).status_code == 413
    assert log(attempt) == []


def test_nobody_saves_into_somebody_elses_attempt(
    cast: Cast, browser_of: Browser, attempt: UUID
) -> None:
    for person in (cast.jonas, cast.leo, cast.rivera, cast.tom, cast.novak):
        assert save(browser_of(person), attempt, choice("right")).status_code == 404
    assert save(browser_of(cast.okafor), attempt, choice("right")).status_code == 403
    assert log(attempt) == []


def test_signed_out_and_stale_each_say_so(maya: Client, attempt: UUID, client: Client) -> None:
    stale = maya.post_json(f"/attempts/{attempt}/answers", {}, token="stale")
    out = client.post_json(f"/attempts/{attempt}/answers", {})

    assert (stale.status_code, (stale.json or {})["error"]) == (400, "stale-token")
    assert (out.status_code, (out.json or {})["error"]) == (401, "not-signed-in")


def test_each_edit_is_compared_with_what_was_sent_from_its_own_number_on(
    cast: Cast, attempt: UUID, clock: Clock
) -> None:
    def save(*edits: actions.Edit) -> list[str]:
        with unit_of_work():
            saved = actions.save_edits(cast.actor("maya"), attempt, TAB, edits, clock.now)
        return [result.outcome for result in saved]

    true, false = choice("true"), choice("false")
    save(actions.Edit(3, true, 0, 5))
    save(actions.Edit(3, false, 1, 9))

    outcomes = save(actions.Edit(1, choice("right"), 0, 4), actions.Edit(3, true, 0, 8))

    assert outcomes == ["current", "superseded"]
    assert answers(attempt) == {1: choice("right"), 3: false}


def test_the_attempt_remembers_its_last_save(maya: Client, attempt: UUID, clock: Clock) -> None:
    save(maya, attempt, choice("right"))
    clock.advance(minutes=3)
    save(maya, attempt, choice("true"), position=3)
    assert db.session.scalar(select(LAST_SAVED_AT).where(Attempt.id == attempt)) == clock.now
