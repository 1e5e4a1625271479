"""What a student sees of an answer that waits to be marked by a person."""

from __future__ import annotations

import csv
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import update

from models.quizzes import QuizPart
from models.session import db, unit_of_work
from quizzes import actions
from quizzes.actions import Edit
from tests.cast import Cast
from tests.client import Client
from tests.conftest import Clock
from tests.quizzes.conftest import ALL, ANSWERS, NEAR, TEXT, WRITTEN, Assign, HandIn, quiz_named

Browser = Callable[..., Client]


@pytest.fixture
def assignment(assign: Assign) -> UUID:
    return assign("riverbend-kinds")


def test_what_is_too_long_is_noticed_without_a_script(
    cast: Cast, browser_of: Browser, assignment: UUID
) -> None:
    page = browser_of(cast.maya).get(f"/assignments/{assignment}/quiz").press("Start")
    hidden = page.soup.select_one(f"#q{TEXT}-over[hidden]")

    page = page.press("Save", fields={f"q{TEXT}": "word " * 80})

    notice = page.soup.select_one(f"#q{TEXT}-over:not([hidden])")
    assert hidden is not None
    assert notice is not None
    assert "20 words over the limit; your answer is kept whole." in notice.get_text()


def test_what_waits_is_neither_lost_nor_counted_until_it_is_marked(
    cast: Cast,
    browser_of: Browser,
    hand_in: HandIn,
    mark: Callable[..., int],
    assignment: UUID,
) -> None:
    attempt = hand_in("maya", {NEAR: ANSWERS[NEAR], TEXT: ANSWERS[TEXT]})
    maya = browser_of(cast.maya)
    pages = (
        "/home",
        "/progress",
        f"/assignments/{assignment}/quiz",
        f"/attempts/{attempt}/results",
    )

    for path in pages:
        page = " ".join(maya.get(path).soup.main.get_text(" ").split())
        assert "0 of 5 so far" in page, path
        assert "%" not in page, path

    mark(attempt, NEAR, {"it": "right"})
    mark(attempt, TEXT, ALL)
    for path in pages:
        assert "of 5 so far" not in maya.get(path).soup.main.get_text()
    assert "2 of 7" in maya.get(pages[-1]).text
    assert "29%" in maya.get("/home").text


def test_a_file_says_that_marks_are_not_there_yet(
    cast: Cast,
    browser_of: Browser,
    hand_in: HandIn,
    mark: Callable[..., int],
    assignment: UUID,
) -> None:
    attempt = hand_in("maya", {NEAR: ANSWERS[NEAR], TEXT: ANSWERS[TEXT]})
    rivera = browser_of(cast.rivera)

    def rows(path: str) -> list[list[str]]:
        text = rivera.flask.get(path).get_data(as_text=True)
        return [row for row in csv.reader(text.splitlines()) if "Student Maya" in row]

    [answers] = rows(f"/assignments/{assignment}/answers.csv")
    [stands] = rows(f"/classes/{cast.civics}/progress.csv")
    assert answers.count("to mark") == 2
    assert stands[2:4] == ["Done, 2 to mark", ""]

    mark(attempt, NEAR, {"it": "right"})
    mark(attempt, TEXT, ALL)
    [answers] = rows(f"/assignments/{assignment}/answers.csv")
    [stands] = rows(f"/classes/{cast.civics}/progress.csv")
    assert "to mark" not in answers
    assert stands[2:4] == ["Done", "29"]


def test_where_nothing_is_marked_yet_no_figure_is_shown(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    with unit_of_work():
        only_text = {"question_ids": ["open-1"]}
        of_kinds = QuizPart.quiz_id == quiz_named("riverbend-kinds")
        db.session.execute(update(QuizPart).where(of_kinds).values(only_text))
    quiz, maya = assign("riverbend-kinds"), browser_of(cast.maya)
    with unit_of_work():
        attempt = actions.start_attempt(cast.actor("maya"), quiz, clock.now)
        edit = Edit(1, {"text": WRITTEN}, 0, 1)
        actions.save_edits(cast.actor("maya"), attempt, "tab", [edit], clock.now)
        actions.submit(cast.actor("maya"), attempt, clock.now)

    for path in ("/home", f"/assignments/{quiz}/quiz"):
        assert "Not graded yet" in maya.get(path).text, path
    assert maya.get(f"/attempts/{attempt}/results").soup.select_one(".stats, .stat") is None
