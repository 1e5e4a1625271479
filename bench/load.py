"""Several students at once, each asking again as soon as the answer is there."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bench.wire import BrokenWire, Wire

OK = frozenset({200, 201, 303})


class UnexpectedAnswer(RuntimeError):
    """A server refused what it should have done."""


@dataclass(slots=True)
class Round:
    """What one round of load found: how long each request took, and the round itself."""

    seconds: float = 0.0
    taken: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.taken) / self.seconds if self.seconds else 0.0

    def share(self, share: float) -> float:
        """How long the request took than which so many were faster, in seconds."""
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def together(rounds: Sequence[Round]) -> Round:
    """Several rounds as one."""
    return Round(
        sum(each.seconds for each in rounds), [taken for each in rounds for taken in each.taken]
    )


def run(port: int, jobs: Sequence[Iterator[bytes]], seconds: float) -> Round:
    """Send each job's requests over a wire of its own until the time is up or they are used up."""
    found = Round()
    faults: list[str] = []
    start = threading.Barrier(len(jobs) + 1)

    def work(requests: Iterator[bytes]) -> None:
        wire = Wire(port)
        taken = []
        start.wait()
        until = time.perf_counter() + seconds
        for request in requests:
            began = time.perf_counter()
            if began >= until:
                break
            fault = _fault(wire, request)
            taken.append(time.perf_counter() - began)
            if fault:
                faults.append(fault)
                break
        wire.close()
        found.taken.extend(taken)

    threads = [threading.Thread(target=work, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    start.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    found.seconds = time.perf_counter() - began
    if faults:
        raise UnexpectedAnswer(faults[0])
    return found


def _fault(wire: Wire, request: bytes) -> str | None:
    try:
        reply = wire.send(request)
    except BrokenWire as error:
        return f"no answer: {error}"
    return None if reply.status in OK else f"{reply.status}: {reply.text[:500]}"
