"""After every deed of a long story, what is stored is what working it all out anew gives."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from tests.cast import Cast
from tests.classes.classroom import Classroom
from tests.conftest import Clock
from tests.progress.deeds import Deeds, begin, differing

pytestmark = pytest.mark.slow

DEEDS = 40
PAUSES = [0.01, 0.01, 1, 5, 60, 600]  # in minutes; some things happen in the same instant


@pytest.mark.parametrize("seed", [5, 11])
def test_any_story_is_rebuilt_row_for_row_after_every_deed(
    cast: Cast, clock: Clock, seed: int
) -> None:
    random = Random(seed)
    room = Classroom(cast, clock)
    begin(room)
    deeds = Deeds(room, random)
    done: Counter[str] = Counter()
    while done.total() < DEEDS:
        clock.advance(minutes=random.choice(PAUSES))
        deed = deeds.any()
        if deeds.do(deed):
            done[deed] += 1
            assert differing() == {}, f"after {deed}, the deed number {done.total()}"
