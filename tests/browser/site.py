"""A real site for a real browser: the demo school, served as `make run` serves it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN_SECONDS = 90
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium_path() -> str:
    """Where Chromium is; raises LookupError that says what to install."""
    for name in CHROMIUM_NAMES:
        path = shutil.which(name)
        if path:
            return path
    raise LookupError("install the package 'chromium' to run the browser tests")


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def demo_site(folder: Path, **settings: str) -> Iterator[str]:
    """Start `python app.py` on an empty data folder; gives its address and stops it afterwards."""
    with _serving(["app.py"], folder, **settings) as address:
        yield address


@contextmanager
def real_site(folder: Path, **settings: str) -> Iterator[str]:
    """Start `flask serve` on an installation that was set up in the data folder."""
    with _serving(["-m", "flask", "serve"], folder, WORKERS="1", **settings) as address:
        yield address


@contextmanager
def _serving(arguments: list[str], folder: Path, **settings: str) -> Iterator[str]:
    port = free_port()
    environ = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environ.update(PORT=str(port), DATA_DIR=str(folder), **settings)
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environ,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_ready(server, address, folder / "server.log")
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        log.close()


def _wait_until_ready(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the site did not start:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise RuntimeError(f"the site was not ready in time:\n{log.read_text()}")
