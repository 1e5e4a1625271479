"""Kills the server, one of its workers or the database at random moments, and starts them again."""

from collections import Counter
from random import Random
from threading import Event
from time import monotonic, perf_counter
from typing import Final

from bench.databases import Database
from bench.servers import Server

SERVER: Final = "server"
WORKER: Final = "worker"
DATABASE: Final = "database"
STOPPED_AT_ONCE: Final = "database stopped at once"

WEIGHTS: Final = {
    "SQLite": {SERVER: 8, WORKER: 2},
    "PostgreSQL": {SERVER: 8, WORKER: 1, DATABASE: 2, STOPPED_AT_ONCE: 1},
}


class Killer:
    """Somebody who pulls plugs."""

    def __init__(
        self, server: Server, database: Database, random: Random, up_for: tuple[float, float]
    ) -> None:
        self._server = server
        self._database = database
        self._random = random
        self._up_for = up_for
        self.kills: Counter[str] = Counter()
        self.slowest_return = 0.0

    def watch(self, stop: Event, seconds: float) -> None:
        """Start the server again if it ends by itself, as a service manager does.

        It does so when the same worker dies twice in a few seconds.
        """
        until = monotonic() + seconds
        while monotonic() < until and not stop.is_set():
            if self._server.has_ended:
                self._server.start()
            stop.wait(0.1)

    def kill_once(self, stop: Event) -> None:
        """Wait a random while, kill something, and bring it back."""
        self.watch(stop, self._random.uniform(*self._up_for))
        weights = WEIGHTS[self._database.name]
        victim = self._random.choices(list(weights), list(weights.values()))[0]
        began = perf_counter()
        if victim == SERVER:
            self._server.kill()
            self._server.start()
        elif victim == WORKER:
            self._kill_a_worker()
        else:
            if victim == DATABASE:
                self._database.kill()
            else:
                self._database.stop_at_once()
            self._database.start_again()
        self.kills[victim] += 1
        self.slowest_return = max(self.slowest_return, perf_counter() - began)

    def _kill_a_worker(self) -> None:
        """Its server puts another one in its place."""
        workers = self._server.workers()
        if workers:
            self._random.choice(workers).kill()
