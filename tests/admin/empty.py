"""An empty database for stories of setting up, on the kind of database under test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from app import create_app
from models.session import db
from tests.conftest import make_config
from tests.databases import StoryDatabase


@contextmanager
def app_on_empty_database(database: StoryDatabase, folder: Path) -> Iterator[Flask]:
    """An application whose database holds nothing at all, not even tables."""
    database.empty()
    app = create_app(make_config(database.url, folder))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
