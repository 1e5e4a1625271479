"""Changing one's own password."""

from collections.abc import Callable

import pytest

from accounts.actions.roster import renew_cards
from accounts.passwords import hash_passphrase, hash_password
from accounts.routes import passwords
from models.base import new_id
from models.people import Person
from models.session import db, unit_of_work
from tests.cast import MORNING, Cast
from tests.client import Client, Page
from tests.factories import PASSWORD

NEW = "another long password"


def change(
    browser: Client, current: str, new: str, status: int = 200, repeat: str | None = None
) -> Page:
    """Without `repeat`, as a browser that runs scripts, in which there is no such field."""
    page = browser.get("/account").click("Change your password")
    return page.press(
        "Change the password",
        status=status,
        current_password=current,
        password=new,
        password_again=repeat,
    )


def signs_in_with(client: Client, password: str) -> bool:
    form = client.get("/sign-in").form(action="/sign-in")
    data = {**form.fields.to_dict(), "sign_in_name": "maya", "password": password}
    return client.flask.post("/sign-in", data=data).status_code == 302


def test_a_new_password_signs_every_other_browser_out(
    browser_of: Callable[..., Client], client: Client, cast: Cast
) -> None:
    here, elsewhere = browser_of(cast.maya), browser_of(cast.maya)

    page = change(here, PASSWORD, NEW)

    assert "Your password is changed" in page.text
    assert here.get("/account").path == "/account"
    assert elsewhere.get("/account").path.startswith("/sign-in")
    assert not signs_in_with(client, PASSWORD)
    assert signs_in_with(client, NEW)


def test_a_card_that_is_made_meanwhile_is_not_overruled(
    browser_of: Callable[..., Client],
    client: Client,
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hashed = hash_password(NEW)

    def meanwhile(_password: str) -> str:
        with unit_of_work():
            card = {cast.maya: hash_passphrase("a new card")}
            renew_cards(cast.actor("rivera"), cast.civics, card, MORNING, sheet_id=new_id())
        return hashed

    monkeypatch.setattr(passwords, "hash_password", meanwhile)

    page = change(browser_of(cast.maya), PASSWORD, NEW, repeat=NEW)

    assert page.path.startswith("/sign-in")

    assert not signs_in_with(client, NEW)
    db.session.expunge_all()
    assert db.session.get_one(Person, cast.maya).password_is_one_time


@pytest.mark.parametrize(
    ("current", "new", "message"),
    [
        ("not my password", NEW, "This is not your current password"),
        (PASSWORD, PASSWORD, "Choose another one"),
        (PASSWORD, "short", "at least 8"),
        (PASSWORD, "student maya", "easy to guess"),
        (PASSWORD, "", "Fill this in"),
        ("", NEW, "Fill this in"),
        (PASSWORD, "a" * 20, "too simple"),
        (PASSWORD, "x" * 100_000, "at most 200"),
        ("\x00\ufffe", NEW, "This is not your current password"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_changes(
    browser_of: Callable[..., Client],
    client: Client,
    cast: Cast,
    current: str,
    new: str,
    message: str,
) -> None:
    page = change(browser_of(cast.maya), current, new, status=422)

    assert message in page.text
    assert signs_in_with(client, PASSWORD)


def test_a_wrong_one_says_nothing_of_a_user_name(
    browser_of: Callable[..., Client], cast: Cast
) -> None:
    assert "user name" not in change(browser_of(cast.maya), "a guess", NEW, status=422).text


def test_where_no_script_runs_the_new_one_is_typed_twice(
    browser_of: Callable[..., Client], client: Client, cast: Cast
) -> None:
    maya = browser_of(cast.maya)
    field = maya.get("/account/password").soup.select_one("noscript input[name=password_again]")
    assert field is not None

    for mistyped in ("anothr long password", ""):
        page = change(maya, PASSWORD, NEW, status=422, repeat=mistyped)
        assert "The two new passwords differ" in page.text
    assert signs_in_with(client, PASSWORD)

    assert "is changed" in change(maya, PASSWORD, NEW, repeat=NEW).text


def test_guessing_at_somebody_elses_open_browser_is_slowed(
    browser_of: Callable[..., Client], cast: Cast
) -> None:
    left_open = browser_of(cast.maya)
    for _ in range(5):
        change(left_open, "a guess", NEW, status=422)

    assert "Wait 2 seconds" in change(left_open, PASSWORD, NEW, status=429).text
