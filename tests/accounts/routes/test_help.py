"""Help stands in the product, for whoever reads it, and leads to where the answer is."""

from collections.abc import Callable

import pytest

from domain.people import Role
from models.people import Membership
from models.session import db, unit_of_work
from tests.cast import MORNING, Cast
from tests.client import Client, Page


def sections(page: Page) -> list[str]:
    return [tag.get_text(strip=True) for tag in page.soup.select("main h2:not(dialog *)")]


def test_a_stranger_reads_how_to_come_in(client: Client) -> None:
    page = client.get("/").click("Help")

    assert sections(page) == ["Coming in"]
    assert page.click("Type it here").path == "/join"


@pytest.mark.parametrize(
    ("name", "heading", "link"),
    [
        ("maya", "For students", "Progress"),
        ("rivera", "For teachers", "Banks"),
        ("okafor", "For administrators", "log of changes"),
    ],
)
def test_each_role_reads_its_own(
    browser_of: Callable[..., Client], cast: Cast, name: str, heading: str, link: str
) -> None:
    page = browser_of(getattr(cast, name)).get("/account").click("Help")

    assert sections(page) == [heading]
    page.click(link)


def test_who_has_two_roles_reads_both(browser_of: Callable[..., Client], cast: Cast) -> None:
    with unit_of_work():
        db.session.add(
            Membership(
                school_id=cast.northfield,
                person_id=cast.rivera,
                role=Role.ADMINISTRATOR.value,
                created_at=MORNING,
            )
        )

    page = browser_of(cast.rivera).get("/help")

    assert sections(page) == ["For teachers", "For administrators"]


def test_it_names_the_place_for_more_time_and_what_cannot_be_done(
    browser_of: Callable[..., Client], cast: Cast
) -> None:
    rivera, okafor = browser_of(cast.rivera), browser_of(cast.okafor)
    student = rivera.get(f"/classes/{cast.civics}/students").click("Student Maya")
    for place in ("Extra time and attempts", "Change what is granted"):
        assert place in rivera.get("/help").text
        assert place in student.text

    assert "nothing that erases one" in okafor.get("/help").text
