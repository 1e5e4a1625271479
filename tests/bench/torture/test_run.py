"""The short form of `make torture`: nothing that was acknowledged is lost when all is killed."""

from __future__ import annotations

import pytest

from bench.databases import open_database
from bench.torture.run import Plan, torture

pytestmark = pytest.mark.slow

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}

SHORT = Plan(
    students=10,
    answers=200,
    server_kills=3,
    up_for=(0.3, 1.5),
    seconds_at_most=60,
    seed=2021,
)


def test_killing_the_server_loses_and_doubles_nothing(pytestconfig: pytest.Config) -> None:
    database = open_database(NAMES[pytestconfig.getoption("--database")])
    try:
        outcome = torture(database, SHORT)
    finally:
        database.close()

    assert outcome.faults == ()
    assert outcome.is_clean, outcome.findings
    assert outcome.findings.acknowledged > 0
    assert sum(outcome.kills.values()) > 0
