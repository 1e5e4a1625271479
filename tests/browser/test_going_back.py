"""Back to the answer of a form is the browser's own matter, not a lost connection."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Error

from tests.browser.signing_in import sign_in
from tests.cast import Cast

OpenContext = Callable[..., BrowserContext]


def test_back_to_a_form_that_was_sent_is_no_lost_connection(
    app: Flask, cast: Cast, address: str, open_context: OpenContext
) -> None:
    page = sign_in(open_context(), app, cast.rivera, address).new_page()
    page.goto(f"{address}/classes/{cast.civics}/students/add")
    page.evaluate("() => navigator.serviceWorker.ready")
    page.reload()
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.get_by_role("button", name="Show what will be made").click()
    page.wait_for_selector(".field-error:not(:empty)")
    page.goto(f"{address}/classes")

    with pytest.raises(Error, match="ERR_CACHE_MISS"):  # Chromium asks whether to send it again
        page.go_back()
