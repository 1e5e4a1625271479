"""Signing in and out, waiting after wrong tries, and getting back to where one was."""

from collections.abc import Callable
from uuid import UUID

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from accounts.passwords import hash_password
from models.people import Person
from models.session import db, unit_of_work
from models.sign_in import SignInFailure, SignInSession
from tests.cast import Cast
from tests.client import Client, Page
from tests.factories import PASSWORD

WRONG = "The user name or the password is wrong."
WAIT = "several wrong tries"


@pytest.fixture
def new_browser(app: Flask) -> Callable[..., Client]:
    """Another browser, perhaps at another address."""

    def make(address: str = "10.0.0.1") -> Client:
        client = Client(app)
        client.flask.environ_base["REMOTE_ADDR"] = address
        return client

    return make


def sign_in(
    client: Client,
    name: str,
    password: str = PASSWORD,
    *,
    status: int = 200,
    path: str = "/sign-in",
) -> Page:
    page = client.get(path)
    form = page.form(action="/sign-in")
    return form.submit(status=status, sign_in_name=name, password=password)


def miss(client: Client, name: str, times: int) -> None:
    for _ in range(times):
        sign_in(client, name, "not my password", status=422)


def sessions_of(person_id: UUID) -> list[SignInSession]:
    db.session.rollback()
    alive = select(SignInSession).where(
        SignInSession.person_id == person_id, SignInSession.ended_at.is_(None)
    )
    return list(db.session.scalars(alive))


def test_a_student_signs_in_and_out(client: Client, cast: Cast) -> None:
    home = sign_in(client, "maya")
    assert home.path == "/home"

    home.press("Sign out")

    assert client.get("/home").path.startswith("/sign-in")
    assert sessions_of(cast.maya) == []


@pytest.mark.parametrize("name", ["maya", "nobody.here"])
def test_what_does_not_match_is_said_of_the_form_and_of_no_field(client: Client, name: str) -> None:
    page = sign_in(client, name, "not my password", status=422)

    lines = page.soup.select(".notice-error li")
    assert [line.get_text(strip=True) for line in lines] == [WRONG]
    assert page.soup.select_one(".field-error, [aria-invalid]") is None


def test_the_name_may_be_typed_in_any_case_and_an_email_will_do(client: Client, cast: Cast) -> None:
    with unit_of_work():
        person = db.session.get_one(Person, cast.rivera)
        person.email, person.email_key = (
            "D.Rivera@Northfield.example",
            "d.rivera@northfield.example",
        )

    assert sign_in(client, "  RIVERA ").path == "/classes"
    client.page.press("Sign out")
    assert sign_in(client, "d.rivera@NORTHFIELD.example").path == "/classes"


@pytest.mark.parametrize("name", ["maya", "nobody-of-this-name", "maya@nowhere.example"])
def test_a_wrong_password_and_an_unknown_name_look_the_same(
    client: Client, cast: Cast, name: str
) -> None:
    page = sign_in(client, name, "not my password", status=422)

    assert WRONG in page.text
    assert page.form(action="/sign-in").fields["sign_in_name"] == name
    assert page.form(action="/sign-in").fields["password"] == ""


@pytest.mark.parametrize("junk", ["\x00", "\ud800", "a" * 100_000, "' or 1=1 --", "%00", "🦉" * 50])
def test_junk_is_refused_politely(client: Client, cast: Cast, junk: str) -> None:
    typed = junk.encode("utf-8", "surrogatepass")

    for fields in (
        {"sign_in_name": typed, "password": PASSWORD},
        {"sign_in_name": "maya", "password": typed},
    ):
        page = client.get("/sign-in").form(action="/sign-in").submit(status=422, fields=fields)
        assert "Please check this form" in page.text


def test_an_archived_account_cannot_be_signed_in_to(client: Client, cast: Cast, clock) -> None:
    with unit_of_work():
        db.session.get_one(Person, cast.maya).archived_at = clock()

    assert WRONG in sign_in(client, "maya", status=422).text


def test_each_sign_in_gets_another_cookie_and_ends_the_session_before(
    client: Client, cast: Cast
) -> None:
    sign_in(client, "maya")
    with client.flask.session_transaction() as cookie:
        first = cookie["_user_id"]
    token = client.csrf_token()

    client.post("/sign-in", {"sign_in_name": "jonas", "password": PASSWORD, "csrf_token": token})

    with client.flask.session_transaction() as cookie:
        assert cookie["_user_id"] != first
    assert sessions_of(cast.maya) == []
    assert len(sessions_of(cast.jonas)) == 1


