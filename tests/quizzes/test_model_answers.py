"""The model answer to an open question comes when nobody can copy it any more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from models.session import unit_of_work
from quizzes import actions
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import Assign

Browser = Callable[..., Client]
Take = Callable[[UUID], UUID]

TEXT = 7
MODEL = "The model answer of open-1."
LATER = "An answer that earns everything is shown once yours is marked and no attempt is left."


@pytest.fixture
def begin(cast: Cast, clock: Clock) -> Take:
    def begun(assignment: UUID) -> UUID:
        with unit_of_work():
            return actions.start_attempt(cast.actor("maya"), assignment, clock.now)

    return begun


@pytest.fixture
def take(cast: Cast, clock: Clock, begin: Take) -> Take:
    """Maya hands in her own words."""

    def taken(assignment: UUID) -> UUID:
        attempt_id = begin(assignment)
        edit = actions.Edit(TEXT, {"text": "In my own words."}, 0, 1)
        with unit_of_work():
            actions.save_edits(cast.actor("maya"), attempt_id, "tab", [edit], clock.now)
            actions.submit(cast.actor("maya"), attempt_id, clock.now)
        return attempt_id

    return taken


@pytest.fixture
def mark(cast: Cast, clock: Clock) -> Callable[[UUID], Any]:
    """Mr. Rivera finds something that is missing in them."""

    def marked(attempt_id: UUID) -> None:
        levels = {"rule": "part", "reason": "given"}
        sent = {"comment": "", "revision": 1, "marking": 0, "now": clock.now}
        with unit_of_work():
            actions.mark_answer(cast.actor("rivera"), attempt_id, TEXT, levels=levels, **sent)

    return marked


def seen(client: Client, attempt_id: UUID) -> str:
    text: str = client.get(f"/attempts/{attempt_id}/results").text
    assert (MODEL in text) is not (LATER in text), "either it is shown, or it is said when it is"
    return MODEL if MODEL in text else LATER


def test_it_waits_for_the_teacher_and_the_teacher_sees_it(
    cast: Cast, browser_of: Browser, assign: Assign, take: Take, mark: Callable[[UUID], Any]
) -> None:
    maya, attempt_id = browser_of(cast.maya), take(assign("riverbend-kinds"))
    assert seen(maya, attempt_id) == LATER
    assert seen(browser_of(cast.rivera), attempt_id) == MODEL

    mark(attempt_id)

    assert seen(maya, attempt_id) == MODEL


def test_it_waits_for_the_last_attempt(
    cast: Cast,
    browser_of: Browser,
    assign: Assign,
    begin: Take,
    take: Take,
    mark: Callable[[UUID], Any],
    clock: Clock,
) -> None:
    maya, assignment = browser_of(cast.maya), assign("riverbend-kinds", attempts_allowed=2)
    first = take(assignment)
    mark(first)
    assert seen(maya, first) == LATER, "she may start again"

    second = begin(assignment)
    assert seen(maya, first) == LATER, "she is at work on it"

    with unit_of_work():
        actions.submit(cast.actor("maya"), second, clock.now)
    assert seen(maya, first) == MODEL
    assert seen(maya, second) == MODEL


def test_practice_in_between_does_not_tell_it_either(
    cast: Cast, browser_of: Browser, assign: Assign, take: Take, mark: Callable[[UUID], Any]
) -> None:
    maya, first = browser_of(cast.maya), take(assign("riverbend-kinds", attempts_allowed=2))
    mark(first)
    practice = maya.get(f"/attempts/{first}/results").press("Practice")

    results = practice.press("Finish practice", **{f"q{TEXT}": "Other words."})
    results = results.press("Finish practice")

    assert "Nobody grades it in practice" in results.text
    assert LATER in results.text
    assert MODEL not in results.text
