from collections.abc import Callable

import pytest
from flask import Flask

from tests.cast import Cast
from tests.client import Client


def test_an_unknown_address_is_a_page_in_our_hand(client: Client) -> None:
    page = client.get("/nothing-here", status=404)

    assert page.soup.select_one("main h1")


def test_a_script_gets_json(app: Flask) -> None:
    answer = app.test_client().get("/nothing-here", headers={"Accept": "application/json"})

    assert answer.status_code == 404
    assert answer.get_json()["error"] == "404"


def test_the_wrong_method_says_so(client: Client) -> None:
    assert client.get("/sign-out", status=405).soup.h1


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


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back(client: Client) -> None:
    page = client.get("/progress")

    assert page.path.startswith("/sign-in")
    assert "next=" in page.path
    assert "progress" in page.path


def test_the_wrong_role_is_told_so(browser_of: Callable[..., Client], cast: Cast) -> None:
    page = browser_of(cast.maya).get("/school", status=403)

    assert page.soup.h1


def test_a_body_that_is_too_large_is_refused(client: Client) -> None:
    page = client.post("/sign-in", {"sign_in_name": "x" * 2_000_000}, status=413)

    assert page.soup.h1
