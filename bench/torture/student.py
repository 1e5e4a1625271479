"""A scripted student: starts a quiz, answers, changes some answers, hands in, and starts again.

Whatever gets no answer is sent once more under the same number, as the page's script does.
"""

from collections.abc import Sequence
from random import Random
from threading import Event
from uuid import UUID

from bench.answers import Asked, questions_on, some_answer
from bench.students import SignedIn
from bench.torture.ledger import Ledger, Save, as_text
from bench.wire import BrokenWire, Reply, Wire

PAUSES = (0.2, 0.8)
PATIENCE_SECONDS = 15.0
CHANGES = 5
"""So many of a quiz's answers are changed before it is handed in."""


class Stopped(Exception):
    """The run is over, or the student met something that may not happen."""


class ScriptedStudent:
    """One student in one browser."""

    def __init__(
        self,
        number: int,
        port: int,
        browser: SignedIn,
        assignments: Sequence[UUID],
        ledger: Ledger,
        stop: Event,
        seed: int,
    ) -> None:
        self._client_id = f"tab-of-student-{number}"
        self._wire = Wire(port, PATIENCE_SECONDS)
        self._browser = browser
        self._assignments = assignments
        self._ledger = ledger
        self._stop = stop
        self._random = Random(f"{seed}-{number}")
        self._sequence = 0

    def run(self) -> None:
        """Take quiz after quiz until told to stop."""
        try:
            while True:
                self._take_one()
        except Stopped:
            self._wire.close()

    def _take_one(self) -> None:
        assignment_id = self._random.choice(self._assignments)
        started = self._insist(self._browser.start(assignment_id), 303)
        attempt_id = UUID(started.location.rpartition("/")[2])
        self._ledger.note_started(attempt_id)
        asked = questions_on(self._insist(self._browser.page(attempt_id), 200).text)
        self._random.shuffle(asked)
        for question in (*asked, *self._random.sample(asked, CHANGES)):
            self._answer(attempt_id, question)
        self._insist(self._browser.submit(attempt_id), 303)
        self._ledger.note_handed_in(attempt_id)

    def _answer(self, attempt_id: UUID, asked: Asked) -> None:
        self._sequence += 1
        answer = some_answer(asked.kind, asked.option_ids, self._random)
        save = Save(attempt_id, asked.position, self._client_id, self._sequence, as_text(answer))
        self._ledger.note_sent(save)
        request = self._browser.save(
            attempt_id,
            {
                "position": save.position,
                "client": save.client_id,
                "sequence": save.sequence,
                "base": asked.revision,
                "answer": answer,
            },
        )
        self._insist(request, 200)
        self._ledger.note_acknowledged(save)

    def _insist(self, request: bytes, wanted: int) -> Reply:
        """Send until the server says what is wanted; no answer and a 500 mean: once more."""
        while not self._stop.is_set():
            try:
                reply = self._wire.send(request)
            except BrokenWire:
                reply = None
            if reply is not None and reply.status == wanted:
                return reply
            if reply is not None and reply.status < 500:
                self._ledger.note_fault(f"{reply.status}: {reply.text[:300]}")
                break
            self._ledger.note_retry()
            self._stop.wait(self._random.uniform(*PAUSES))
        raise Stopped
