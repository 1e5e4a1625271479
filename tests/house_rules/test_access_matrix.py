"""The table in `matrix` is complete, and true: see there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from domain.people import Role
from tests.house_rules.matrix import COLUMNS, JSON, ROWS, Row, knock
from tests.house_rules.test_access_is_declared import undeclared
from tests.house_rules.world import Commits, Visitor, World
from web.access import access

pytestmark = pytest.mark.slow

OPEN = frozenset({200, 302, 303, 400, 409, 422})
STALE = ("open for too long", "did not send the cookie")
REFUSED = {403: "403", 404: "404"}
SIGNING_OUT = {"accounts.sign_out", "accounts.sign_out_everywhere"}


def _found(row: Row, who: str, response: TestResponse) -> str:
    """What somebody found, in the table's words."""
    status = response.status_code
    to_sign_in = response.headers.get("Location", "").partition("?")[0] == "/sign-in"
    signs_out = row.endpoint in SIGNING_OUT and who != "nobody"
    if status == 401 or (status == 302 and to_sign_in and not signs_out):
        return "in"
    text = response.get_data(as_text=True)
    if status not in OPEN or (status == 400 and any(each in text for each in STALE)):
        return REFUSED.get(status, f"status {status}")
    return "ok"


def differences(
    app: Flask, world: World, visitors: dict[str, Visitor], commits: Commits, row: Row
) -> list[str]:
    """Where what is found is not what the row says, and refusals that would have kept something."""
    found = []
    for (who, sphere), expected in zip(COLUMNS, row.cells, strict=True):
        before = commits.count
        seen = _found(row, who, knock(app, world, row, sphere, visitors[who]))
        if seen != expected:
            found.append(f"{row}: {who}, {sphere}: {seen} instead of {expected}")
        elif seen != "ok" and commits.count > before:
            found.append(f"{row}: {who}, {sphere}: refused, but something was written")
    return found


def uncovered(app: Flask, rows: Iterable[Row]) -> list[str]:
    """Methods of URL rules that no row covers, and rows for rules that do not exist."""
    covered = {(row.endpoint, row.method) for row in rows}
    there = {
        (rule.endpoint, method)
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    return sorted(f"{method} {endpoint}" for endpoint, method in covered ^ there)


def test_every_method_of_every_rule_is_in_the_table(one_app: Flask) -> None:
    assert uncovered(one_app, ROWS) == []


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_finds_what_the_table_says(
    one_app: Flask, world: World, visitors: dict[str, Visitor], commits: Commits, row: Row
) -> None:
    assert differences(one_app, world, visitors, commits, row) == []


def test_a_login_card_opens_nothing_but_the_choice_of_a_password(
    one_app: Flask, world: World, visitors: dict[str, Visitor], commits: Commits
) -> None:
    before_choosing = {"accounts.choose_password", "accounts.sign_out"}
    for row in (
        row for row in ROWS if row.cells[1] == "ok" and row.endpoint not in before_choosing
    ):
        response = knock(one_app, world, row, "own", visitors["newcomer"])
        if row.endpoint in JSON:
            assert response.get_json()["error"] == "choose-password-first"
        else:
            assert "/account/choose-password" in response.headers.get("Location", ""), str(row)
    assert commits.count == 0


def test_a_missing_row_is_reported(one_app: Flask) -> None:
    for row in {(row.endpoint, row.method): row for row in ROWS}.values():
        others = [
            each for each in ROWS if (each.endpoint, each.method) != (row.endpoint, row.method)
        ]

        assert uncovered(one_app, others) == [f"{row.method} {row.endpoint}"]


def test_a_missing_declaration_is_reported(one_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for endpoint in {row.endpoint for row in ROWS}:
        with monkeypatch.context() as patch:
            patch.setitem(one_app.view_functions, endpoint, _without_declaration(one_app, endpoint))

            assert undeclared(one_app) == [endpoint]


def test_the_table_notices_a_missing_declaration(
    one_app: Flask,
    world: World,
    visitors: dict[str, Visitor],
    commits: Commits,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = _row("classes.grid")
    view = _without_declaration(one_app, row.endpoint)
    monkeypatch.setitem(one_app.view_functions, row.endpoint, view)

    assert differences(one_app, world, visitors, commits, row) == [
        "GET classes.grid: nobody, own: 403 instead of in",
        "GET classes.grid: rivera, own: 403 instead of ok",
        "GET classes.grid: rivera, same_school: 403 instead of 404",
        "GET classes.grid: rivera, elsewhere: 403 instead of 404",
        "GET classes.grid: okafor, own: 403 instead of ok",
        "GET classes.grid: okafor, elsewhere: 403 instead of 404",
    ]


def test_the_table_notices_a_door_that_is_too_wide(
    one_app: Flask,
    world: World,
    visitors: dict[str, Visitor],
    commits: Commits,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = _row("classes.withdraw")
    view = access(Role.TEACHER, Role.STUDENT)(_without_declaration(one_app, row.endpoint))
    monkeypatch.setitem(one_app.view_functions, row.endpoint, view)

    assert differences(one_app, world, visitors, commits, row) == [
        f"GET classes.withdraw: {who}, {sphere}: 404 instead of 403"
        for who, sphere in COLUMNS
        if who in {"maya", "jonas", "leo"}
    ]


def _row(name: str) -> Row:
    return next(row for row in ROWS if row.name == name)


def _without_declaration(app: Flask, endpoint: str) -> Callable[..., Any]:
    view = app.view_functions[endpoint]
    return lambda **parts: view(**parts)
