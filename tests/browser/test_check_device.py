"""The page that checks a device before a test."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.line import Line
from tests.browser.signing_in import sign_in
from tests.cast import Cast

OpenContext = Callable[..., BrowserContext]
Open = Callable[..., Page]


@pytest.fixture
def check(app: Flask, cast: Cast, address: str, open_context: OpenContext) -> Open:
    """Open the page in a browser of Maya's with these settings."""

    def open_page(host: str = "", script: str = "", **options: object) -> Page:
        at = address.replace("127.0.0.1", host) if host else address
        context = sign_in(open_context(**options), app, cast.maya, at)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(f"{at}/check-device")
        return page

    return open_page


def found(page: Page, check: str) -> Locator:
    return page.locator(f"[data-check={check}] [data-case]:visible")


def test_a_good_device(check: Open) -> None:
    page = check(script="Date.now = () => Date.UTC(2026, 8, 15, 14, 0, 5)")

    expect(found(page, "script")).to_contain_text("Works")
    expect(found(page, "sending")).to_contain_text("A test answer came back")
    expect(found(page, "storage")).to_contain_text("Works")
    expect(found(page, "offline")).to_contain_text("On")
    expect(found(page, "clock")).to_contain_text("Right")
    expect(found(page, "voices")).to_contain_text("voices")


@pytest.mark.parametrize(
    ("year", "word", "minutes"), [(2027, "Ahead", "525600"), (2025, "Behind", "525600")]
)
def test_a_clock_a_year_off(check: Open, year: int, word: str, minutes: str) -> None:
    page = check(script=f"Date.now = () => Date.UTC({year}, 8, 15, 14, 0, 5)")

    expect(found(page, "clock")).to_contain_text(word)
    expect(found(page, "clock")).to_contain_text(minutes)


def test_without_https_offline_work_is_off_and_it_says_so(check: Open) -> None:
    page = check(script="Object.defineProperty(window, 'isSecureContext', {value: false})")

    expect(found(page, "offline")).to_contain_text("without HTTPS")


def test_a_browser_that_keeps_nothing(check: Open) -> None:
    page = check(script="delete window.indexedDB; window.indexedDB = undefined")

    expect(found(page, "storage")).to_contain_text("Not allowed")


def test_no_answer_from_the_server(check: Open, line: Line) -> None:
    page = check()
    expect(found(page, "sending")).to_contain_text("came back")
    page.route("**/check-device", lambda route: route.abort())
    page.evaluate("import(document.querySelector('script[src*=check-device]').src + '?again')")

    expect(found(page, "sending")).to_contain_text("No answer")


def test_without_scripts_it_says_what_that_means(check: Open) -> None:
    page = check(java_script_enabled=False)

    expect(page.get_by_text("Quizzes still work, as plain forms")).to_be_visible()
    expect(page.locator("[data-check=clock]")).to_be_hidden()
