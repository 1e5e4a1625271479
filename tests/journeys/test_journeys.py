"""The three journeys, end to end in a real browser on the demo school, within their clicks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from admin.demo.invented import CARD_PASSPHRASE, CARD_SIGN_IN_NAME, CLASS_CODE
from tests.browser.checks import DESKTOP, PHONE
from tests.journeys import steps

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("journeys")]

OpenContext = Callable[..., BrowserContext]

ASSIGNING_CLICKS = 3


def test_a_student_joins_by_class_code_and_answers(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=PHONE).new_page()

    journey = steps.student_by_class_code(page, site, CLASS_CODE, "Juno Bluebird")

    assert journey.clicks <= 10


def test_a_student_comes_in_by_card_and_answers(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=PHONE).new_page()

    journey = steps.student_by_card(page, site, CARD_SIGN_IN_NAME, CARD_PASSPHRASE)

    assert journey.clicks <= 10


def test_a_teacher_sees_a_class_and_assigns(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=DESKTOP).new_page()

    looking, assigning = steps.teacher(page, site)

    assert looking.clicks <= 2
    assert assigning.clicks <= ASSIGNING_CLICKS


def test_an_administrator_sees_the_school_and_a_class(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=DESKTOP).new_page()

    assert steps.administrator_of_demo(page, site).clicks == 2
