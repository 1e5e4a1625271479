"""A class that starts in the same second, and what a worker holds after a long day."""

from collections.abc import Iterator
from itertools import chain, islice
from threading import Thread
from time import perf_counter, sleep
from uuid import UUID

from bench.figures import ClassStart, Memory
from bench.load import Round, UnexpectedAnswer, run
from bench.pair import Pair
from bench.servers import WORKERS
from bench.students import SignedIn
from bench.wire import Wire

REQUESTS_OF_A_WORKER = 10_000
AT_A_TIME = 8
MEGABYTE = 1_000_000


def start_together(name: str, pair: Pair) -> ClassStart:
    """Have every student press Start and load the questions, all within one second."""
    found = Round()
    students = pair.students.students
    for assignment_id in pair.school.not_begun:
        threads = [
            Thread(
                target=_start,
                args=(pair.product.server.port, student, assignment_id, place, found),
            )
            for place, student in zip(_evenly(len(students)), students, strict=True)
        ]
        began = perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        found.seconds += perf_counter() - began
    if len(found.taken) < len(students) * len(pair.school.not_begun):
        raise UnexpectedAnswer("a student could not start")
    return ClassStart(name, found)


def _evenly(count: int) -> list[float]:
    return [number / count for number in range(count)]


def _start(port: int, student: SignedIn, assignment_id: UUID, wait: float, found: Round) -> None:
    wire = Wire(port)
    sleep(wait)
    started = wire.send(student.start(assignment_id))
    began = perf_counter()
    page = wire.send(student.page(UUID(started.location.rpartition("/")[2])))
    if page.status == 200:
        found.taken.append(perf_counter() - began)
    wire.close()


def memory_of_a_worker(name: str, pair: Pair) -> Memory:
    """Send each worker as many requests as a long day brings, and look at the largest."""
    requests = REQUESTS_OF_A_WORKER * WORKERS // AT_A_TIME
    jobs = [
        islice(_day(page, save), requests)
        for page, save in zip(
            pair.students.page(AT_A_TIME), pair.students.save(AT_A_TIME), strict=True
        )
    ]
    run(pair.product.server.port, jobs, seconds=60)
    largest = max(worker.memory_info().rss for worker in pair.product.server.workers())
    return Memory(name, REQUESTS_OF_A_WORKER, largest / MEGABYTE)


def _day(page: Iterator[bytes], save: Iterator[bytes]) -> Iterator[bytes]:
    """The questions, and an answer to each of them, again and again."""
    while True:
        yield from chain(islice(page, 1), islice(save, 20))
