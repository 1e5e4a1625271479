"""Names of one unbroken word: they break, and nobody's page grows wider than the screen."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page
from sqlalchemy import update

from accounts.actions.people import rename_person
from models.classes import SchoolClass
from models.people import Person
from models.session import db, unit_of_work
from tests import factories
from tests.browser.checks import DESKTOP, PHONE, too_wide
from tests.browser.scenes.steps import press
from tests.browser.signing_in import sign_in
from tests.cast import MORNING, Cast

_HIDDEN_COLUMNS = """
() => [...document.querySelectorAll('.table-scroll:not(:has(.grid))')]
  .filter(region => region.scrollWidth > region.clientWidth + 1)
  .map(region => region.getAttribute('aria-label'))
"""


@pytest.fixture
def long_names(cast: Cast) -> None:
    """Everybody, and the class, is called by one long word."""
    with unit_of_work():
        rename_person(cast.actor("okafor"), cast.maya, "M" * 60, MORNING)
        db.session.execute(
            update(Person).where(Person.id == cast.maya).values(display_name="X" * 60)
        )
        db.session.execute(
            update(Person).where(Person.id != cast.maya).values(display_name="W" * 60)
        )
        db.session.execute(update(SchoolClass).values(name="W" * 60))
        factories.assignment(
            cast.northfield, cast.civics, cast.rivera, MORNING, lesson_id="meeting-rules"
        )


@pytest.mark.usefixtures("long_names")
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_name_without_a_space_widens_no_page(
    app: Flask,
    cast: Cast,
    address: str,
    open_context: Callable[..., BrowserContext],
    viewport: dict[str, int],
) -> None:
    def open_as(person_id: UUID) -> Page:
        return sign_in(open_context(viewport=viewport), app, person_id, address).new_page()

    klass = f"/classes/{cast.civics}"
    teacher = ["/classes", klass, f"{klass}/students", f"{klass}/students/{cast.maya}"]
    visits = [
        (cast.maya, ["/home", "/progress", "/account"]),
        (cast.rivera, [*teacher, f"{klass}/students/add"]),
        (cast.okafor, ["/school", "/school/people", "/school/log", f"/school/people/{cast.maya}"]),
    ]
    for person_id, paths in visits:
        page = open_as(person_id)
        for path in paths:
            response = page.goto(address + path)
            assert response is not None
            assert response.status == 200, path
            _assert_fits(page, path, viewport)
            if path.endswith("/add"):
                page.fill("#names", "X" * 60 + "\n" + "W" * 59)
                press(page, "text=Show what will be made")
                _assert_fits(page, "the preview", viewport)


def _assert_fits(page: Page, path: str, viewport: dict[str, int]) -> None:
    assert too_wide(page) == [], path
    if viewport == DESKTOP:
        assert page.evaluate(_HIDDEN_COLUMNS) == [], path
