"""A server on this machine: started, waited for, stopped, or killed without a warning."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import psutil

from bench.wire import HOST, BrokenWire, Wire, request_bytes

ROOT: Final = Path(__file__).resolve().parents[1]
READY_WITHIN_SECONDS: Final = 60
WORKERS: Final = 2

PRODUCT: Final = ("-m", "flask", "serve")
BARE: Final = ("-m", "bench.bare_app")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def settings(database_url: str, folder: Path, port: int) -> dict[str, str]:
    """The environment of a server, without this shell's own settings of the product."""
    environ = {key: value for key, value in os.environ.items() if key != "TRUSTED_HOSTS"}
    return {
        **environ,
        "DATABASE_URL": database_url,
        "DATA_DIR": str(folder),
        "HOST": HOST,
        "PORT": str(port),
        "WORKERS": str(WORKERS),
    }


class Server:
    """One server and its workers, in a process group of their own."""

    def __init__(self, command: Sequence[str], environ: Mapping[str, str], log: Path) -> None:
        self.port = int(environ["PORT"])
        self._command = [sys.executable, *command]
        self._environ = dict(environ)
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and wait until it answers; raises RuntimeError with its log."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.wait_until_ready()

    def workers(self) -> list[psutil.Process]:
        """The processes that answer requests."""
        if self.has_ended:
            return []
        children = psutil.Process(self._running.pid).children(recursive=True)
        return [child for child in children if "resource_tracker" not in " ".join(child.cmdline())]

    def stop(self) -> None:
        """Ask it to stop, and wait until it has."""
        if self.has_ended:
            return
        os.killpg(self._running.pid, signal.SIGTERM)
        try:
            self._running.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it and its workers at once, as a power cut would."""
        if not self.has_ended:
            os.killpg(self._running.pid, signal.SIGKILL)
            self._running.wait()

    @property
    def has_ended(self) -> bool:
        """Whether it was never started, was stopped, or has ended by itself."""
        return self._process is None or self._process.poll() is not None

    @property
    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            raise RuntimeError("the server was not started")
        return self._process

    def wait_until_ready(self) -> None:
        """Wait until it answers; raises RuntimeError with its log."""
        wire = Wire(self.port, patience=2)
        probe = request_bytes("GET", "/sign-in", {})
        deadline = time.monotonic() + READY_WITHIN_SECONDS
        while time.monotonic() < deadline:
            if self.has_ended:
                raise RuntimeError(f"the server did not start:\n{self._log.read_text()}")
            try:
                wire.send(probe)
            except BrokenWire:
                time.sleep(0.05)
            else:
                wire.close()
                return
        raise RuntimeError(f"the server was not ready in time:\n{self._log.read_text()}")
