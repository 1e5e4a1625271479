"""The application of one story, served to a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from uuid import UUID

from flask import Flask
from playwright.sync_api import BrowserContext
from werkzeug.serving import make_server

from tests.browser.site import free_port
from tests.client import Client


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve the application; gives its address."""
    server = make_server("127.0.0.1", free_port(), app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def sign_in(context: BrowserContext, app: Flask, person_id: UUID, address: str) -> BrowserContext:
    """Be this person in the browser, without going through the sign-in page."""
    cookie = Client(app).sign_in_as(person_id).flask.get_cookie("ascertain")
    assert cookie is not None
    context.add_cookies([{"name": "ascertain", "value": cookie.value, "url": address}])
    return context
