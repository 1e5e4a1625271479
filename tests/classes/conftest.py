"""What stories about classes start from."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.classes.classroom import Classroom
from tests.client import Client
from tests.conftest import Clock


@pytest.fixture
def room(cast: Cast, clock: Clock) -> Classroom:
    return Classroom(cast, clock)


@pytest.fixture
def rivera(cast: Cast, browser_of: Callable[..., Client]) -> Client:
    """Mr. Rivera's browser."""
    return browser_of(cast.rivera)


@pytest.fixture
def okafor(cast: Cast, browser_of: Callable[..., Client]) -> Client:
    """The administrator's browser."""
    return browser_of(cast.okafor)
