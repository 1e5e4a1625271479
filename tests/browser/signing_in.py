"""Being somebody of the cast in a real browser, without the sign-in page."""

from __future__ import annotations

from uuid import UUID

from flask import Flask
from playwright.sync_api import BrowserContext

from tests.client import Client


def sign_in(context: BrowserContext, app: Flask, person_id: UUID, address: str) -> BrowserContext:
    """Give the browser a session of this person."""
    cookie = Client(app).sign_in_as(person_id).flask.get_cookie("ascertain")
    assert cookie is not None
    context.add_cookies([{"name": "ascertain", "value": cookie.value, "url": address}])
    return context
