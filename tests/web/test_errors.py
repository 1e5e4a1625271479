import sqlite3
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, TimeoutError

from app import create_app
from domain.people import Actor
from models.session import may_pass
from tests.cast import Cast
from tests.client import Client, Page, check_page
from tests.conftest import make_config


def test_an_unknown_address_is_a_page_in_our_hand(client: Client) -> None:
    page = client.get("/nothing-here", status=404)

    assert page.soup.select_one("main h1")


def test_a_script_gets_json(app: Flask) -> None:
    answer = app.test_client().get("/nothing-here", headers={"Accept": "application/json"})

    assert answer.status_code == 404
    assert answer.get_json()["error"] == "404"


def test_an_address_that_only_takes_what_is_sent_says_so_and_leads_home(client: Client) -> None:
    page = client.get("/sign-out", status=405)

    assert "Nothing that was saved is lost" in page.text
    assert page.click("Go to the first page").soup.h1


def test_an_unexpected_error_shows_no_detail(
    app: Flask, client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def burst() -> str:
        raise RuntimeError("the secret inside")

    burst.declared_access = app.view_functions["accounts.front"].declared_access  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "accounts.front", burst)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    page = client.get("/", status=500)

    assert "the secret inside" not in page.body
    assert "the secret inside" in caplog.text
    facts = [each.get_text(strip=True) for each in page.soup.select(".facts dd")]
    assert facts[0] == "2026-09-15 14:00:00 UTC"
    assert f"unexpected error {facts[1]} at /" in caplog.text
    assert not page.soup.select("header .account"), "it does not know who is signed in"
    assert "tell your" not in page.text


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(client: Client) -> None:
    page = client.get("/progress")

    assert page.path.startswith("/sign-in")
    assert "next=" in page.path
    assert "progress" in page.path


def test_the_wrong_role_is_told_so(browser_of: Callable[..., Client], cast: Cast) -> None:
    page = browser_of(cast.maya).get("/school", status=403)

    assert page.soup.h1


def refused(browser: Client, **headers: str) -> Page:
    """Somebody of the staff wants to join a class as a student would."""
    return browser.get("/join/CVCP3333", status=409, headers=headers)


def test_a_refusal_is_titled_by_what_it_is_and_leads_back(
    browser_of: Callable[..., Client], cast: Cast
) -> None:
    page = refused(browser_of(cast.rivera), Referer="http://localhost/classes")

    assert page.soup.h1.get_text() == "Only students join with a code"
    assert page.title == "Only students join with a code · Ascertain"
    assert page.soup.select_one(".lead").get_text().startswith("Sign out first")
    assert not page.soup.select(".problem-code")
    assert "did not come through" not in page.text
    assert page.click("Go back").path == "/classes"


def test_a_refusal_without_a_page_before_leads_to_the_first_page(
    browser_of: Callable[..., Client], cast: Cast
) -> None:
    page = refused(browser_of(cast.rivera), Referer="http://elsewhere.example/")

    assert "Go back" not in page.text
    assert page.click("Go to the first page").soup.h1


def test_a_body_that_is_too_large_is_refused(client: Client) -> None:
    page = client.post("/sign-in", {"sign_in_name": "x" * 2_000_000}, status=413)

    assert page.soup.h1


NO_COOKIE = "This browser did not send the cookie that signing in needs"
NO_HTTPS = "ask whoever runs this site for the https:// address"


def post_without_cookies(app: Flask, path: str, fields: dict[str, str], **more: str) -> Page:
    """What a form's page answers to a browser that keeps no cookie."""
    browser = app.test_client(use_cookies=False)
    token = Page(Client(app), path, browser.get("/sign-in", **more)).csrf_token
    answer = browser.post(path, data={"csrf_token": token, **fields}, **more)
    assert answer.status_code == 400
    page = Page(Client(app), path, answer)
    check_page(app, page)
    return page


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/sign-in", {"sign_in_name": "maya", "password": "open sesame"}),
        ("/join", {"code": "CVCP3333"}),
        ("/join/CVCP3333", {"display_name": "Maya", "password": "open sesame"}),
        ("/demo/teacher", {}),
    ],
)
def test_a_browser_without_cookies_is_told_what_signing_in_needs(
    cast: Cast, app: Flask, path: str, fields: dict[str, str]
) -> None:
    page = post_without_cookies(app, path, fields)

    assert page.title == "Signing in needs a cookie · Ascertain"
    assert NO_COOKIE in page.text
    assert NO_HTTPS not in page.text, "the address is of the reader's own machine"
    assert "open for too long" not in page.text
    assert "open sesame" not in page.body


