"""One Chromium and one demo school for every story that needs them, in whichever folder it stands.

Loaded by `tests/conftest.py` alone: a fixture that two folders define would be made twice, and a
process can drive only one Chromium.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.line import Line
from tests.browser.site import CHROMIUM_ARGUMENTS, chromium_path, demo_site


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


@pytest.fixture
def line(app: Flask) -> Iterator[Line]:
    """What serves the application of one story, on the story's own database and clock."""
    line = Line(app)
    with line.served():
        yield line


@pytest.fixture
def address(line: Line) -> str:
    """Where the application of one story is served."""
    return line.address


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
