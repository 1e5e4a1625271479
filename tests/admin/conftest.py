from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.admin.empty import app_on_empty_database
from tests.databases import StoryDatabase


@pytest.fixture
def empty_app(database: StoryDatabase, tmp_path: Path) -> Iterator[Flask]:
    """The application before anything was set up."""
    with app_on_empty_database(database, tmp_path) as app:
        yield app
