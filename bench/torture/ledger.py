"""What the students sent and what they were told, so that nobody has to trust the server."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Save:
    """One answer under its number; a retry is the same save, another answer is not."""

    attempt_id: UUID
    position: int
    client_id: str
    sequence: int
    answer: str


def as_text(answer: Mapping[str, Any] | None) -> str:
    """An answer as it is compared: of several choices it does not matter which came first."""
    plain = dict(answer or {})
    if "choices" in plain:
        plain["choices"] = sorted(plain["choices"])
    return json.dumps(plain, sort_keys=True)


@dataclass(slots=True)
class Ledger:
    """Every save that was sent and every one that was acknowledged; the same of handing in."""

    sent: set[Save] = field(default_factory=set)
    acknowledged: set[Save] = field(default_factory=set)
    started: set[UUID] = field(default_factory=set)
    handed_in: set[UUID] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    retries: int = 0
    _lock: Lock = field(default_factory=Lock)

    def note_sent(self, save: Save) -> None:
        with self._lock:
            self.sent.add(save)

    def note_acknowledged(self, save: Save) -> None:
        with self._lock:
            self.acknowledged.add(save)

    def note_started(self, attempt_id: UUID) -> None:
        with self._lock:
            self.started.add(attempt_id)

    def note_handed_in(self, attempt_id: UUID) -> None:
        with self._lock:
            self.handed_in.add(attempt_id)

    def note_retry(self) -> None:
        with self._lock:
            self.retries += 1

    def note_fault(self, fault: str) -> None:
        with self._lock:
            self.faults.append(fault)