def test_a_session_ends_after_a_school_day(client: Client, cast: Cast, clock) -> None:
    sign_in(client, "maya")
    clock.advance(hours=11)
    assert client.get("/home").path == "/home"

    clock.advance(hours=2)

    assert client.get("/home").path.startswith("/sign-in")


def test_an_old_hash_is_made_anew_at_sign_in(client: Client, cast: Cast) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(PASSWORD)
    with unit_of_work():
        db.session.get_one(Person, cast.maya).password_hash = weak

    sign_in(client, "maya")

    db.session.rollback()
    assert "m=19456,t=2" in db.session.get_one(Person, cast.maya).password_hash


# Waiting


def test_wrong_tries_slow_the_next_one_down_and_a_right_one_clears_them(
    client: Client, cast: Cast, clock
) -> None:
    miss(client, "maya", 5)

    slowed = sign_in(client, "maya", status=429)
    assert WAIT in slowed.text
    assert slowed.response.headers["Retry-After"] == "2"
    assert slowed.form(action="/sign-in").fields["sign_in_name"] == "maya"

    clock.advance(seconds=2)
    assert sign_in(client, "maya").path == "/home"
    db.session.rollback()
    assert db.session.scalars(select(SignInFailure)).all() == []


def test_asking_while_waiting_does_not_lengthen_the_wait(client: Client, cast: Cast, clock) -> None:
    miss(client, "maya", 5)
    for _ in range(20):
        sign_in(client, "maya", status=429)

    clock.advance(seconds=2)

    assert sign_in(client, "maya").path == "/home"


def test_names_that_nobody_has_are_slowed_alike(client: Client, cast: Cast) -> None:
    miss(client, "nobody-of-this-name", 5)

    assert WAIT in sign_in(client, "nobody-of-this-name", status=429).text


def test_a_classmate_at_the_same_address_is_not_slowed(new_browser, cast: Cast) -> None:
    miss(new_browser(), "maya", 5)

    assert sign_in(new_browser(), "jonas").path == "/home"


def test_guessing_from_many_addresses_is_slowed_too(new_browser, cast: Cast) -> None:
    for number in range(10):
        miss(new_browser(f"10.0.1.{number}"), "maya", 1)

    sign_in(new_browser("10.0.2.1"), "maya", status=429)


def test_nobody_can_shut_out_a_device_that_the_account_knows(
    new_browser, cast: Cast, clock
) -> None:
    mayas_own = new_browser()
    sign_in(mayas_own, "maya").press("Sign out")
    classmate = new_browser()
    for _ in range(30):
        miss(classmate, "maya", 1)
        clock.advance(seconds=60)
    miss(classmate, "maya", 1)

    sign_in(new_browser(), "maya", status=429)
    assert sign_in(mayas_own, "maya").path == "/home"


def test_a_known_device_answers_for_its_own_tries(new_browser, cast: Cast, clock) -> None:
    shared = new_browser()
    sign_in(shared, "maya").press("Sign out")
    miss(shared, "maya", 10)

    sign_in(shared, "maya", status=429)
    clock.advance(seconds=2)
    assert sign_in(shared, "maya").path == "/home"


def test_a_teacher_clears_the_wait(new_browser, browser_of, cast: Cast) -> None:
    miss(new_browser(), "maya", 6 - 1)
    roster = browser_of(cast.rivera).get(f"/classes/{cast.civics}/students")

    page = roster.click("Student Maya").press("Clear the wait")

    assert "The wait is cleared" in page.text
    assert sign_in(new_browser(), "maya").path == "/home"


def test_old_tries_are_forgotten(client: Client, cast: Cast, clock) -> None:
    miss(client, "maya", 5)
    clock.advance(hours=13)
    miss(client, "jonas", 1)

    db.session.rollback()
    kept = db.session.scalars(select(SignInFailure.sign_in_key)).all()
    assert kept == [str(cast.jonas)]


# Where to go afterwards


