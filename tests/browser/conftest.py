"""Every story in this folder needs a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

# Stories may run beside others on a busy machine.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
