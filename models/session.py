"""The unit of work: the only place that commits, and how each database is made durable."""

import fcntl
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, Final

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, CursorResult, Dialect, Engine, Executable, event
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, TimeoutError
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction
from sqlalchemy.pool import ConnectionPoolEntry

from models.base import Base

BUSY_TIMEOUT_MS = 10_000
OWNER_ONLY = 0o600

db = SQLAlchemy(model_class=Base, session_options={"autoflush": True, "expire_on_commit": False})

# SQLite's own busy handler sleeps while others hold the lock. Queuing writers here first, threads
# by a lock and processes by a file lock, keeps a busy class's slowest saves fast.
_writers = threading.Lock()


# No connection, two transactions that waited for each other, too much to do, a restart.
_PASSING_STATES: Final = ("08", "40", "53", "57P")
_PASSING_ON_SQLITE: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN}
_PRIMARY_CODE: Final = 0xFF


class WriteOutsideUnitOfWork(RuntimeError):
    """Something was about to be written or locked outside a unit of work."""


_OPEN_ONE: Final = "open a unit_of_work() at the edge before writing"


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


def read_one_picture() -> None:
    """Let what is read be of one moment from now on, before and after a unit of work.

    SQLite reads so in any case.
    """
    session = db.session()
    session.rollback()
    session.info["one_picture"] = True


def run(
    statement: Executable,
    parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
) -> CursorResult[*tuple[Any, ...]]:
    """Run a statement that was built once, past the ORM; docs/performance.md says what it gains.

    What was added to the session and not flushed is not there yet.
    """
    _require_unit_for(statement)
    return db.session.connection().execute(statement, parameters)


def may_pass(error: SQLAlchemyError) -> bool:
    """Whether the same may succeed in a moment: it is the database that could not do it now."""
    if not isinstance(error, DBAPIError):
        return isinstance(error, TimeoutError)  # no connection came free
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)  # none where Python itself refused
        return code is not None and code & _PRIMARY_CODE in _PASSING_ON_SQLITE
    state = getattr(cause, "sqlstate", None)
    if state is None:
        return error.connection_invalidated or isinstance(error, OperationalError)
    return str(state).startswith(_PASSING_STATES)


def prepare_engine(engine: Engine) -> None:
    """Set up durability and transactions for the database behind `engine`."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _make_own_file)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _set_up_postgresql)
        event.listen(engine, "checkin", _end_reading)


def _make_own_file(
    _dialect: Dialect, _entry: ConnectionPoolEntry, arguments: list[Any], _parameters: Any
) -> None:
    """A new database file is its owner's alone, and so is what SQLite puts beside it."""
    path = str(arguments[0])
    # SQLite itself says what is wrong with a place that cannot be written to.
    if path != ":memory:" and not path.startswith("file:"):
        with suppress(OSError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))


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
        cursor.execute("SET default_transaction_isolation = 'read committed'")
    connection.commit()


@event.listens_for(Session, "after_begin")
def _begin_postgresql(
    session: Session, _transaction: SessionTransaction, connection: Connection
) -> None:
    """Let each statement that only reads be a transaction of its own, unless one picture is wanted.

    Each sees what is committed when it runs, as within one transaction of the level READ COMMITTED,
    and the database need not be waited for at a begin and an end.
    """
    if connection.dialect.name != "postgresql" or session.info.get("writing"):
        return
    one_picture = session.info.get("one_picture")
    level: IsolationLevel = "REPEATABLE READ" if one_picture else "AUTOCOMMIT"
    driver: Any = connection.connection.dbapi_connection
    connection.dialect.set_isolation_level(driver, level)
    connection.info["reads"] = True


def _end_reading(connection: Any, entry: ConnectionPoolEntry) -> None:
    """Let the next user of a connection begin as usual."""
    was_read = entry.info.pop("reads", False)
    if was_read and connection is not None and not connection.closed:
        connection.isolation_level, connection.autocommit = None, False


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
        with _locked(_lock_file(path, os.getpid())):
            yield


@cache
def _lock_file(path: str, _process: int) -> int:
    """The file that stands for the right to write, opened once in each process.

    A process that was forked off would share the right with its parent, so it opens its own.
    """
    return os.open(f"{path}.write-lock", os.O_RDWR | os.O_CREAT, OWNER_ONLY)


@contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@event.listens_for(Session, "before_flush")
def _refuse_stray_writes(session: Session, _context: Any, _instances: Any) -> None:
    pending = session.new or session.dirty or session.deleted
    if pending and not session.info.get("writing"):
        raise WriteOutsideUnitOfWork(_OPEN_ONE)


@event.listens_for(Session, "do_orm_execute")
def _refuse_stray_statements(asked: ORMExecuteState) -> None:
    _require_unit_for(asked.statement)


def _require_unit_for(statement: Executable) -> None:
    """A write needs a unit of work to commit or undo it, and a lock needs one to last."""
    locks = getattr(statement, "_for_update_arg", None) is not None
    if (statement.is_dml or locks) and not db.session.info.get("writing"):
        raise WriteOutsideUnitOfWork(_OPEN_ONE)
