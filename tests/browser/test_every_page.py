"""Every page that anybody meets: accessible, translatable, without overflow, and light.

One tour for each role looks at everything, in the pseudo-locale, whose texts are longer than any of
ours; the stories tell what it found.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize
from werkzeug.exceptions import HTTPException

from app import create_app
from tests.browser.checks import (
    DESKTOP,
    FIRST_VISIT_BYTES,
    LATER_VISIT_BYTES,
    PHONE,
    take_axe,
    too_wide,
    untranslated,
    violations,
    weight,
)
from tests.browser.walk import STRANGER, tour
from tests.conftest import make_config
from web.access import declared_access

Scheme = Literal["light", "dark"]

# Addresses that show no page: files for a spreadsheet, and the parts that pages are made of.
NO_PAGES = {
    "accounts.session_state",
    "admin.log_csv",
    "admin.school_csv",
    "classes.answers_csv",
    "classes.grid_csv",
    "classes.report_csv",
    "quizzes.time_left",
    "static",
}
EVERY_LOOK: tuple[tuple[ViewportSize, Scheme], ...] = (
    (PHONE, "light"),
    (PHONE, "dark"),
    (DESKTOP, "light"),
    (DESKTOP, "dark"),
)
# In which widths and colours each role's pages are looked at each time. Contrast hangs on the
# colours alone and room on the width alone, so two looks see both; roles that share pages take
# turns. `make looks` takes all four.
LOOKS: dict[str, tuple[tuple[ViewportSize, Scheme], ...]] = {
    "teacher": ((PHONE, "light"), (DESKTOP, "dark")),
    "administrator": ((PHONE, "dark"), (DESKTOP, "light")),
    "student": ((PHONE, "light"), (DESKTOP, "dark")),
    STRANGER: ((PHONE, "dark"), (DESKTOP, "light")),
}
# Open to everybody who is signed in, but met only by somebody who came with a login card.
ON_A_CARD = {"accounts.choose_password"}


@dataclass
class Findings:
    """What was wrong, by kind, and which paths were seen."""

    role: str
    looks: tuple[tuple[ViewportSize, Scheme], ...]
    axe: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    widths: list[str] = field(default_factory=list)
    weights: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)


@pytest.fixture(scope="class")
def findings(request: pytest.FixtureRequest, chromium: Browser, pseudo_site: str) -> Findings:
    """Go everywhere as somebody of the class's role, and look."""
    role = request.cls.role
    found = Findings(role, EVERY_LOOK if request.config.getoption("--every-look") else LOOKS[role])
    # Without the service worker: what passes through it is counted uncompressed. Its own weight is
    # told in test_offline.
    context = chromium.new_context(
        viewport=PHONE, color_scheme="light", reduced_motion="reduce", service_workers="block"
    )
    context.set_default_timeout(15_000)
    context.on("weberror", lambda error: found.console.append(str(error.error)))
    context.on("console", lambda message: _listen(message, found))
    for name, page in tour(context, pseudo_site, found.role):
        found.paths.add(urlsplit(page.url).path)
        _look(name, page, found)
    context.close()
    return found


def _look(name: str, page: Page, found: Findings) -> None:
    weights = weight(page)
    if weights["first"] > FIRST_VISIT_BYTES or weights["later"] > LATER_VISIT_BYTES:
        found.weights.append(f"{name}: {weights}")
    found.words += [f"{name}: {text!r}" for text in untranslated(page)]
    take_axe(page)
    for viewport, scheme in found.looks:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        found.widths += [f"{name} at {viewport['width']}: {each}" for each in too_wide(page)]
        found.axe += [f"{name}, {scheme}, {viewport['width']}: {each}" for each in violations(page)]
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")


def _listen(message: ConsoleMessage, found: Findings) -> None:
    # Browsers also log each answer that says no; the tour asks for such pages on purpose.
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        found.console.append(f"{message.page and message.page.url}: {message.text}")


class Tour:
    """What must hold on every page that somebody of this role meets."""

    role: ClassVar[str]

    def test_axe_reports_nothing(self, findings: Findings) -> None:
        assert not findings.axe, _list(findings.axe)

    def test_the_pseudo_locale_finds_no_plain_text(self, findings: Findings) -> None:
        assert not findings.words, _list(findings.words)

    def test_nothing_is_wider_than_the_screen(self, findings: Findings) -> None:
        assert not findings.widths, _list(findings.widths)

    def test_every_page_is_light(self, findings: Findings) -> None:
        assert not findings.weights, _list(findings.weights)

    def test_no_script_fails(self, findings: Findings) -> None:
        assert not findings.console, _list(findings.console)

    def test_every_address_is_on_the_tour(self, findings: Findings, tmp_path: Path) -> None:
        app = create_app(make_config(f"sqlite:///{tmp_path}/none.db", tmp_path))
        visited = {_endpoint(app, path) for path in findings.paths}
        missing = _open_to(app, self.role) - visited
        assert not missing, f"a {self.role} never came to {sorted(missing)}"


# Classes, so that two workers share the tours; the longest comes first.
class TestTeacher(Tour):
    role = "teacher"


class TestAdministrator(Tour):
    role = "administrator"


class TestStudent(Tour):
    role = "student"


class TestStranger(Tour):
    role = STRANGER


def _open_to(app: Flask, role: str) -> set[str]:
    """The endpoints of pages that are open to this role, or to strangers."""
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    declared = {page: declared_access(app.view_functions[page]) for page in pages - NO_PAGES}
    if role == STRANGER:
        return {
            page for page, access in declared.items() if access and access.is_public
        } | ON_A_CARD
    return {
        page for page, access in declared.items() if access and role in access.roles
    } - ON_A_CARD


def _endpoint(app: Flask, path: str) -> str:
    try:
        endpoint, _values = app.url_map.bind("localhost").match(path)
    except HTTPException:
        return "none"
    return str(endpoint)


def _list(problems: list[str]) -> str:
    return "\n".join(["", *sorted(set(problems))])
