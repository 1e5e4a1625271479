"""Flags for review: kept per attempt on every device, shown before handing in, never graded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select

from models.attempts import Flag
from models.session import db
from tests.cast import Cast
from tests.client import Client, Page
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, attempts, log
from tests.quizzes.test_taking import begin

Browser = Callable[..., Client]


def flagged(cast: Cast) -> list[int]:
    [attempt] = attempts(person_id=cast.maya)
    statement = select(Flag.position).where(Flag.attempt_id == attempt.id).order_by(Flag.position)
    return list(db.session.scalars(statement))


def states(page: Page) -> list[str]:
    """What the list of questions says of each, as shown by its classes."""
    return [" ".join(line.get("class", [])) for line in page.soup.select("#question-list li")]


def test_flags_are_saved_with_the_form_and_seen_on_another_device_and_before_handing_in(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())
    page.press("Save", fields={"q1": "right", "flag-1": "yes", "flag-3": "yes"})

    phone = browser_of(cast.maya).get(page.path)
    assert states(phone) == ["is-answered is-flagged", "", "is-flagged", ""]
    asked = phone.press("Hand in", fields={"flag-1": None})
    assert "You flagged 1 question" in asked.text
    assert flagged(cast) == [3]
    results = asked.press("Hand in as it is")

    assert "1 of 4" in results.text
    [attempt] = attempts(person_id=cast.maya)
    assert log(attempt.id) == [(1, {"choice": "right"}, "current")]


def test_a_form_that_was_drawn_earlier_undoes_no_flag(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    stale = begin(browser_of, cast.maya, assign()).form("Save")
    browser_of(cast.maya).get(stale.page.path).press("Save", fields={"flag-2": "yes"})

    stale.submit(fields={"flag-4": "yes"})

    assert flagged(cast) == [2, 4]


def test_a_script_sets_one_flag_at_once_and_takes_it_off(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())
    path = f"{page.path}/flags"

    for _ in range(2):  # a double click or a retry
        assert page.client.post_json(path, {"position": 2, "flagged": True}).status_code == 200
    assert flagged(cast) == [2]
    assert page.client.post_json(path, {"position": 2, "flagged": False}).status_code == 200
    assert flagged(cast) == []
    assert page.client.post_json(path, {"position": 9, "flagged": True}).status_code == 409
    assert page.client.post_json(path, {"position": 2, "flagged": "yes"}).status_code == 409


def test_after_closing_no_flag_is_set(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    page = begin(browser_of, cast.maya, assign(closes_at=clock.now + timedelta(hours=1)))
    clock.advance(hours=1, seconds=10)

    page.client.post_json(f"{page.path}/flags", {"position": 2, "flagged": True})

    assert flagged(cast) == []


def test_an_answer_is_taken_back_without_a_script(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign()).press("Save", q1="right", q3="true")

    page = page.press("Clear my answer : Question 1", q3="false")

    assert page.path.endswith("#q1")
    assert states(page) == ["", "", "is-answered", ""]
    [attempt] = attempts(person_id=cast.maya)
    assert sorted(log(attempt.id)[-2:], key=lambda save: save[0]) == [
        (1, None, "current"),
        (3, {"choice": "false"}, "current"),
    ]


def test_an_answer_taken_back_on_another_device_is_told_as_such(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    desk = begin(browser_of, cast.maya, assign()).press("Save", q1="right")
    browser_of(cast.maya).get(desk.path).press("Clear my answer : Question 1")

    asked = desk.press("Save", status=409, q1="wrong-1")

    assert "No answer" in asked.soup.select_one("#q1 .field-error").text


def test_enter_in_a_field_saves_and_does_nothing_else(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())

    first = page.soup.select_one("#quiz [type=submit]")

    assert first is not None
    assert (first["name"], first["value"]) == ("then", "save")
