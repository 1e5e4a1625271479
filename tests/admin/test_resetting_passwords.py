"""An administrator resets a password: asked first, and said what it means."""

from collections.abc import Callable

from accounts.passwords import verify_password
from admin.actions import people as actions
from models.people import Person
from models.session import db, unit_of_work
from tests.admin.conftest import passphrase_on
from tests.cast import MORNING, Cast
from tests.client import Client

Browser = Callable[..., Client]


def test_nobody_resets_their_own_password_here(okafor: Client, cast: Cast) -> None:
    page = okafor.get(f"/school/people/{cast.okafor}")
    assert "Reset the password" not in page.text
    assert page.click("Change your password").path == "/account/password"

    page = okafor.post(f"/school/people/{cast.okafor}/password")

    assert "Change your own password under your account" in page.text
    assert not db.session.get_one(Person, cast.okafor).password_is_one_time


def test_a_password_is_reset_once_it_is_said_what_that_means(
    okafor: Client, browser_of: Browser, cast: Cast
) -> None:
    rivera = browser_of(cast.rivera)
    asked = okafor.get(f"/school/people/{cast.rivera}").click("Reset the password")
    assert "signed out everywhere" in asked.text
    assert asked.click("Keep the password").path == f"/school/people/{cast.rivera}"
    assert rivera.get("/classes").path == "/classes", "nothing has happened yet"

    page = asked.press("Reset the password")

    db.session.rollback()
    person = db.session.get_one(Person, cast.rivera)
    assert verify_password(person.password_hash, passphrase_on(page))
    assert rivera.get("/classes").path.startswith("/sign-in")


def test_a_student_s_reset_says_what_becomes_of_a_quiz(okafor: Client, cast: Cast) -> None:
    asked = okafor.get(f"/school/people/{cast.maya}/password")

    assert "Answers that are saved stay saved." in asked.text


def test_no_reset_is_offered_where_it_would_be_refused(okafor: Client, cast: Cast) -> None:
    own = okafor.get(f"/school/people/{cast.okafor}/password", status=409)
    assert "Change your own password under your account" in own.text

    with unit_of_work():
        actions.archive_person(cast.actor("okafor"), cast.chen, MORNING)
    closed = okafor.get(f"/school/people/{cast.chen}/password", status=409)
    assert "Open it again first" in closed.text
