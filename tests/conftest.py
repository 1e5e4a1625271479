"""Fixtures that every story uses: the application on a fresh database, the cast and the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings

from accounts.passwords import hash_password
from app import create_app
from config import Config
from content.courses import load_course
from content.sync import publish_course
from models.session import db, unit_of_work
from tests.cast import MORNING, Cast, gather
from tests.client import Client
from tests.databases import PostgresqlDatabase, SqliteDatabase, StoryDatabase
from tests.factories import PASSWORD

# Property tests may run beside others on a busy machine: no example is too slow.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

pytest_plugins = ["tests.browser.fixtures"]

TEST_COURSES = Path(__file__).parent / "courses"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--every-look", action="store_true", help="pages in each width with each color scheme"
    )
    parser.addoption(
        "--database", choices=("sqlite", "postgresql"), default="sqlite", help="run stories on it"
    )


class Clock:
    """The time of the story; stands still until told otherwise."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        self.now += timedelta(**duration)


def make_config(url: str, folder: Path, **changes: object) -> Config:
    """Settings for a test application."""
    settings: dict[str, object] = {
        "database_url": url,
        "data_dir": folder,
        "secret_key": "only-for-tests",
        "host": "127.0.0.1",
        "port": 8000,
        "workers": 1,
        "secure_cookies": False,
        "trusted_proxies": 0,
        "trusted_hosts": (),
        "pseudo_locale": False,
        "testing": True,
    }
    return Config(**{**settings, **changes})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the whole run."""
    return tmp_path_factory.mktemp("ascertain")


@pytest.fixture(scope="session")
def database(pytestconfig: pytest.Config, shelf: Path, worker_id: str) -> Iterator[StoryDatabase]:
    """The database under test, with its template filled."""
    kind = pytestconfig.getoption("--database")
    made = SqliteDatabase(shelf) if kind == "sqlite" else PostgresqlDatabase(worker_id)
    made.fill_template(lambda url: _fill(url, shelf))
    yield made
    made.stop()


@pytest.fixture(scope="session")
def members(database: StoryDatabase, shelf: Path) -> Cast:
    """The cast's ids, the same in every copy of the template."""
    return _gathered[0]


_gathered: list[Cast] = []


def _fill(url: str, shelf: Path) -> None:
    application = create_app(make_config(url, shelf))
    with application.app_context():
        db.create_all()
        with unit_of_work():
            publish_course(load_course(TEST_COURSES / "lessons", TEST_COURSES / "banks"), MORNING)
        with unit_of_work():
            _gathered.append(gather(hash_password(PASSWORD)))
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def one_app(database: StoryDatabase, members: Cast, shelf: Path) -> Flask:
    """The application, built once; `app` gives it a fresh database."""
    return create_app(make_config(database.url, shelf))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(one_app: Flask, database: StoryDatabase, clock: Clock) -> Iterator[Flask]:
    """The application on a fresh copy of the template, inside an application context."""
    database.restore()
    one_app.config["CLOCK"] = clock
    with one_app.app_context():
        yield one_app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app: Flask, members: Cast) -> Cast:
    return members


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser in which nobody is signed in."""
    return Client(app)


@pytest.fixture
def browser_of(app: Flask) -> Callable[..., Client]:
    """A browser for a person of the cast: `browser_of(cast.maya)`."""
    return lambda person_id: Client(app).sign_in_as(person_id)
