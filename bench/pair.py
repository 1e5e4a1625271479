"""The product and the bare application side by side on one database."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from app import create_app
from bench import bare_app
from bench.databases import Database
from bench.scenarios import BareJobs, Jobs, ProductJobs
from bench.school import BenchSchool, fill
from bench.servers import BARE, PRODUCT, Server, free_port, settings
from config import read_config
from domain.question_kinds import kind as kind_named
from models.attempts import AttemptItem, CurrentAnswer
from models.content import QuestionVersion


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two servers and what is asked of it."""

    server: Server
    jobs: Jobs


@dataclass(frozen=True, slots=True)
class Pair:
    """Both, ready."""

    school: BenchSchool
    product: Side
    bare: Side
    students: ProductJobs


@contextmanager
def serving_pair(database: Database, ready_quizzes: int, new_quizzes: int) -> Iterator[Pair]:
    """Fill the database, start both servers on it and stop them afterwards."""
    school = fill_school(database, ready_quizzes=ready_quizzes, new_quizzes=new_quizzes)
    _fill_bare(database.url, school)
    servers = [
        Server(command, settings(database.url, database.folder, free_port()), database.folder / log)
        for command, log in ((PRODUCT, "product.log"), (BARE, "bare.log"))
    ]
    try:
        for server in servers:
            server.start()
        product, bare = servers
        students = ProductJobs(product.port, school)
        yield Pair(school, Side(product, students), Side(bare, BareJobs(school)), students)
    finally:
        for server in servers:
            server.stop()


def fill_school(database: Database, *, ready_quizzes: int, new_quizzes: int) -> BenchSchool:
    """Make the school in an empty database."""
    environ = {"DATABASE_URL": database.url, "DATA_DIR": str(database.folder)}
    app = create_app(read_config(environ))
    return fill(app, datetime.now(UTC), ready_quizzes=ready_quizzes, new_quizzes=new_quizzes)


def _fill_bare(url: str, school: BenchSchool) -> None:
    """Give the bare application the questions of the half-done attempts, as it stores them."""
    engine = bare_app.bare_engine(url)
    bare_app.metadata.create_all(engine)
    statement = (
        select(
            AttemptItem.attempt_id,
            AttemptItem.position,
            QuestionVersion.kind,
            QuestionVersion.stem_text,
            QuestionVersion.body,
            CurrentAnswer.answer,
        )
        .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
        .outerjoin(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
            & (CurrentAnswer.position == AttemptItem.position),
        )
        .where(AttemptItem.attempt_id.in_(school.half_done))
    )
    with engine.begin() as connection:
        rows = [_bare_row(row) for row in connection.execute(statement)]
        connection.execute(bare_app.questions.insert(), rows)
    engine.dispose()


def _bare_row(row: Any) -> dict[str, Any]:
    its_kind = kind_named(row.kind)
    choices = its_kind.choices(its_kind.from_json(row.body))
    chosen = next(iter(row.answer.values())) if row.answer else []
    return {
        "attempt_id": row.attempt_id,
        "position": row.position,
        "kind": row.kind,
        "stem": row.stem_text,
        "options": [[choice.id, choice.text or choice.id] for choice in choices],
        "chosen": [chosen] if isinstance(chosen, str) else list(chosen),
    }
