"""Works out every projection anew from its sources, and counts the rows that were different."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import inspect, select

from models.assignments import Assignment
from models.attempts import Attempt, ItemResult
from models.base import Base
from models.locks import hold_assignments, hold_attempts, hold_people
from models.people import Person
from models.progress import (
    AssignmentResult,
    Evidence,
    MisconceptionShown,
    ObjectiveMastery,
    QuestionTotal,
)
from models.session import db, unit_of_work
from progress.projecting import project_assignments, project_items, project_people
from progress.storing import read

CHUNK = 100

Key: TypeAlias = tuple[Any, ...]
Ids: TypeAlias = Sequence[UUID]


@dataclass(slots=True)
class TableReport:
    """How many rows a table has now, and how many of them were missing, changed or gone."""

    table: str
    rows: int = 0
    differed: int = 0


@dataclass(frozen=True, slots=True)
class _Stage:
    """One kind of owner, and the projections that are worked out for each: `key` names theirs."""

    owner: type[Base]
    key: str
    hold: Callable[[Ids], object]
    project: Callable[[Collection[UUID]], None]
    tables: tuple[type[Base], ...]


# Later stages read what earlier ones wrote.
_STAGES = (
    _Stage(Attempt, "attempt_id", hold_attempts, project_items, (ItemResult,)),
    _Stage(
        Assignment,
        "assignment_id",
        hold_assignments,
        project_assignments,
        (AssignmentResult, QuestionTotal, MisconceptionShown),
    ),
    _Stage(Person, "person_id", hold_people, project_people, (Evidence, ObjectiveMastery)),
)


def rebuild(chunk: int = CHUNK) -> list[TableReport]:
    """Replace all projections by what their sources say; returns what changed, table by table.

    Commits chunk by chunk, so that a school can go on working meanwhile; running it again changes
    nothing.
    """
    return [report for stage in _STAGES for report in _rebuild(stage, chunk)]


def _rebuild(stage: _Stage, chunk: int) -> list[TableReport]:
    reports = {table: TableReport(str(table.__tablename__)) for table in stage.tables}
    for ids in _chunks(stage.owner, chunk):
        with unit_of_work():
            stage.hold(ids)
            before = {table: _rows(table, stage.key, ids) for table in stage.tables}
            stage.project(ids)
            for table in stage.tables:
                after = _rows(table, stage.key, ids)
                reports[table].rows += len(after)
                reports[table].differed += _differing(before[table], after)
    return list(reports.values())


def _chunks(owner: type[Base], size: int) -> Iterator[list[UUID]]:
    ids = list(db.session.scalars(select(inspect(owner).primary_key[0]).order_by("id")))
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _rows(table: type[Base], owner: str, ids: Ids) -> dict[Key, dict[str, Any]]:
    key = [column.name for column in inspect(table).primary_key]
    rows = read(table, **{owner: ids})
    if table is QuestionTotal:  # one that came down to nothing says what no total says
        rows = [row for row in rows if row["asked"]]
    return {tuple(row[name] for name in key): row for row in rows}


def _differing(before: dict[Key, dict[str, Any]], after: dict[Key, dict[str, Any]]) -> int:
    return sum(before.get(key) != after.get(key) for key in before.keys() | after.keys())
