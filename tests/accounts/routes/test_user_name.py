"""A user name that tells nothing is changed before the student has come in, and never after."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from models.people import Person
from models.session import db
from tests.cast import Cast
from tests.client import Client, Page


@pytest.fixture
def rivera(browser_of: Callable[..., Client], cast: Cast) -> Client:
    return browser_of(cast.rivera)


@pytest.fixture
def li_na(rivera: Client, cast: Cast) -> Page:
    """The page of a student whose name no plain keyboard spells, with her card in hand."""
    page = rivera.get(f"/classes/{cast.civics}/students/add")
    made = page.press("Show what will be made", names="李娜").press("Make the accounts")
    return made.click("Back to the students").click("李娜")


def user_name_of(display_name: str) -> str:
    db.session.rollback()
    return db.session.scalars(
        select(Person.sign_in_key).where(Person.display_name == display_name)
    ).one()


def test_she_gets_one_that_she_can_type(li_na: Page, client: Client) -> None:
    assert user_name_of("李娜") == "student4", "the fourth of the class"

    page = li_na.click("Choose another user name").press("Save", sign_in_name="Li.Na")
    card = page.click("Make a new login card").press("Make a new")

    user_name, passphrase = [tag.get_text() for tag in card.soup.select(".card dd")]
    assert user_name == "Li.Na"
    client.get("/sign-in").press("Sign in", sign_in_name="LI.NA", password=passphrase)
    assert client.page.path.startswith("/account/choose-password")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Fill this in"),
        ("a b", "Use only letters"),
        ("jonas", "This user name is taken"),
        ("x" * 41, "at most 40"),
        ("\x00", "Fill this in"),
    ],
)
def test_what_will_not_do_is_said_beside_the_field(li_na: Page, typed: str, said: str) -> None:
    page = li_na.click("Choose another").press("Save", status=422, sign_in_name=typed)

    assert said in page.soup.select_one("#sign_in_name-error").get_text()
    assert user_name_of("李娜") == "student4"


def test_once_she_has_come_in_it_stays(rivera: Client, li_na: Page, client: Client) -> None:
    choosing = li_na.click("Choose another user name")
    card = li_na.click("Make a new login card").press("Make a new")
    user_name, passphrase = [tag.get_text() for tag in card.soup.select(".card dd")]
    client.get("/sign-in").press("Sign in", sign_in_name=user_name, password=passphrase)

    page = choosing.press("Save", status=409, sign_in_name="li.na")

    assert "has signed in with the user name already" in page.text
    assert user_name_of("李娜") == "student4"
    assert "Choose another user name" not in rivera.get(li_na.path).text


def test_the_log_says_from_what_to_what(
    li_na: Page, browser_of: Callable[..., Client], cast: Cast
) -> None:
    li_na.click("Choose another user name").press("Save", sign_in_name="li.na")

    log = browser_of(cast.okafor).get("/school/log").text

    assert "changed a user name" in log
    assert "User name: student4 → li.na" in log
