"""Somebody who is not signed in: wrong codes, joining, a login card, and pages that say no."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from admin.demo.invented import CARD_PASSPHRASE, CARD_SIGN_IN_NAME, CLASS_CODE
from tests.browser.scenes.steps import press, send

CHOSEN = "three green apples here"


def scenes(page: Page, site: str) -> Iterator[str]:
    """Everything before, and just after, somebody has an account."""
    yield from _pages_that_say_no(page, site)
    yield from _signing_in(page, site)
    yield from _a_session_that_ended(page, site)
    yield from _joining(page, site)


def _pages_that_say_no(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/nothing/here")
    yield "no such page"
    page.goto(f"{site}/sign-out")
    yield "a button's address, typed"
    page.goto(f"{site}/offline")
    yield "without a connection"


def _signing_in(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/sign-in")
    send(page, sign_in_name="", password="")
    yield "signing in with nothing typed"
    send(page, sign_in_name="nobody.here", password="guesswork")
    yield "signing in with a wrong password"
    for _ in range(8):
        send(page, sign_in_name="nobody.here", password="guesswork")
    yield "signing in after many wrong passwords"
    page.goto(f"{site}/sign-in")
    send(page, sign_in_name=CARD_SIGN_IN_NAME, password=CARD_PASSPHRASE)
    yield "choosing one's own password"
    send(page, password="short")
    yield "choosing a password that is too short"
    send(page, password=CHOSEN)
    yield "a first page on which everything is new"


def _a_session_that_ended(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/lessons/vice-presidents-role")
    page.context.clear_cookies()
    check = page.locator("form[data-check]").first
    check.locator("input:not([type=hidden])").first.check()
    with page.expect_navigation():
        check.evaluate("form => form.submit()")
    yield "sent after the session ended"
    send(page, sign_in_name=CARD_SIGN_IN_NAME, password=CHOSEN)
    yield "sending it once more"
    page.context.clear_cookies()


def _joining(page: Page, site: str) -> Iterator[str]:
    page.goto(site)
    send(page, code="what?")
    yield "a code that is none"
    send(page, code="2" * len(CLASS_CODE))
    yield "a code of no class"
    send(page, code=CLASS_CODE)
    yield "joining a class"
    send(page, display_name="", password="1")
    yield "joining with fields left out"
    send(page, display_name="Wren Sparrow", password="two quiet rivers")
    yield "joining under a name that is listed"
    send(page, display_name="Juno Bluebird", password="two quiet rivers")
    yield "just joined"
    page.goto(f"{site}/progress")
    yield "progress of somebody new"
    page.goto(f"{site}/join/{CLASS_CODE}")
    yield "joining once more"
    press(page, "form[action*='/join/'] button")
    yield "in the class already"
