"""Signing out with answers unsent: wait, discard knowingly, or stay; then nothing stays behind."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import Event
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.answering import begin_quiz, wait_until_kept
from tests.browser.line import Line
from tests.browser.signing_in import sign_in
from tests.cast import Cast
from tests.quizzes.conftest import answers

OpenContext = Callable[..., BrowserContext]

HELD = """
async () => ({
  databases: (await indexedDB.databases()).map(each => each.name),
  pages: (await caches.keys()).filter(name => name.startsWith('pages-')),
  session: sessionStorage.length,
})
"""


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt."""
    return begin_quiz(cast)


@pytest.fixture
def maya(app: Flask, cast: Cast, attempt: UUID, address: str, open_context: OpenContext) -> Page:
    """The quiz in Maya's browser, which cannot send answers."""
    page = sign_in(open_context(), app, cast.maya, address).new_page()
    page.goto(f"{address}/attempts/{attempt}")
    page.wait_for_selector("form[data-is-live]")
    wait_until_kept(page)
    page.route("**/answers", refuse)
    return page


def refuse(route: Route) -> None:
    route.abort("internetdisconnected")


def held(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(HELD)
    return found


def answer_and_sign_out(page: Page) -> None:
    page.check("#q1-right")
    expect(page.locator("#unsent")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()


def test_with_nothing_unsent_it_signs_out_and_leaves_nothing_behind(maya: Page) -> None:
    assert held(maya)["pages"]
    with maya.expect_navigation():
        maya.get_by_role("button", name="Sign out").click()

    expect(maya.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    expect(maya.get_by_text("Nothing of yours is left in this browser.")).to_be_visible()
    assert held(maya) == {"databases": [], "pages": [], "session": 0}


def test_a_page_still_on_its_way_is_kept_for_nobody(
    maya: Page, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_drawn, may_arrive = Event(), Event()
    take = app.view_functions["quizzes.take"]

    @wraps(take)  # with the access that it declares
    def slowly(**values: Any) -> Any:
        response = take(**values)
        is_drawn.set()
        may_arrive.wait(10)
        return response

    monkeypatch.setitem(app.view_functions, "quizzes.take", slowly)
    other_tab = maya.context.new_page()
    other_tab.evaluate("address => { location.href = address }", maya.url)
    assert is_drawn.wait(10)
    with maya.expect_navigation():
        maya.get_by_role("button", name="Sign out").click()

    may_arrive.set()

    expect(other_tab.locator("#q1-right")).to_be_visible()
    other_tab.wait_for_load_state("networkidle")
    assert held(maya)["pages"] == []


def test_staying_keeps_everything(maya: Page, attempt: UUID) -> None:
    answer_and_sign_out(maya)
    dialog = maya.get_by_role("dialog", name="Sign out?")
    expect(dialog).to_contain_text("not sent yet: 1.")

    dialog.get_by_role("button", name="Stay signed in").click()

    expect(dialog).to_be_hidden()
    maya.unroute("**/answers")
    expect(maya.locator(".receipt[data-state=saved]")).to_have_count(1, timeout=20_000)
    assert answers(attempt) == {1: {"choice": "right"}}


def test_waiting_signs_out_by_itself_once_everything_has_arrived(maya: Page, attempt: UUID) -> None:
    answer_and_sign_out(maya)
    expect(maya.get_by_role("dialog", name="Sign out?")).to_be_visible()
    with maya.expect_navigation(timeout=20_000):
        maya.unroute("**/answers")

    expect(maya.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    assert answers(attempt) == {1: {"choice": "right"}}
    assert held(maya) == {"databases": [], "pages": [], "session": 0}


def test_discarding_is_a_choice_and_then_nobody_gets_them(maya: Page, attempt: UUID) -> None:
    answer_and_sign_out(maya)
    with maya.expect_navigation():
        maya.get_by_role("button", name="Discard them and sign out").click()

    expect(maya.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    assert answers(attempt) == {}
    assert held(maya) == {"databases": [], "pages": [], "session": 0}


def test_what_the_browser_cannot_keep_is_not_discarded_unasked(maya: Page, attempt: UUID) -> None:
    maya.add_init_script("indexedDB.open = () => { throw new Error('no database here') }")
    maya.reload()
    maya.wait_for_selector("form[data-is-live]")
    answer_and_sign_out(maya)
    dialog = maya.get_by_role("dialog", name="Sign out?")
    expect(dialog).to_contain_text("not sent yet: 1.")

    with maya.expect_navigation(timeout=20_000):
        maya.unroute("**/answers")

    expect(maya.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    assert answers(attempt) == {1: {"choice": "right"}}


def test_without_a_connection_nobody_is_signed_out_but_pages_can_be_removed(
    maya: Page, attempt: UUID, line: Line
) -> None:
    line.cut(maya.context)
    answer_and_sign_out(maya)
    dialog = maya.get_by_role("dialog", name="Sign out?")
    expect(dialog).to_contain_text("There is no connection")
    expect(dialog.get_by_role("button", name="Discard")).to_be_hidden()
    maya.on("dialog", lambda asked: asked.accept())

    with maya.expect_navigation():
        dialog.get_by_role("button", name="Remove my pages").click()

    expect(maya.get_by_role("heading", name="No connection")).to_be_visible()
    assert held(maya)["pages"] == []
    assert len(held(maya)["databases"]) == 1
