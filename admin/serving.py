"""Serves the product with Granian: one process for each worker, two threads in each.

The process that watches over the workers also closes quiz attempts whose time is over.
"""

import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Final

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

from quizzes.sweeping import close_overdue
from web import clock

THREADS = 2  # more make every page slower: one interpreter lock is shared
SWEEP_EVERY_SECONDS: Final = 15


def require_free_port(host: str, port: int) -> None:
    """Leave with one line where nothing can listen on the port; Granian itself would share it."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            # Connections that a server closed a moment ago do not count, one that listens does.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SystemExit(
                f"Port {port} of {host} is in use: stop what runs there or set PORT."
            ) from error
        raise SystemExit(
            f"Port {port} of {host} cannot be used ({error.strerror}): set HOST or PORT."
        ) from error


def serve(host: str, port: int, workers: int, target: str = "app:create_app") -> None:
    """Serve until interrupted; workers build the application from the environment."""
    Granian(
        target,
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_enabled=False,
    ).serve()


@contextmanager
def sweeping(app: Flask, every_seconds: float = SWEEP_EVERY_SECONDS) -> Iterator[None]:
    """Close attempts whose time is over again and again while the block runs."""
    is_done = Event()

    def sweep() -> None:
        while not is_done.wait(every_seconds):
            sweep_once(app)

    thread = Thread(target=sweep, name="sweeper", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_done.set()
        thread.join()


def sweep_once(app: Flask) -> None:
    """Close attempts whose time is over; a database that cannot be reached is tried again later."""
    with app.app_context():
        try:
            close_overdue(clock.now())
        except Exception:  # nobody would notice that the thread has ended, and no quiz would close
            app.logger.exception("Attempts whose time is over could not be closed")
