"""A kind of question that the product does not know: its own files are enough, none is changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader

from content.courses import load_course
from content.schemas import bank_schema
from content.sync import publish_course
from domain.content_files import BadContent
from domain.question_kinds import all_kinds, register
from domain.question_kinds.base import Choice, Response
from domain.question_kinds.true_false import TrueFalse, TrueFalseBody
from models.session import unit_of_work
from tests.cast import MORNING, Cast
from tests.client import Client
from tests.content.conftest import CopiedCourse
from tests.quizzes.conftest import Assign

TEMPLATES: Final = Path(__file__).parent / "templates"

QUESTION: Final = """
  - id: hands-1
    kind: show_of_hands
    objective: run-a-meeting
    level: recall
    stem: Is hands-1 so?
    answer: true
    feedback: Why the other hand is wrong.
    misconception: mayor-opens
    explanation: The explanation of hands-1.
    trace: meeting-rules#moderator-opens
    affirmed: "f0043cc5"
    facts: [T1]
"""
QUIZ: Final = """
- id: hands-quiz
  title: Show of hands
  summary: One question.
  parts:
    - {bank: riverbend-bank, questions: [hands-1]}
"""


class ShowOfHands(TrueFalse):
    """Aye or no, in words of its own."""

    name = "show_of_hands"

    def in_words(self, body: TrueFalseBody, response: Response) -> tuple[str, ...]:
        return ("aye" if response["choice"] == "true" else "no",)

    def choices(self, body: TrueFalseBody) -> tuple[Choice, ...]:
        return (Choice("true", ""), Choice("false", ""))


@pytest.fixture
def course(tmp_path: Path) -> CopiedCourse:
    """The test course with a question of the new kind, and a quiz that asks it."""
    copied = CopiedCourse(tmp_path)
    for name, more in (("bank", QUESTION), ("quizzes", QUIZ)):
        path = copied.path(name)
        path.write_text(path.read_text() + more)
    return copied


@pytest.fixture
def show_of_hands(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The new kind is known, and its templates are found beside the product's."""
    usual = app.jinja_env.loader
    assert usual is not None
    loader = ChoiceLoader([usual, FileSystemLoader(TEMPLATES)])
    monkeypatch.setattr(app.jinja_env, "loader", loader)
    known = {each.name: each for each in all_kinds()}
    monkeypatch.setattr("domain.question_kinds._kinds", known)
    register(ShowOfHands())


def test_without_its_module_the_kind_is_unknown(course: CopiedCourse) -> None:
    with pytest.raises(BadContent) as bad:
        load_course(course.lessons, course.banks)
    assert "unknown_kind" in {fault.code for fault in bad.value.faults}


@pytest.mark.usefixtures("show_of_hands")
def test_the_schema_knows_it() -> None:
    kinds = bank_schema()["$defs"]["question"]["properties"]["kind"]["enum"]
    assert "show_of_hands" in kinds


@pytest.mark.usefixtures("show_of_hands")
def test_it_is_published_taken_marked_reviewed_printed_and_reported(
    course: CopiedCourse, cast: Cast, browser_of: Callable[..., Client], assign: Assign
) -> None:
    with unit_of_work():
        publish_course(load_course(course.lessons, course.banks), MORNING)
    assignment = assign("hands-quiz")
    rivera = browser_of(cast.rivera)

    for name, hand, verdict in (("maya", "true", "Right"), ("jonas", "false", "Not right")):
        quiz = browser_of(getattr(cast, name)).get(f"/assignments/{assignment}/quiz")
        page = quiz.press("Start")
        assert "Raise one hand." in page.text
        page = page.press("Save", q1=hand)
        assert page.soup.select_one("#q1 input[checked]")["value"] == hand
        results = page.press("Hand in").press("Hand in")
        assert results.soup.select_one(".verdict").get_text(strip=True) == verdict
        assert "The right hand: Aye" in results.text

    bank = rivera.get("/banks/riverbend-bank")
    assert "Show of hands" in bank.text
    assert "Why the other hand is wrong." in bank.text
    paper = rivera.get("/banks/riverbend-bank/paper")
    assert "Aye or no?" in paper.text
    assert "hand up" in paper.soup.select_one("section.key").get_text()
    report = rivera.get(f"/assignments/{assignment}/report")
    assert "1 of 2 right" in report.text
    assert "No hand" in report.text
    assert "The mayor opens the meeting." in report.text
    table = rivera.flask.get(f"/assignments/{assignment}/report.csv").get_data(as_text=True)
    assert "No hand" in [row[3] for row in csv.reader(io.StringIO(table.lstrip("\ufeff")))]
