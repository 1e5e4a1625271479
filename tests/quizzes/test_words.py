"""Words of the course beside the questions, where the teacher lets them be explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from models.content import QuestionVersion
from models.reference import GlossaryTerm
from models.session import db, unit_of_work
from tests.cast import Cast
from tests.client import Client
from tests.quizzes.conftest import Assign, quiz_named
from tests.quizzes.test_taking import begin

Browser = Callable[..., Client]
MEANING = "The person who leads the meeting."


@pytest.fixture(autouse=True)
def stems(cast: Cast) -> None:
    """Every question speaks of a moderator."""
    with unit_of_work():
        db.session.execute(
            update(QuestionVersion).values(stem_text="What does the moderator do here?")
        )


def explanations(page: object) -> dict[str, str]:
    return {
        each.find_previous("fieldset")["id"]: each.get_text(" ", strip=True)
        for each in page.soup.select(".question-words dl")  # type: ignore[attr-defined]
    }


def test_words_of_what_is_asked_are_explained_but_never_beside_a_statement(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())

    assert explanations(page) == dict.fromkeys(("q1", "q2", "q4"), f"moderator {MEANING}")


def test_a_meaning_that_tells_the_key_is_left_out(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    with unit_of_work():
        telling = "The right person, who leads the meeting."  # only the key of question 1 says it
        db.session.execute(update(GlossaryTerm).values(meaning=telling))

    assert "q1" not in explanations(begin(browser_of, cast.maya, assign()))


def test_the_teacher_may_leave_them_unexplained(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    assignment = assign()
    rivera = browser_of(cast.rivera)
    edit = rivera.get(f"/assignments/{assignment}/edit")
    edit.press("Save the changes", explains_words=None)

    assert explanations(begin(browser_of, cast.maya, assignment)) == {}
    assert rivera.get(f"/assignments/{assignment}/edit").soup.select_one(
        "[name=explains_words]:not([checked])"
    )
    preview = rivera.post(f"/quizzes/{quiz_named('riverbend-fixed')}/preview")
    assert explanations(preview), "a preview shows what is assigned by default"
