"""One Chromium and one demo school for every story that needs them, in whichever folder it stands.

Loaded by `tests/conftest.py` alone: a fixture that two folders define would be made twice, and a
process can drive only one Chromium.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from socket import SHUT_RDWR
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from werkzeug.serving import make_server

from tests.browser.site import CHROMIUM_ARGUMENTS, chromium_path, demo_site, free_port


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium for the whole run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo school's address."""
    with demo_site(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture(scope="class")
def pseudo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo school in the pseudo-locale, untouched by what other stories did."""
    with demo_site(tmp_path_factory.mktemp("pseudo"), PSEUDO_LOCALE="yes") as address:
        yield address


class Line:
    """The line between a story's browsers and its server, which can be cut and mended.

    The browser cuts it itself. It forgets that for a service worker that it starts anew, so that
    nothing comes through at the server's end either.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._is_cut = False
        self.sent_bytes = 0

    def __call__(self, environ: Any, start_response: Any) -> Iterator[bytes]:
        if self._is_cut:
            environ["werkzeug.socket"].shutdown(SHUT_RDWR)
            raise ConnectionAbortedError  # closes the connection without an answer
        with closing(self._app(environ, start_response)) as parts:
            for part in parts:
                self.sent_bytes += len(part)
                yield part

    def cut(self, context: BrowserContext) -> None:
        self._is_cut = True
        context.set_offline(True)

    def break_off(self) -> None:
        """Let the browser believe that it has a connection."""
        self._is_cut = True

    def mend(self, context: BrowserContext) -> None:
        self._is_cut = False
        context.set_offline(False)


@pytest.fixture
def line(app: Flask) -> Line:
    return Line(app)


@pytest.fixture
def address(line: Line) -> Iterator[str]:
    """Where the application of one story is served, on the story's own database and clock."""
    server = make_server("127.0.0.1", free_port(), line, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def open_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Open browser contexts that are closed after the test."""
    opened: list[BrowserContext] = []

    def open_one(**options: object) -> BrowserContext:
        context = chromium.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()
