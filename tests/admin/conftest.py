from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.admin.empty import app_on_empty_database
from tests.cast import Cast
from tests.client import Client, Page
from tests.databases import StoryDatabase


@pytest.fixture
def empty_app(database: StoryDatabase, tmp_path: Path) -> Iterator[Flask]:
    """The application before anything was set up."""
    with app_on_empty_database(database, tmp_path) as app:
        yield app


@pytest.fixture
def okafor(browser_of: Callable[..., Client], cast: Cast) -> Client:
    """The administrator's browser."""
    return browser_of(cast.okafor)


def passphrase_on(page: Page) -> str:
    """What the last card of the page says."""
    cells = [tag.get_text(strip=True) for tag in page.soup.select(".card dd.code")]
    return cells[-1]
