"""Practice in a browser: after a check the eye and the focus are where the verdict is."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from models.session import unit_of_work
from quizzes import actions
from tests.browser.answering import begin_quiz
from tests.browser.checks import PHONE
from tests.browser.scenes.steps import press
from tests.browser.signing_in import sign_in
from tests.cast import MORNING, Cast

OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def practice(cast: Cast) -> UUID:
    """Maya practises what she left out of a quiz."""
    attempt = begin_quiz(cast)
    with unit_of_work():
        actions.submit(cast.actor("maya"), attempt, MORNING)
        return actions.start_practice(cast.actor("maya"), attempt, MORNING)


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def page(
    app: Flask,
    cast: Cast,
    practice: UUID,
    address: str,
    open_context: OpenContext,
    request: pytest.FixtureRequest,
) -> Page:
    """Her practice on a phone."""
    context = open_context(viewport=PHONE, java_script_enabled=request.param)
    page = sign_in(context, app, cast.maya, address).new_page()
    page.goto(f"{address}/attempts/{practice}")
    return page


def check(page: Page, position: int) -> None:
    press(page, f"button[name=check][value='{position}']")


def test_a_check_leads_to_its_verdict(page: Page) -> None:
    page.check("#q3-true")

    check(page, 3)

    verdict = page.locator("#q3 .review-line")
    expect(verdict).to_contain_text("Right")
    expect(verdict).to_be_focused()
    expect(verdict).to_be_in_viewport()


def test_a_check_of_nothing_leads_to_what_is_missing(page: Page) -> None:
    check(page, 3)

    told = page.locator("#q3 .field-error")
    expect(told).to_contain_text("Choose an answer first")
    expect(told).to_be_focused()
    expect(told).to_be_in_viewport()
