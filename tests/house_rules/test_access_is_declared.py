"""Deny by default: every URL rule says who may use it."""

import pytest
from flask import Flask

from domain.people import Role
from web.access import Access, access, declared_access

PUBLIC = {
    "accounts.front",
    "accounts.help_page",
    "accounts.sign_in",
    "accounts.sign_out",
    "accounts.join_code",
    "accounts.join",
    "accounts.session_state",
    "admin.try_demo",
    "lessons.about",
    "lessons.course",
    "lessons.glossary",
    "lessons.sources",
    "quizzes.offline",
}


def undeclared(app: Flask) -> list[str]:
    """Endpoints whose view declares no access."""
    return sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and declared_access(app.view_functions[rule.endpoint]) is None
    )


def test_every_rule_declares_who_may_use_it(one_app: Flask) -> None:
    assert undeclared(one_app) == []


def test_a_rule_without_a_declaration_is_found(
    one_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(one_app.view_functions, "classes.index", lambda: "open to all")

    assert undeclared(one_app) == ["classes.index"]


def test_only_these_pages_are_public(one_app: Flask) -> None:
    found = {
        rule.endpoint
        for rule in one_app.url_map.iter_rules()
        if rule.endpoint != "static" and _declaration(one_app, rule.endpoint).is_public
    }

    assert found == PUBLIC


def _declaration(app: Flask, endpoint: str) -> Access:
    declaration = declared_access(app.view_functions[endpoint])
    assert declaration is not None
    return declaration


def test_a_view_without_a_declaration_is_refused_at_run_time(
    app: Flask, browser_of, cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.view_functions, "classes.index", lambda: "open to all")

    page = browser_of(cast.rivera).get("/classes", status=403)

    assert "open to all" not in page.text


def test_a_declaration_names_roles() -> None:
    @access(Role.TEACHER)
    def view() -> str:
        return ""

    assert declared_access(view) == Access(is_public=False, roles=frozenset({Role.TEACHER}))
