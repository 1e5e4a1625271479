from datetime import UTC, datetime

import pytest
from sqlalchemy.dialects import sqlite

from models.base import UtcDateTime, new_id

pytestmark = pytest.mark.pure


def test_ids_sort_by_the_time_of_their_making_and_never_meet() -> None:
    made = [new_id() for _ in range(2000)]

    assert len(set(made)) == 2000
    assert [i.int >> 80 for i in made] == sorted(i.int >> 80 for i in made)
    assert {i.version for i in made} == {7}


def test_a_moment_without_its_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        UtcDateTime().process_bind_param(datetime(2026, 9, 15), sqlite.dialect())  # noqa: DTZ001


def test_a_moment_comes_back_as_it_went() -> None:
    moment = datetime(2026, 9, 15, 14, tzinfo=UTC)
    stored = UtcDateTime().process_bind_param(moment, sqlite.dialect())

    assert UtcDateTime().process_result_value(stored, sqlite.dialect()) == moment
