"""No page, save or submission of a quiz runs more statements for more questions."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from models.session import unit_of_work
from quizzes import actions
from quizzes.actions import Pick
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, items
from tests.statements import counted_statements

Browser = Callable[..., Client]

MOST_FOR_A_SAVE = 10  # two of them BEGIN
MOST_FOR_THE_PAGE = 6


FEW = ("single-1", "multiple-1", "order-1")
MANY = (
    *FEW,
    "single-2",
    "single-3",
    "single-4",
    "multiple-2",
    "multiple-3",
    "truth-1",
    "truth-2",
    "truth-3",
    "order-2",
)
TAB = "tab-of-the-story"


@pytest.fixture
def begin(cast: Cast, assign: Assign, clock: Clock) -> Callable[[str, tuple[str, ...]], UUID]:
    """Begin somebody's attempt at a quiz of these questions."""

    def do(name: str, question_ids: tuple[str, ...]) -> UUID:
        with unit_of_work():
            quiz_id = actions.build_quiz(
                cast.actor("rivera"),
                title=f"{len(question_ids)} questions",
                summary="",
                picks=[Pick("riverbend-bank", question_ids)],
                now=clock.now,
            )
        assignment = assign(quiz_id=quiz_id)
        with unit_of_work():
            return actions.start_attempt(cast.actor(name), assignment, clock.now)

    return do


def answers_to(attempt_id: UUID) -> dict[str, str | list[str]]:
    """A form that answers every question, some of them wrongly."""
    form: dict[str, str | list[str]] = {}
    for item in items(attempt_id):
        name, kind = f"q{item.position}", item.question_id.split("-")[0]
        if kind == "order":
            form |= {f"{name}-{each}": str(n) for n, each in enumerate(item.option_order, 1)}
        else:
            form[name] = {"single": "wrong-1", "multiple": ["wrong-1"], "truth": "true"}[kind]
    return form


def statements_of_a_story(browser: Client, attempt_id: UUID) -> dict[str, int]:
    """How many statements each step runs."""
    path = f"/attempts/{attempt_id}"
    counts = {}
    browser.get(path)
    with counted_statements() as ran:
        browser.get(path)
    counts["page"] = len(ran)
    save = {"position": 1, "client": TAB, "sequence": 1, "base": 0, "answer": {"choice": "right"}}
    with counted_statements() as ran:
        assert browser.post_json(f"{path}/answers", save).status_code == 200
    counts["save"] = len(ran)
    form = browser.get(path).form("Save")
    with counted_statements() as ran:
        form.submit(fields=answers_to(attempt_id))
    counts["form"] = len(ran)
    with counted_statements() as ran:
        browser.post(f"{path}/submit")
    counts["submission and results"] = len(ran)
    return counts


def test_more_questions_run_no_more_statements(
    cast: Cast, browser_of: Browser, begin: Callable[[str, tuple[str, ...]], UUID]
) -> None:
    # The process keeps versions that it has read: let it have read them all.
    statements_of_a_story(browser_of(cast.priya), begin("priya", MANY))
    counts = statements_of_a_story(browser_of(cast.maya), begin("maya", FEW))

    assert statements_of_a_story(browser_of(cast.jonas), begin("jonas", MANY)) == counts
    assert counts["page"] <= MOST_FOR_THE_PAGE
    assert counts["save"] <= MOST_FOR_A_SAVE


def test_past_attempts_and_classmates_run_no_more_statements(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    assignment = assign(attempts_allowed=None)

    def take(name: str) -> dict[str, int]:
        with unit_of_work():
            attempt_id = actions.start_attempt(cast.actor(name), assignment, clock.now)
        clock.advance(minutes=5)
        return statements_of_a_story(browser_of(getattr(cast, name)), attempt_id)

    first, *later = [take("maya") for _ in range(5)]
    classmates = [take(name) for name in ("jonas", "priya")]

    for counts in (*later, *classmates):
        assert all(counts[step] <= first[step] for step in first)


def test_pages_for_teachers_do_not_grow_with_quizzes(
    cast: Cast, browser_of: Browser, begin: Callable[[str, tuple[str, ...]], UUID]
) -> None:
    rivera = browser_of(cast.rivera)
    counts = []
    for _ in range(2):
        begin("maya", FEW)
        with counted_statements() as ran:
            rivera.get("/quizzes")
        counts.append(len(ran))

    assert counts[0] == counts[1]
