"""Many deeds at the same moment: none fails because of another, and results come out right."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier

import pytest
from flask import Flask

from accounts.actions.people import enrol
from models.session import db, unit_of_work
from tests.cast import Cast
from tests.classes.classroom import Classroom
from tests.conftest import Clock
from tests.progress.deeds import OFTEN, Deeds, begin, differing

pytestmark = pytest.mark.slow

ROUNDS = 15
AT_ONCE = 5
OFTEN_AT_ONCE = OFTEN | {"accommodate": 15, "change_rules": 10, "group_dates": 6, "join": 4}
"""More of what changes many results, and what they rest on."""


def test_what_is_done_at_once_comes_out_right(app: Flask, cast: Cast, clock: Clock) -> None:
    """The same deeds each time; how they meet is the machine's."""
    random = Random(1)
    room = Classroom(cast, clock)
    with unit_of_work():
        enrol(cast.civics, cast.northfield, cast.leo, clock.now)
    begin(room)
    for _ in range(25):
        Deeds(room, random).do("take")
    for number in range(ROUNDS):
        clock.advance(minutes=random.choice([1, 40, 400]))
        together = [Deeds(room, Random(random.random())) for _ in range(AT_ONCE)]
        barrier = Barrier(AT_ONCE)

        def do(deeds: Deeds, barrier: Barrier = barrier) -> str:
            with app.app_context():
                deed = deeds.any(OFTEN_AT_ONCE)
                barrier.wait()
                deeds.do(deed)
                db.session.remove()
                return deed

        with ThreadPoolExecutor(AT_ONCE) as pool:
            deeds = list(pool.map(do, together))
        assert differing() == {}, f"after {deeds}, round {number}"
