"""One's own account page."""

from collections.abc import Callable

import pytest

from models.people import Person
from models.session import db
from tests.cast import Cast
from tests.client import Client


def test_a_teacher_changes_their_name(browser_of: Callable[..., Client], cast: Cast) -> None:
    page = browser_of(cast.rivera).get("/account")

    saved = page.press("Save the name", display_name="  Daniel\tRivera-Cruz ")

    assert "Your name is saved" in saved.text
    assert "Daniel Rivera-Cruz" in saved.soup.select_one("header .account").get_text()


@pytest.mark.parametrize("name", ["", "  ", "12", "x" * 61, "\x00"])
def test_a_name_that_will_not_do_is_refused(
    browser_of: Callable[..., Client], cast: Cast, name: str
) -> None:
    page = browser_of(cast.rivera).get("/account").press("Save", status=422, display_name=name)

    assert "Please check this form" in page.text
    assert db.session.get_one(Person, cast.rivera).display_name == "Daniel Rivera"


def test_a_student_asks_the_teacher(browser_of: Callable[..., Client], cast: Cast) -> None:
    maya = browser_of(cast.maya)

    assert "Your teacher can change your name" in maya.get("/account").text
    maya.post("/account", {"display_name": "Queen Maya"}, status=409)


def test_everybody_sees_where_they_are_signed_in_and_ends_it_everywhere(
    browser_of: Callable[..., Client], cast: Cast
) -> None:
    here, elsewhere, others = (
        browser_of(cast.maya),
        browser_of(cast.maya),
        browser_of(cast.jonas),
    )
    page = here.get("/account")
    rows = [row.select_one("th").get_text() for row in page.soup.select("tbody tr")]
    assert sorted(rows) == ["Another browser", "This browser"]

    done = page.press("Sign out everywhere")

    assert done.path == "/sign-in"
    assert "signed out in every browser" in done.text
    assert elsewhere.get("/account").path.startswith("/sign-in")
    assert others.get("/account").path == "/account"
