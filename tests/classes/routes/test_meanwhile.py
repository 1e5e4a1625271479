"""A teacher's or administrator's page is of one moment, whatever a colleague does meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from accounts.actions.roster import remove_student
from accounts.queries import roster
from admin.queries import school
from classes.actions import withdraw
from classes.queries import beliefs
from models.session import unit_of_work
from tests.cast import Cast
from tests.classes.classroom import WRONG, Classroom
from tests.client import Client
from tests.conftest import Clock

Browser = Callable[..., Client]


@pytest.fixture
def quiz(room: Classroom) -> UUID:
    """A quiz in which Maya and Jonas showed the same belief, and that Priya missed."""
    given = room.give(due_at=room.now + timedelta(minutes=1))
    room.take("maya", given, **WRONG)
    room.take("jonas", given, **WRONG)
    return given


@pytest.fixture
def meanwhile(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let a colleague do something just before a page calls a function of its module."""

    def between(module: Any, name: str, act: Callable[[], object]) -> None:
        function = getattr(module, name)

        def alone() -> None:
            with app.app_context(), unit_of_work():
                act()

        def called(*arguments: Any) -> Any:
            colleague = Thread(target=alone)
            colleague.start()
            colleague.join()
            return function(*arguments)

        monkeypatch.setattr(module, name, called)

    return between


def test_a_quiz_that_is_withdrawn_meanwhile_is_still_on_the_page(
    cast: Cast, quiz: UUID, browser_of: Browser, meanwhile: Callable[..., None], clock: Clock
) -> None:
    rivera = browser_of(cast.rivera)
    meanwhile(beliefs, "_where_shown", lambda: withdraw(cast.actor("rivera"), quiz, clock.now))

    assert "2 of 2 students" in rivera.get("/classes").soup.get_text()


@pytest.mark.usefixtures("quiz")
def test_so_is_a_student_who_is_taken_out(
    cast: Cast, browser_of: Browser, meanwhile: Callable[..., None], clock: Clock
) -> None:
    def take_out() -> None:
        remove_student(cast.actor("rivera"), cast.civics, cast.maya, clock.now)

    rivera = browser_of(cast.rivera)
    meanwhile(roster, "roster", take_out)

    assert "Student Maya" in rivera.get(f"/classes/{cast.civics}/students/{cast.maya}").text


@pytest.mark.usefixtures("quiz")
def test_so_is_the_last_student_of_a_class(
    cast: Cast, browser_of: Browser, meanwhile: Callable[..., None], clock: Clock
) -> None:
    def take_out_all() -> None:
        for each in (cast.maya, cast.jonas, cast.priya):
            remove_student(cast.actor("rivera"), cast.civics, each, clock.now)

    clock.advance(hours=1)
    okafor = browser_of(cast.okafor)
    meanwhile(school, "_students", take_out_all)

    assert okafor.get("/school").status == 200
