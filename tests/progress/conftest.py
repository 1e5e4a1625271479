"""The world of the progress tracker's stories."""

import pytest

from tests.cast import Cast
from tests.progress.world import World, build


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)
