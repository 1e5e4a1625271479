"""What a device says of the time: a claim that is shown, moves nothing and costs nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from models.attempts import Response
from models.session import db
from quizzes.queries.late_answers import waiting_answers
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import answers

Browser = Callable[..., Client]

RIGHT = {"choice": "right"}


@pytest.mark.parametrize("years", [-1, 1, -20])
def test_a_clock_that_is_years_off_is_shown_as_a_claim_and_moves_nothing(
    cast: Cast, attempt: UUID, assignment: UUID, clock: Clock, browser_of: Browser, years: int
) -> None:
    claimed = clock.now + timedelta(days=365 * years)
    maya = browser_of(cast.maya)
    maya.post_json(
        f"/attempts/{attempt}/answers",
        {"position": 1, "client": "tab-one-of-maya", "sequence": 1, "base": 0, "answer": RIGHT}
        | {"at": int(claimed.timestamp() * 1000)},
    )
    clock.advance(hours=2)
    late = maya.post_json(
        f"/attempts/{attempt}/answers",
        {"position": 3, "client": "tab-one-of-maya", "sequence": 2, "base": 0}
        | {"answer": {"choice": "true"}, "at": int(claimed.timestamp() * 1000)},
    )

    assert late.status_code == 409
    assert answers(attempt) == {1: RIGHT}
    db.session.rollback()
    [found] = waiting_answers(assignment, cast.maya)
    assert (found.device_at, found.received_at) == (claimed, clock.now)
    page = browser_of(cast.rivera).get(f"/assignments/{assignment}/late-answers")
    assert str(claimed.year) in page.text


@pytest.mark.parametrize(
    "at", [None, "yesterday", -1, 10**20, True, 1.5, [], {}, "2026-09-15T14:00:00Z", float("inf")]
)
def test_a_claim_that_tells_no_time_costs_nobody_the_answer(
    cast: Cast, attempt: UUID, browser_of: Browser, at: Any
) -> None:
    reply = browser_of(cast.maya).post_json(
        f"/attempts/{attempt}/answers",
        {"position": 1, "client": "tab-one-of-maya", "sequence": 1, "base": 0, "answer": RIGHT}
        | {"at": at},
    )

    assert reply.status_code == 200
    db.session.rollback()
    assert db.session.scalars(select(Response.device_at)).all() == [None]
