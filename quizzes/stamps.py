"""What a form was drawn with at each question, so that unchanged fields are no answers.

A stamp is a revision and a digest of the answer of that revision: `"2.5f70bf18"`.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Final

from domain.question_kinds.base import Response

LARGEST_REVISION: Final = 2**31 - 1

_STAMP = re.compile(r"([0-9]{1,10})\.([0-9a-f]{8})")


@dataclass(frozen=True, slots=True)
class Stamp:
    """One revision of an answer."""

    revision: int
    digest: str

    def __str__(self) -> str:
        return f"{self.revision}.{self.digest}"

    def shows(self, answer: Response | None) -> bool:
        """Whether `answer` is what the form was drawn with."""
        return self.digest == _digest(answer)


def make_stamp(revision: int, answer: Response | None) -> Stamp:
    """The stamp of an answer as it stands."""
    return Stamp(revision, _digest(answer))


def read_stamp(text: str) -> Stamp | None:
    """The stamp that a form sent back, None for anything else."""
    found = _STAMP.fullmatch(text)
    if found is None or int(found[1]) > LARGEST_REVISION:
        return None
    return Stamp(int(found[1]), found[2])


def _digest(answer: Response | None) -> str:
    plain = None if answer is None else dict(answer)
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]
