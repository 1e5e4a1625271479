"""A student joins a class with its code."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts.relations import is_enrolled
from models.audit import AuditEntry
from models.classes import SchoolClass
from models.people import Membership, Person
from models.session import db, unit_of_work
from tests.cast import Cast
from tests.client import Client, Page
from tests.factories import PASSWORD

NEW = {"display_name": "Ada Obi", "sign_in_name": "", "password": "maple otter window"}


def enter_code(client: Client, code: str, status: int = 200) -> Page:
    return client.get("/").form(action="/join").submit(status=status, code=code)


def join(client: Client, status: int = 200, **changes: Any) -> Page:
    page = enter_code(client, "CVCP3333")
    return page.form("Join the class").submit(status=status, fields={**NEW, **changes})


def person_named(sign_in_name: str) -> Person:
    db.session.rollback()
    return db.session.scalars(select(Person).where(Person.sign_in_key == sign_in_name)).one()


def test_from_the_code_to_the_first_page_in_two_forms(client: Client, cast: Cast) -> None:
    page = enter_code(client, "cvcp-3333")
    assert "Civics 3" in page.text
    assert "Northfield School" in page.text

    home = page.form("Join the class").submit(fields=NEW)

    assert home.path == "/home"
    assert "Your user name, which you need to sign in again: ada .obi" in home.text
    ada = person_named("ada.obi")
    assert is_enrolled(cast.civics, ada.id)
    roles = db.session.scalars(select(Membership.role).where(Membership.person_id == ada.id)).all()
    assert roles == ["student"]


def test_the_new_account_signs_in_with_what_it_chose(client: Client, cast: Cast) -> None:
    join(client, sign_in_name="Ada-3").press("Sign out")

    page = client.get("/sign-in").form(action="/sign-in")

    assert page.submit(sign_in_name="ada-3", password=NEW["password"]).path == "/home"


def test_a_form_sent_twice_is_one_student_who_is_in(client: Client, cast: Cast) -> None:
    form = enter_code(client, "CVCP3333").form("Join the class")
    form.submit(fields=NEW).press("Sign out")
    form.fields["csrf_token"] = client.get("/join/CVCP3333").csrf_token or ""

    home = form.submit(fields=NEW)

    assert home.path == "/home"
    assert (
        db.session.scalar(
            select(func.count()).select_from(Person).where(Person.display_name == "Ada Obi")
        )
        == 1
    )


@pytest.mark.parametrize("changes", [{"password": "another long password"}, {"key": "no key"}])
def test_nobody_comes_in_by_a_name_alone(
    client: Client, cast: Cast, changes: dict[str, str]
) -> None:
    form = enter_code(client, "CVCP3333").form("Join the class")
    form.submit(fields=NEW).press("Sign out")
    form.fields["csrf_token"] = client.get("/join/CVCP3333").csrf_token or ""

    page = form.submit(status=422, fields={**NEW, **changes})

    assert "Your teacher has this name in the class already" in page.text


@pytest.mark.parametrize("code", ["", "ABC", "CVCP 3333 4", "🦉🦉🦉🦉🦉🦉", "x" * 500, "\x00"])
def test_a_code_that_cannot_be_one_is_refused_beside_its_field(
    client: Client, cast: Cast, code: str
) -> None:
    page = enter_code(client, code, status=422)

    assert "Please check this form" in page.text
    assert page.form("Join", action="/join")


def test_an_unknown_code_is_said_so_and_kept(client: Client, cast: Cast) -> None:
    page = enter_code(client, "99999999", status=404)

    assert "No class has this code" in page.text
    assert page.form("Join", action="/join").fields["code"] == "99999999"


def test_any_address_under_join_is_answered(client: Client, cast: Cast) -> None:
    for junk in ("%00", "..%2f..", "a" * 3000, "%F0%9F%A6%89", "<script>"):
        client.get(f"/join/{junk}", status=404)


def test_wrong_codes_of_others_at_the_address_keep_nobody_out(client: Client, cast: Cast) -> None:
    client.flask.environ_base["REMOTE_ADDR"] = "10.0.0.1"
    for _ in range(200):
        client.flask.get("/join/99999999")

    assert "Civics 3" in client.get("/join/CVCP3333").text


@pytest.mark.parametrize(
    ("how", "said"),
    [("code_locked_at", "This class code is closed."), ("archived_at", "This class is over")],
)
def test_a_locked_code_lets_nobody_in(
    client: Client, cast: Cast, clock, how: str, said: str
) -> None:
    page = enter_code(client, "CVCP3333")
    with unit_of_work():
        setattr(db.session.get_one(SchoolClass, cast.civics), how, clock())

    assert said in page.form("Join the class").submit(status=409, fields=NEW).text
    assert said in enter_code(client, "CVCP3333", status=409).text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"display_name": ""}, "Fill this in"),
        ({"display_name": "12345"}, "at least one letter"),
        ({"display_name": "x" * 61}, "at most 60"),
        ({"sign_in_name": "ab"}, "at least 3"),
        ({"sign_in_name": "a b c"}, "only letters, digits"),
        ({"sign_in_name": "ada@home"}, "only letters, digits"),
        ({"sign_in_name": "a" * 41}, "at most 40"),
        ({"sign_in_name": "MAYA"}, "This user name is taken. These are free: ada.obi, maya2"),
        ({"password": ""}, "Fill this in"),
        ({"password": "short"}, "at least 8"),
        ({"password": "password"}, "Everybody tries"),
        ({"password": "Ada Obi"}, "at least 8"),
        ({"password": "ada.obi.long", "sign_in_name": "ada.obi.long"}, "easy to guess"),
        ({"password": "x" * 100_000}, "at most 200"),
    ],
)
def test_what_will_not_do_is_said_beside_the_field_and_the_rest_kept(
    client: Client, cast: Cast, changes: dict[str, str], message: str
) -> None:
    page = join(client, 422, **changes)

    assert message in page.text
    fields = page.form("Join the class").fields
    typed = {**NEW, **changes}
    assert fields["display_name"] == typed["display_name"]
    assert fields["sign_in_name"] == typed["sign_in_name"]
    assert fields["password"] == ""
    assert not page.soup.select("main [maxlength]"), "a browser would cut what is typed"
    assert db.session.scalar(select(func.count()).where(Person.display_name == "Ada Obi")) == 0


def test_every_field_says_its_own_fault_at_once(client: Client, cast: Cast) -> None:
    page = join(client, 422, display_name="123", sign_in_name="a b", password="short")

    for message in ("at least one letter", "only letters, digits", "at least 8"):
        assert message in page.text


def test_a_name_the_teacher_has_listed_points_to_the_login_card(client: Client, cast: Cast) -> None:
    page = join(client, 422, display_name="student  MAYA")

    assert "sign in with your login card" in page.text
    assert page.click("Sign in with the login card").path == "/sign-in"
    again = page.form("Join the class")
    again.submit(is_someone_else="y", password=NEW["password"])
    assert person_named("student.maya").display_name == "student MAYA"


def test_two_students_of_one_name_get_two_user_names(client: Client, cast: Cast) -> None:
    join(client).press("Sign out")

    join(client, is_someone_else="y")

    assert person_named("ada.obi2").display_name == "Ada Obi"


# Somebody who is signed in


def test_a_signed_in_student_joins_with_one_confirmation(
    browser_of: Callable[..., Client], cast: Cast
) -> None:
    leo = browser_of(cast.leo)

    home = leo.get("/join/CVCP3333").press("Join the class")

    assert "You are in Civics 3 now" in home.text
    db.session.rollback()
    assert is_enrolled(cast.civics, cast.leo)
    assert is_enrolled(cast.history, cast.leo)


def test_joining_twice_changes_nothing(browser_of: Callable[..., Client], cast: Cast) -> None:
    home = browser_of(cast.maya).get("/join/CVCP3333").press("Join the class")

    assert "already" in home.text


@pytest.mark.parametrize(("name", "why"), [("rivera", "Only students"), ("tom", "another school")])
def test_nobody_else_joins(
    browser_of: Callable[..., Client], cast: Cast, name: str, why: str
) -> None:
    browser = browser_of(getattr(cast, name))

    assert why in browser.get("/join/CVCP3333", status=409).text
    assert why in browser.post("/join/CVCP3333", status=409).text


def test_signing_in_from_the_join_page_comes_back_to_it(client: Client, cast: Cast) -> None:
    page = enter_code(client, "CVCP3333").soup.select_one("main a[href*='next=']")
    sign_in = client.get(str(page["href"])).form(action="/sign-in")

    back = sign_in.submit(sign_in_name="leo", password=PASSWORD)

    assert back.form("Join the class")
    assert "signed in as Student Leo" in back.text


def test_joining_is_written_down(app: Flask, client: Client, cast: Cast) -> None:
    join(client)

    assert audited("join-class") == [str(cast.civics)]


def audited(action: str) -> list[str]:
    entries = select(AuditEntry.subject).where(AuditEntry.action == action)
    return list(db.session.scalars(entries))
