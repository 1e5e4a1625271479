"""The unit of work: the only place that commits, and how each database is made durable."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from models.base import Base

BUSY_TIMEOUT_MS = 10_000

db = SQLAlchemy(model_class=Base, session_options={"autoflush": True, "expire_on_commit": False})

# SQLite's own busy handler sleeps while others hold the lock. Queuing writers here first, threads
# by a lock and processes by a file lock, keeps a busy class's slowest saves fast.
_writers = threading.Lock()


class WriteOutsideUnitOfWork(RuntimeError):
    """Something was about to be written where nothing would commit it."""


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Open one write transaction, commit it on leaving, roll back on any exception.

    Ends the read transaction that went before, so that on SQLite a read is never upgraded to a
    write and everything inside is read afresh. Units do not nest.
    """
    session = db.session()
    if session.info.get("writing"):
        raise RuntimeError("a unit of work is already open")
    session.rollback()
    session.expunge_all()
    with _write_queue(session):
        session.info["writing"] = True
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info["writing"] = False


def prepare_engine(engine: Engine) -> None:
    """Set up durability and transactions for the database behind `engine`."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _set_up_postgresql)


def _set_up_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # we emit BEGIN ourselves, below
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writing = db.session().info.get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _set_up_postgresql(connection: Any, _entry: ConnectionPoolEntry) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")
        cursor.execute("SET TIME ZONE 'UTC'")
    connection.commit()


@contextmanager
def _write_queue(session: Session) -> Iterator[None]:
    """One SQLite writer at a time, first among threads and then among processes."""
    bind = session.get_bind()
    if bind.dialect.name != "sqlite":
        yield
        return
    with _writers:
        path = bind.engine.url.database
        if not path or path == ":memory:":
            yield
            return
        with Path(path + ".write-lock").open("w") as handle, _locked(handle):
            yield


@contextmanager
def _locked(handle: IO[str]) -> Iterator[None]:
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)


@event.listens_for(Session, "before_flush")
def _refuse_stray_writes(session: Session, _context: Any, _instances: Any) -> None:
    pending = session.new or session.dirty or session.deleted
    if pending and not session.info.get("writing"):
        raise WriteOutsideUnitOfWork("open a unit_of_work() at the edge before writing")
