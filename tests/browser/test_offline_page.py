"""The page that says that there is no connection."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from playwright.sync_api import BrowserContext, expect

from tests.browser.line import Line
from tests.browser.signing_in import sign_in
from tests.cast import Cast
from tests.quizzes.conftest import quiz_named

OpenContext = Callable[..., BrowserContext]


def test_trying_again_sends_what_only_a_form_can_send(
    app: Flask, cast: Cast, address: str, line: Line, open_context: OpenContext
) -> None:
    context = sign_in(open_context(), app, cast.rivera, address)
    page = context.new_page()
    page.goto(f"{address}/quizzes/{quiz_named('riverbend-fixed')}")
    page.evaluate("navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_function("navigator.serviceWorker.controller")
    page.route("**/offline", lambda route: route.abort())  # nothing goes on by itself
    line.cut(context)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    line.mend(context)

    page.get_by_role("link", name="Try again").click()

    expect(page.get_by_text("Preview: this is what students see")).to_be_visible()