def test_a_deep_link_is_kept(client: Client, cast: Cast) -> None:
    page = client.get("/account/password?from=mail")
    assert page.path.startswith("/sign-in")

    page = page.form(action="/sign-in").submit(sign_in_name="maya", password=PASSWORD)

    assert page.path == "/account/password?from=mail"


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/%09/evil.example\t",
        "javascript:alert(1)",
        "home",
        "/\r\nSet-Cookie: a=b",
        "http:///evil.example",
        "/" + "a" * 5000,
        "//[",
    ],
)
def test_open_redirects_are_refused(client: Client, cast: Cast, target: str) -> None:
    token = client.csrf_token()

    response = client.flask.post(
        "/sign-in",
        data={"sign_in_name": "maya", "password": PASSWORD, "next": target, "csrf_token": token},
    )

    assert response.headers["Location"] == "/home"
    assert client.get("/sign-in", query_string={"next": target}).path == "/home"


# Nothing typed is lost


def test_what_was_typed_survives_signing_in_again(client: Client, cast: Cast, clock) -> None:
    sign_in(client, "rivera")
    page = client.get(f"/classes/{cast.civics}/students/{cast.maya}")
    clock.advance(hours=13)

    asked = page.form("Save the name").submit(status=401, display_name="Maya Lindqvist")
    again = asked.form(action="/sign-in").submit(sign_in_name="rivera", password=PASSWORD)
    assert "What you typed is kept" in again.text
    saved = again.press("Send")

    assert "The name is saved" in saved.text
    assert db.session.get_one(Person, cast.maya).display_name == "Maya Lindqvist"


def test_what_was_typed_survives_a_mistyped_password_too(client: Client, cast: Cast, clock) -> None:
    sign_in(client, "rivera")
    page = client.get(f"/classes/{cast.civics}/students/{cast.maya}")
    clock.advance(hours=13)

    asked = page.form("Save the name").submit(status=401, display_name="Maya Lindqvist")
    wrong = asked.form(action="/sign-in").submit(status=422, sign_in_name="rivera", password="x")
    again = wrong.form(action="/sign-in").submit(password=PASSWORD)

    assert again.press("Send").path.endswith(str(cast.maya))


def test_a_stale_token_of_a_signed_in_page_gives_the_typed_back(client: Client, cast: Cast) -> None:
    sign_in(client, "rivera")
    page = client.get(f"/classes/{cast.civics}/students/{cast.maya}")

    again = page.form("Save the name").submit(
        status=400, display_name="Maya Lindqvist", csrf_token="stale"
    )

    assert "The name is saved" in again.press("Send").text


def test_a_forged_parcel_is_left_aside(client: Client, cast: Cast) -> None:
    page = client.get("/sign-in").form(action="/sign-in")

    assert page.submit(sign_in_name="maya", password=PASSWORD, resend="forged").path == "/home"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_what_another_site_sends_is_never_offered_to_be_sent_again(
    client: Client, cast: Cast, headers: dict[str, str]
) -> None:
    forged = {"display_name": "Renamed by a stranger", "csrf_token": "stale"}
    path = f"/classes/{cast.civics}/students/{cast.maya}"

    for browser in (client, Client(client.app).sign_in_as(cast.rivera)):
        response = browser.flask.post(path, data=forged, headers=headers)
        assert response.status_code == 400
        assert "resend" not in response.text
        assert "stranger" not in response.text


def test_signing_out_is_said(client: Client, cast: Cast) -> None:
    page = client.sign_in_as(cast.maya).get("/home").press("Sign out")
    assert page.path == "/"
    assert "You are signed out." in page.text
    assert "left in this browser" not in page.text  # only a page that cleared it can say so


def test_signing_out_of_nothing_does_no_harm(client: Client) -> None:
    assert client.post("/sign-out").path == "/"


def test_a_fresh_card_is_never_kept_waiting(client: Client, cast: Cast, app: Flask) -> None:
    """What a teacher can do for somebody whom a classmate's wrong tries keep waiting."""
    classmate = Client(app)
    for _ in range(8):
        classmate.flask.post(
            "/sign-in",
            data={
                "sign_in_name": "maya",
                "password": "a wrong guess",
                "csrf_token": classmate.csrf_token(),
            },
        )
    card = "maple-otter-window-tea"
    with unit_of_work():
        maya = db.session.get_one(Person, cast.maya)
        maya.password_hash, maya.password_is_one_time = hash_password(card), True

    page = client.get("/sign-in").form(action="/sign-in").submit(sign_in_name="maya", password=card)

    assert page.path == "/account/choose-password"
