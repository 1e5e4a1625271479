"""Serves the product with Granian: one process for each worker, two threads in each."""

from granian import Granian
from granian.constants import Interfaces

THREADS = 2  # more make every page slower: one interpreter lock is shared


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