def test_from_another_machine_the_way_without_https_is_named(cast: Cast, app: Flask) -> None:
    page = post_without_cookies(
        app, "/sign-in", {"sign_in_name": "maya"}, base_url="http://school.example"
    )

    assert NO_COOKIE in page.text
    assert NO_HTTPS in page.text


def test_once_cookies_are_allowed_what_was_typed_can_be_sent_again(cast: Cast, app: Flask) -> None:
    form = post_without_cookies(app, "/join", {"code": "CVCP3333"}).form("Try again")

    assert form.tag["action"] == "/join"
    assert form.fields["code"] == "CVCP3333"


def test_a_browser_that_was_closed_since_is_not_told_of_cookies(cast: Cast, app: Flask) -> None:
    browser = app.test_client()
    token = Page(Client(app), "/sign-in", browser.get("/sign-in")).csrf_token
    browser.delete_cookie("ascertain")
    browser.set_cookie("device", "a-device-known-from-a-sign-in")

    answer = browser.post("/sign-in", data={"csrf_token": token, "sign_in_name": "maya"})

    assert answer.status_code == 400
    assert NO_COOKIE not in Page(Client(app), "/sign-in", answer).text


NOWHERE = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"


@pytest.fixture
def cut_off(tmp_path: Path) -> Flask:
    """The application, whose database cannot be reached."""
    return create_app(make_config(NOWHERE, tmp_path))


def test_a_page_without_its_database_asks_to_wait(cut_off: Flask) -> None:
    page = Client(cut_off).get("/", status=503)

    assert "load it again" in page.text
    assert page.response.headers["Retry-After"] == "5"


def test_a_script_without_its_database_hears_that_it_may_try_again(cut_off: Flask) -> None:
    answer = cut_off.test_client().get("/", headers={"Accept": "application/json"})

    assert answer.status_code == 503
    assert answer.get_json()["error"] == "503"


def test_what_was_typed_can_be_sent_again_once_the_database_is_back(
    cast: Cast, browser_of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two transactions waited for each other, and Mr. Rivera's was the one to give way."""
    rivera = browser_of(cast.rivera)
    form = rivera.get("/classes/new").form("Make the class")
    with monkeypatch.context() as busy:

        def give_way(_actor: Actor) -> None:
            raise OperationalError("SELECT", {}, psycopg.errors.DeadlockDetected())

        busy.setattr("classes.actions.managing.hold_actor", give_way)
        page = form.submit(status=503, name="Civics <4>")

    assert "Wait a few seconds" in page.text
    assert "Civics <4>" in page.form("Send it again").submit().text


def sqlite_error(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError()
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "passes"),
    [
        (OperationalError("", {}, psycopg.errors.DeadlockDetected()), True),
        (OperationalError("", {}, psycopg.errors.SerializationFailure()), True),
        (OperationalError("", {}, psycopg.errors.AdminShutdown()), True),
        (OperationalError("", {}, psycopg.OperationalError("connection refused")), True),
        (OperationalError("", {}, sqlite_error(sqlite3.SQLITE_BUSY)), True),
        (TimeoutError(), True),
        (OperationalError("", {}, sqlite_error(sqlite3.SQLITE_ERROR)), False),
        (IntegrityError("", {}, psycopg.errors.UniqueViolation()), False),
        (DBAPIError("", {}, psycopg.errors.NumericValueOutOfRange()), False),
    ],
)
def test_what_may_pass_is_told_from_what_is_broken(error: DBAPIError, passes: bool) -> None:
    assert may_pass(error) is passes
