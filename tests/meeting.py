"""Two acts in the same moment: one stops in the middle while the other goes as far as it can."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from flask import Flask

from models.session import db, unit_of_work

PATIENCE = 0.7
"""So many seconds the one in the middle waits for the other, who may be waiting for it."""

Act = Callable[[], object]


class Meeting:
    """What two people do at once: `Meeting(app).of(first, second)`."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._is_under_way = Event()
        self._is_other_done = Event()

    def stop_before(self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
        """Stop before this function of the module instead of before the commit."""
        function = getattr(module, name)

        def stopped(*arguments: Any) -> Any:
            self.stop()
            return function(*arguments)

        monkeypatch.setattr(module, name, stopped)

    def of(self, first: Act, second: Act) -> list[BaseException | None]:
        """Do both, each in a unit of work of its own; returns what each of them raised."""

        def begin() -> None:
            first()
            self.stop()

        def follow() -> None:
            self._is_under_way.wait()
            second()

        with ThreadPoolExecutor(2) as pool:
            both = [
                pool.submit(self._alone, begin, self._is_under_way),
                pool.submit(self._alone, follow, self._is_other_done),
            ]
        db.session.rollback()
        db.session.expunge_all()
        return [each.exception() for each in both]

    def _alone(self, act: Act, is_over: Event) -> None:
        try:
            with self._app.app_context(), unit_of_work():
                act()
        finally:
            is_over.set()

    def stop(self) -> None:
        """Let the other go as far as it can."""
        self._is_under_way.set()
        self._is_other_done.wait(PATIENCE)
