"""Words of the course beside the questions, where the teacher lets them be explained."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from models.reference import Course, GlossaryTerm
from models.session import db, unit_of_work
from tests.cast import Cast
from tests.client import Client, Page
from tests.quizzes.conftest import Assign, quiz_named
from tests.quizzes.test_taking import begin

Browser = Callable[..., Client]


def publish(option: str) -> None:
    """Publish the course anew with words that the questions use."""
    with unit_of_work():
        db.session.execute(update(Course).values(content_hash=f"with {option}"))
        for term_id, term, meaning in (
            ("minutes", "option", option),
            ("moderator", "answer", "What is given to a question."),
        ):
            changed = update(GlossaryTerm).where(GlossaryTerm.id == term_id)
            db.session.execute(changed.values(term=term, meaning=meaning))


@pytest.fixture(autouse=True)
def published(cast: Cast) -> None:
    publish("One of several.")


def explanations(page: Page) -> dict[str, str]:
    """What is explained, by the question beside which it stands."""
    return {
        str(asked.select_one("fieldset")["id"]): asked.select_one(".question-words dl").get_text(
            " "
        )  # type: ignore[index, union-attr]
        for asked in page.soup.select(".asked:has(.question-words)")
    }


def test_words_of_what_is_asked_are_explained_but_never_beside_a_statement(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())

    assert explanations(page) == dict.fromkeys(("q1", "q2"), "option One of several.")


def test_a_glossary_that_was_published_anew_explains_anew(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    page = begin(browser_of, cast.maya, assign())

    publish("One to choose.")

    again = browser_of(cast.maya).get(page.path)
    assert explanations(again)["q1"] == "option One to choose."


def test_the_teacher_may_leave_them_unexplained(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    assignment = assign()
    rivera = browser_of(cast.rivera)
    rivera.get(f"/assignments/{assignment}/edit").press("Save the changes", explains_words=None)

    assert explanations(begin(browser_of, cast.maya, assignment)) == {}
    edit = rivera.get(f"/assignments/{assignment}/edit")
    assert edit.soup.select("[name=explains_words]:not([checked])")
    preview = rivera.post(f"/quizzes/{quiz_named('riverbend-fixed')}/preview")
    assert explanations(preview), "a preview shows what is assigned by default"
