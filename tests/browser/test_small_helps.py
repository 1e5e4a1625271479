"""What scripts add to pages: a password that can be shown, a verdict brought into view."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from tests.browser.checks import PHONE
from tests.browser.scenes.steps import enter

OpenContext = Callable[..., BrowserContext]


def test_a_password_can_be_shown_and_is_sent_hidden(site: str, open_context: OpenContext) -> None:
    page = open_context().new_page()
    page.goto(f"{site}/sign-in")
    button = page.get_by_role("button", name="Show Password or passphrase")
    field = page.locator("#password")
    expect(button).to_have_attribute("aria-pressed", "false")

    button.click()
    expect(field).to_have_attribute("type", "text")
    expect(button).to_have_attribute("aria-pressed", "true")

    button.click()
    expect(field).to_have_attribute("type", "password")


def test_a_verdict_comes_into_view_on_a_phone(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=PHONE).new_page()
    page.goto(site)
    enter(page, site, "teacher")
    page.goto(f"{site}/lessons")
    page.goto(page.locator("main a[href*='/lessons/']").first.evaluate("link => link.href"))
    check = page.locator(".check:has([type=radio])").first
    number = check.get_attribute("id")
    check.locator("[type=radio]").last.check()

    check.get_by_role("button", name="Check my answer").click()

    line = page.locator(f"#{number} .review-line")
    expect(line).to_be_focused()
    expect(line).to_be_in_viewport()
