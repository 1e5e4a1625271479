"""The world that the access matrix and the hostile input meet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from models.session import db
from tests.cast import MORNING, Cast
from tests.databases import StoryDatabase
from tests.house_rules.world import (
    VISITORS,
    Commits,
    Visitor,
    World,
    build,
    nothing_is_kept,
)


@pytest.fixture(scope="module")
def world(one_app: Flask, database: StoryDatabase, members: Cast) -> Iterator[World]:
    """The whole school day, built once for a module; use it with `commits`, never with `app`."""
    database.restore()
    one_app.config["CLOCK"] = lambda: MORNING
    with one_app.app_context():
        yield build(members)
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def visitors(one_app: Flask, world: World) -> dict[str, Visitor]:
    """A browser for each who knocks."""
    made = {name: Visitor(one_app, getattr(world.cast, name, None)) for name in VISITORS}
    return made | {"newcomer": Visitor(one_app, world.own.newcomer_id)}


@pytest.fixture
def commits(world: World, visitors: dict[str, Visitor]) -> Iterator[Commits]:
    """Nothing that this test writes is kept; counts what would have been."""
    with nothing_is_kept() as counted:
        yield counted
