"""`make bench`: the product beside a bare application, on both databases; docs/performance.md.

`python -m bench SQLite save` measures one job on one database and writes nothing.
"""

import sys
import time
from collections.abc import Iterator, Sequence

from bench.databases import NAMES, open_database
from bench.figures import ClassStart, Comparison, Memory
from bench.load import Round, run
from bench.pair import Pair, Side, serving_pair
from bench.scenarios import JOBS
from bench.whole_class import memory_of_a_worker, start_together
from bench.writing import in_words, write_page

STUDENTS = (1, 8, 16, 40)
ROUNDS = 3
SECONDS = 1.5
WARM_UP_SECONDS = 1.0
READY_QUIZZES = 80
CLASS_STARTS = 3


def main(arguments: list[str]) -> None:
    """Measure what the arguments name, or everything, and then write it down."""
    names = [name for name in NAMES if not arguments or name in arguments]
    jobs = [job for job in JOBS if job in arguments] or list(JOBS)
    everything = not arguments
    comparisons: list[Comparison] = []
    starts: list[ClassStart] = []
    memories: list[Memory] = []
    began = time.monotonic()
    for name in names:
        database = open_database(name)
        try:
            with serving_pair(database, READY_QUIZZES, CLASS_STARTS) as pair:
                for comparison in _compare(name, pair, jobs):
                    comparisons.append(comparison)
                    print(in_words(comparison), flush=True)
                if everything:
                    starts.append(start_together(name, pair))
                    memories.append(memory_of_a_worker(name, pair))
        finally:
            database.close()
    if everything:
        write_page(comparisons, starts, memories)
    print(f"Took {time.monotonic() - began:.0f} s.")


def _compare(name: str, pair: Pair, jobs: Sequence[str]) -> Iterator[Comparison]:
    """Do each job with more and more students, a round of the one and a round of the other."""
    for job in jobs:
        for side in (pair.product, pair.bare):
            _round(side, job, students=8, seconds=WARM_UP_SECONDS)
        for students in STUDENTS:
            rounds = [
                (_round(pair.product, job, students), _round(pair.bare, job, students))
                for _ in range(ROUNDS)
            ]
            product, bare = zip(*rounds, strict=True)
            yield Comparison(name, job, students, product, bare)


def _round(side: Side, job: str, students: int, seconds: float = SECONDS) -> Round:
    return run(side.server.port, getattr(side.jobs, job)(students), seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
