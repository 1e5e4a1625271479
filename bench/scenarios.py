"""The three jobs that are measured, as requests to the product and to the bare application.

Both give, for so many students, a row of requests for each of them.
"""

import json
from collections.abc import Iterator
from itertools import islice, repeat
from random import Random
from typing import Protocol
from uuid import uuid4

from bench.answers import questions_on, some_answer
from bench.quizzes import QUESTIONS
from bench.school import BenchSchool
from bench.students import SignedIn
from bench.wire import Wire, request_bytes

Requests = list[Iterator[bytes]]

JOBS = ("page", "save", "submit")

SUBMISSIONS_AT_ONCE = 200
"""How many attempts a round of handing in uses up at most."""


class Jobs(Protocol):
    """What students ask of a server."""

    def page(self, students: int) -> Requests: ...

    def save(self, students: int) -> Requests: ...

    def submit(self, students: int) -> Requests: ...


class ProductJobs:
    """What signed-in students ask of the product."""

    def __init__(self, port: int, school: BenchSchool) -> None:
        wire = Wire(port)
        self._school = school
        self.students = [SignedIn(wire, pupil.sign_in_name) for pupil in school.pupils]
        self._asked = [
            questions_on(wire.send(student.page(attempt_id)).text)
            for student, attempt_id in zip(self.students, school.half_done, strict=True)
        ]
        self._sequences = [0] * len(self.students)
        self._ready = iter(school.ready)
        wire.close()

    def page(self, students: int) -> Requests:
        """Look at the quiz again and again."""
        return [
            repeat(self.students[number].page(self._school.half_done[number]))
            for number in range(students)
        ]

    def save(self, students: int) -> Requests:
        """Answer one question after another, and change answers."""
        return [self._saves(number) for number in range(students)]

    def submit(self, students: int) -> Requests:
        """Hand in complete attempts; whoever is free takes the next."""
        ready = islice(self._ready, SUBMISSIONS_AT_ONCE)
        requests = iter([self.students[each.student].submit(each.attempt_id) for each in ready])
        return [requests] * students

    def _saves(self, number: int) -> Iterator[bytes]:
        random = Random(number)
        while True:
            self._sequences[number] += 1
            asked = self._asked[number][self._sequences[number] % QUESTIONS]
            yield self.students[number].save(
                self._school.half_done[number],
                {
                    "position": asked.position,
                    "client": f"tab-of-student-{number}",
                    "sequence": self._sequences[number],
                    "base": asked.revision,
                    "answer": some_answer(asked.kind, asked.option_ids, random),
                },
            )


class BareJobs:
    """The same of the bare application."""

    def __init__(self, school: BenchSchool) -> None:
        self._attempts = school.half_done

    def page(self, students: int) -> Requests:
        """Look at the quiz again and again."""
        return [
            repeat(request_bytes("GET", f"/attempts/{attempt_id}", {"Accept-Encoding": "gzip"}))
            for attempt_id in self._attempts[:students]
        ]

    def save(self, students: int) -> Requests:
        """Overwrite one answer after another."""
        return [_bare_saves(f"/attempts/{each}/answers") for each in self._attempts[:students]]

    def submit(self, students: int) -> Requests:
        """Write the marks of a new attempt each time."""
        return [_bare_submissions() for _ in range(students)]


def _bare_saves(path: str) -> Iterator[bytes]:
    headers = {"Content-Type": "application/json"}
    number = 0
    while True:
        number += 1
        body = {"position": number % QUESTIONS + 1, "answer": {"choice": f"option-{number % 4}"}}
        yield request_bytes("POST", path, headers, json.dumps(body).encode())


def _bare_submissions() -> Iterator[bytes]:
    for _ in range(SUBMISSIONS_AT_ONCE):
        yield request_bytes("POST", f"/attempts/{uuid4()}/submit", {}, b"")
