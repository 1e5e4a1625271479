"""Serves the product with Granian: one process for each worker, two threads in each."""

import errno
import socket

from granian import Granian
from granian.constants import Interfaces

THREADS = 2  # more make every page slower: one interpreter lock is shared


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


def serve(host: str, port: int, workers: int) -> None:
    """Serve until interrupted; workers build the application from the environment."""
    Granian(
        "app:create_app",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_enabled=False,
    ).serve()
