"""Browsers of the people who read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.client import Client


@pytest.fixture
def maya(browser_of: Callable[..., Client], cast: Cast) -> Client:
    """Maya's browser; she is a student of the civics class."""
    return browser_of(cast.maya)


@pytest.fixture
def rivera(browser_of: Callable[..., Client], cast: Cast) -> Client:
    """Mr. Rivera's browser; he teaches the civics class."""
    return browser_of(cast.rivera)
