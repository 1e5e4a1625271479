"""The first page: what a stranger sees, and where everybody else goes."""

from collections.abc import Callable

import pytest
from flask import Flask

from domain.people import Role
from models.installation import Installation, InstallationKind
from models.session import db, unit_of_work
from tests import factories
from tests.cast import MORNING, Cast
from tests.client import Client

TRY_IT = "Try it as a student"


@pytest.fixture
def demo(app: Flask, cast: Cast) -> None:
    """This installation is a demo, with somebody behind the student's door."""
    with unit_of_work():
        db.session.add(
            Installation(id=1, kind=InstallationKind.DEMO, created_at=app.config["CLOCK"]())
        )
        factories.person(cast.northfield, "robin.finch", MORNING, Role.STUDENT)


@pytest.fixture
def empty(app: Flask) -> None:
    """An installation without a school yet."""
    db.drop_all()
    db.create_all()


def test_a_stranger_may_type_a_class_code_or_sign_in(client: Client) -> None:
    page = client.get("/")

    assert page.form("Join", action="/join")
    assert page.click("Sign in").title.startswith("Sign in")


@pytest.mark.parametrize(
    ("name", "path"), [("maya", "/home"), ("rivera", "/classes"), ("okafor", "/school")]
)
def test_everybody_else_goes_to_their_own_first_page(
    browser_of: Callable[..., Client], cast: Cast, name: str, path: str
) -> None:
    assert browser_of(getattr(cast, name)).get("/").path == path


def test_the_school_is_named_where_there_is_one(client: Client, empty: None) -> None:
    with unit_of_work():
        factories.school("Millbrook School", MORNING)

    slip = client.get("/").soup.select_one("[aria-labelledby=join-title]")
    assert slip is not None
    assert slip.get_text(" ", strip=True).startswith("Millbrook School Join your class")


def test_of_several_schools_none_is_named(client: Client) -> None:
    assert "Northfield" not in client.get("/").text


def test_a_real_installation_offers_no_one_click_sign_in(client: Client) -> None:
    assert TRY_IT not in client.get("/").text


@pytest.mark.usefixtures("demo")
def test_a_demo_on_this_machine_does(client: Client) -> None:
    assert TRY_IT in client.get("/").text
    assert TRY_IT in client.get("/", base_url="http://[::1]:8000").text


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Forwarded-Host"])
def test_a_demo_behind_a_proxy_does_not(client: Client, header: str) -> None:
    assert TRY_IT not in client.get("/", headers={header: "10.0.0.1"}).text


@pytest.mark.usefixtures("demo")
def test_a_demo_asked_by_another_name_does_not(client: Client) -> None:
    assert TRY_IT not in client.get("/", base_url="http://school.example").text


@pytest.mark.usefixtures("demo")
def test_a_demo_that_listens_to_the_network_does_not(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(client.app.config, "LISTENS_ON_LOOPBACK", False)

    assert TRY_IT not in client.get("/").text
