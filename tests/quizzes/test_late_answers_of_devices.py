"""Late answers of two devices to one question: both are shown, and one of them can count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from models.session import unit_of_work
from quizzes import actions
from quizzes.actions import Edit
from quizzes.queries.late_answers import LateCount, count_late
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, Give, answers, close_by_itself, waiting
from tests.statements import counted_statements

Browser = Callable[..., Client]

RIGHT, WRONG = {"choice": "right"}, {"choice": "wrong-1"}
REASON = "The network was down."


def test_an_answer_of_each_device_is_shown_and_one_of_them_can_count(
    cast: Cast, assignment: UUID, attempt: UUID, clock: Clock, give: Give, browser_of: Browser
) -> None:
    close_by_itself(attempt, clock.now)
    clock.advance(hours=2)
    give(1, WRONG, 1, "the-phone-of-maya")
    give(1, RIGHT, 2, "the-phone-of-maya")
    clock.advance(minutes=1)
    give(1, WRONG, 1, "the-laptop-of-maya")
    rivera = browser_of(cast.rivera)
    page = rivera.get(f"/assignments/{assignment}/late-answers")
    ticks = page.soup.select("[name=answers]")
    assert [each.has_attr("checked") for each in ticks] == [False, True], "the newest is ticked"

    both = page.press("Accept", status=422, answers=[each["value"] for each in ticks], reason="OK.")
    assert "only one can count" in both.errors() + both.text
    told = both.press("Accept", answers=[ticks[0]["value"]], reason=REASON)

    assert "1 answer counts now." in told.text
    assert answers(attempt) == {1: RIGHT}
    assert waiting(cast, assignment) == ()
    assert count_late(assignment) == LateCount(all=1, waiting=0)


def test_declining_one_devices_answer_leaves_the_others_to_decide(
    cast: Cast, assignment: UUID, attempt: UUID, clock: Clock, give: Give
) -> None:
    close_by_itself(attempt, clock.now)
    clock.advance(hours=2)
    give(1, RIGHT, 1, "the-phone-of-maya")
    clock.advance(minutes=1)
    give(1, WRONG, 1, "the-laptop-of-maya")
    [phone, laptop] = waiting(cast, assignment)

    with unit_of_work():
        actions.decide_late_answers(
            cast.actor("rivera"),
            assignment,
            cast.maya,
            [laptop.response_id],
            accept=False,
            reason=REASON,
            now=clock.now,
        )

    assert [each.response_id for each in waiting(cast, assignment)] == [phone.response_id]


def test_accepting_more_answers_runs_no_more_statements(
    cast: Cast, assign: Assign, clock: Clock
) -> None:
    def accept(given: dict[int, Any]) -> int:
        quiz = assign(closes_at=clock.now + timedelta(hours=1))
        with unit_of_work():
            attempt = actions.start_attempt(cast.actor("maya"), quiz, clock.now)
        clock.advance(hours=2)
        close_by_itself(attempt, clock.now)
        edits = [Edit(at, answer, 0, at) for at, answer in given.items()]
        with unit_of_work():
            actions.save_edits(cast.actor("maya"), attempt, "the-phone-of-maya", edits, clock.now)
        late = [each.response_id for each in waiting(cast, quiz)]
        with counted_statements() as ran, unit_of_work():
            actions.decide_late_answers(
                cast.actor("rivera"),
                quiz,
                cast.maya,
                late,
                accept=True,
                reason=REASON,
                now=clock.now,
            )
        assert len(answers(attempt)) == len(given)
        return len(ran)

    one: dict[int, Any] = {1: RIGHT}
    three = one | {2: {"choices": ["right-1"]}, 3: {"choice": "true"}}
    accept(three)  # the process keeps versions that it has read
    assert accept(three) == accept(one)
