"""Requests that no browser of ours makes: too large, malformed, stale, or with junk around them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.client import Page
from tests.house_rules.junk import faults, page_faults
from tests.house_rules.matrix import COLUMNS, JSON, ROWS, Request, Row, request_of
from tests.house_rules.world import Commits, Visitor, World

pytestmark = pytest.mark.slow

PLAIN = [row for row in ROWS if not row.variant and "ok" in row.cells]
DOORS = [row for row in PLAIN if row.method == "POST"]
LOOSE_PATHS = (
    "/%00",
    "/classes/%00",
    "/lessons/%00",
    "/%ff%fe",
    "/classes/%ff",
    "/join/%ff%fe",
    "/join/%00",
    "/join/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/\\elsewhere.example",
    "///classes///",
    "/classes/",
    "/sign-in/",
    "/lessons//",
    "/./classes",
    "/../config.py",
    "/static/../config.py",
    "/static/%2e%2e/config.py",
    "/static/..%2fconfig.py",
    "/static/%00",
    "/static/css/",
    "/.git/config",
    "/" + "x" * 8_000,
    "/lessons/" + "x" * 8_000,
    "/classes/ 0000",
    "/classes/{}",
    "/sign-in?next=%00",
    "/sign-in?next=%ff%fe",
    "/sign-in?next=//elsewhere.example",
    "/sign-in?next=https:elsewhere.example",
    "/sign-in?next=/%5celsewhere.example",
    "/sign-in?" + "next=/&" * 2_000,
    "/school/people?q=%00",
    "/school/people?q=%25%5f%5c",
    "/school/people?page=99999999999999999999",
)
ODD_HEADERS: tuple[dict[str, str], ...] = (
    {"Host": "elsewhere.example"},
    {"Host": ""},
    {"Host": "a b"},
    {"Host": "[::1"},
    {"Host": "localhost:99999999"},
    {"Host": "\u00e9.example"},
    {"Host": "<script>"},
    {"Accept": "application/json"},
    {"Accept": "\u00ff;q=junk, */*;q=1e999"},
    {"Accept-Language": "xx-\u00ff;q=-1,en;q=two"},
    {"Accept-Encoding": "gzip;q=junk, br, *"},
    {"Content-Type": "application/json"},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "text/html; charset=utf-99"},
    {"Content-Length": "-5"},
    {"Content-Length": "many"},
    {"Range": "bytes=9-1,junk"},
    {"If-Modified-Since": "yesterday"},
    {"If-None-Match": '"\u00ff'},
    {"Referer": "javascript:alert(1)"},
    {"Cookie": "ascertain=junk; device=\u00ff\u00fe"},
    {"Cookie": "device=" + "x" * 5_000},
    {"Cookie": ";;;=;a"},
    {"X-CSRFToken": "\u00ff"},
    {"X-Forwarded-For": "junk", "X-Forwarded-Host": "elsewhere.example"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"Authorization": "Basic \u00ff"},
)
FORM = "application/x-www-form-urlencoded"
BAD_JSON = (
    "",
    "{",
    "nope",
    '{"position": 1',
    "[" * 100_000,
    '"\ud800"'.encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    b"\x00",
    "1e9999",
    "NaN",
    "9" * 5_000,
    '{"position": 1, "position": 2}',
)


def ask(visitor: Visitor, path: str, method: str = "GET", **kwargs: Any) -> TestResponse:
    """Ask, and fail on what no answer may be."""
    response = visitor.open(path, method, **kwargs)
    assert faults(path, response) == []
    return response


def multipart(visitor: Visitor, parts: list[tuple[str, str]]) -> dict[str, Any]:
    """How a form is sent in parts."""
    body = "".join(
        f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in parts
    )
    return {
        "data": body + "--b--\r\n",
        "content_type": "multipart/form-data; boundary=b",
        "headers": {"X-CSRFToken": visitor.token},
    }


def door(app: Flask, world: World, row: Row) -> tuple[str, Request]:
    """Somebody whom the row lets in, signed in if possible, and what they ask for."""
    open_cells = [column for column, cell in zip(COLUMNS, row.cells, strict=True) if cell == "ok"]
    who, sphere = open_cells[min(1, len(open_cells) - 1)]
    return who, request_of(app, world, row, sphere)


@pytest.mark.parametrize("row", DOORS, ids=str)
def test_nothing_is_kept_without_a_csrf_token(
    row: Row, one_app: Flask, world: World, visitors: dict[str, Visitor], commits: Commits
) -> None:
    who, request = door(one_app, world, row)
    another = visitors["jonas" if who != "jonas" else "maya"]
    for token in ("", "stale", another.token):
        fields = {"csrf_token": token, "title": "what was typed"}
        page = ask(visitors[who], request.address, "POST", data=fields)
        headers = {"X-CSRFToken": token}
        answer = ask(visitors[who], request.address, "POST", json={}, headers=headers)

        assert page.status_code in {400, 401}
        if who != "nobody":
            assert "what was typed" in page.get_data(as_text=True)  # and can be sent again
        assert answer.status_code in {400, 401}
        assert answer.is_json
    assert commits.count == 0


@pytest.mark.parametrize(
    ("who", "path"), [("nobody", "/sign-in"), ("nobody", "/join/{}"), ("maya", "/account/password")]
)
def test_no_password_comes_back(
    who: str, path: str, world: World, visitors: dict[str, Visitor], commits: Commits
) -> None:
    visitor, path = visitors[who], path.format(world.own.join_code)
    page = Page(visitor.client, path, ask(visitor, path))
    names = [str(control["name"]) for control in page.soup.select("input[type=password]")]
    typed = dict.fromkeys(names, "open sesame") | {"display_name": "kept"}

    stale = ask(visitor, path, "POST", data=typed)

    assert names
    assert "kept" in stale.get_data(as_text=True)
    assert "open sesame" not in stale.get_data(as_text=True)


def test_a_body_that_is_too_large_is_said_to_be(
    one_app: Flask, visitors: dict[str, Visitor], commits: Commits, world: World
) -> None:
    rivera, much = visitors["rivera"], "x" * 1_200_000
    names = f"/classes/{world.own.class_id}/students/add"
    save = f"/attempts/{world.own.open_attempt_id}/answers"

    for path in (names, "/sign-in", "/classes/new"):
        response = rivera.post(path, {"names": much, "name": much})
        assert response.status_code == 413, path
        assert "too much at once" in response.get_data(as_text=True)
        assert page_faults(rivera.client, path, response) == []
    answer = visitors["maya"].post_json(save, {"answer": much})
    assert answer.status_code == 413
    assert answer.is_json
    for parts in ([("names", "x" * 600_000)], [(f"n{number}", "x") for number in range(3_000)]):
        assert ask(rivera, names, "POST", **multipart(rivera, parts)).status_code == 413
    assert commits.count == 0


@pytest.mark.parametrize("row", DOORS, ids=str)
def test_bodies_that_are_not_what_they_say(
    row: Row, one_app: Flask, world: World, visitors: dict[str, Visitor], commits: Commits
) -> None:
    bodies = (
        ("text/plain", b"name=Maya"),
        ("application/xml", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"),
        (FORM, b"\xff\xfe=%ff%fe&name=%00&=&&a"),
        (FORM, json.dumps(JSON.get(row.endpoint, {})).encode()),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx"),
        ("multipart/form-data", b"--b\r\n"),
        ("application/json", b"{"),
    )
    who, request = door(one_app, world, row)
    token = {"X-CSRFToken": visitors[who].token}
    for kind, body in bodies:
        ask(visitors[who], request.address, "POST", data=body, content_type=kind, headers=token)


@pytest.mark.parametrize("row", DOORS, ids=str)
def test_files_where_text_belongs(
    row: Row, one_app: Flask, world: World, visitors: dict[str, Visitor], commits: Commits
) -> None:
    names = ("name", "names", "display_name", "code", "answers", "classes", "opens_at", "q1")
    who, request = door(one_app, world, row)
    parts = [(f'{name}"; filename="a.csv', "x") for name in names]
    ask(visitors[who], request.address, "POST", **multipart(visitors[who], parts))


def test_json_that_is_none(world: World, visitors: dict[str, Visitor], commits: Commits) -> None:
    maya, path = visitors["maya"], f"/attempts/{world.own.open_attempt_id}/answers"
    for body in BAD_JSON:
        token = {"X-CSRFToken": maya.token}
        kind = "application/json"
        answer = ask(maya, path, "POST", data=body, content_type=kind, headers=token)

        assert answer.is_json
        assert 400 <= answer.status_code < 500
    assert commits.count == 0


@pytest.mark.parametrize("path", LOOSE_PATHS, ids=lambda path: path[:40])
def test_loose_paths(path: str, visitors: dict[str, Visitor], commits: Commits) -> None:
    for who in ("nobody", "maya", "okafor"):
        response = ask(visitors[who], path)
        if response.status_code >= 400 and response.mimetype == "text/html":
            assert page_faults(visitors[who].client, "/", response) == []
    ask(visitors["maya"], path, "POST", headers={"X-CSRFToken": visitors["maya"].token})


@pytest.mark.parametrize("headers", ODD_HEADERS, ids=str)
def test_odd_headers(
    headers: dict[str, str], world: World, visitors: dict[str, Visitor], commits: Commits
) -> None:
    sent = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    for who, path in (
        ("nobody", "/"),
        ("nobody", "/sign-in"),
        ("maya", "/home"),
        ("rivera", f"/classes/{world.own.class_id}"),
        ("okafor", "/nowhere"),
        ("nobody", "/static/css/base.css"),
    ):
        response = visitors[who].open(path, headers=sent)
        assert response.status_code < 500, path
    posted = visitors["nobody"].post("/sign-in", {"name": "maya"}, headers=sent)
    assert posted.status_code < 500


@pytest.mark.parametrize("row", PLAIN, ids=str)
def test_other_methods(
    row: Row, one_app: Flask, world: World, visitors: dict[str, Visitor], commits: Commits
) -> None:
    who, request = door(one_app, world, row)
    visitor, address = visitors[who], request.address
    for method in ("DELETE", "JUNK"):
        refused = ask(visitor, address, method, headers={"X-CSRFToken": visitor.token})
        assert refused.status_code == 405, method
    assert ask(visitor, address, "OPTIONS").status_code in {200, 405}
    if row.method == "GET":
        told = ask(visitor, address, "HEAD", query_string=request.query)
        shown = ask(visitor, address, query_string=request.query)
        assert (told.status_code, told.get_data()) == (shown.status_code, b"")
    assert commits.count == 0


@pytest.mark.parametrize(
    ("who", "method", "path", "status"),
    [
        ("nobody", "GET", "/nowhere", 404),
        ("maya", "GET", "/nowhere", 404),
        ("rivera", "GET", "/nowhere", 404),
        ("maya", "GET", "/classes", 403),
        ("maya", "GET", "/sign-out", 405),
        ("nobody", "DELETE", "/", 405),
    ],
)
def test_pages_that_say_no(
    who: str, method: str, path: str, status: int, visitors: dict[str, Visitor], commits: Commits
) -> None:
    visitor = visitors[who]
    response = visitor.open(path, method, headers={"X-CSRFToken": visitor.token})

    assert response.status_code == status
    assert page_faults(visitor.client, path, response) == []
    assert Page(visitor.client, path, response).soup.select_one("main a[href]")  # a way on


def test_an_unexpected_error_is_a_page_of_ours(
    one_app: Flask,
    visitors: dict[str, Visitor],
    commits: Commits,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> str:
        raise RuntimeError("the secret of the house")

    broken.declared_access = one_app.view_functions["accounts.front"].declared_access
    monkeypatch.setitem(one_app.view_functions, "accounts.front", broken)

    response = visitors["maya"].open("/")

    assert response.status_code == 500
    assert "secret" not in response.get_data(as_text=True)
    assert page_faults(visitors["maya"].client, "/", response) == []
