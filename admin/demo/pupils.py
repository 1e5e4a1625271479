"""How an invented student answers: some of it known, some believed, some guessed."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from domain.question_kinds.base import AnyKind

# How many students of a class hold each false belief when it begins.
BELIEFS: Final[Mapping[str, float]] = {
    "vp-decides": 0.45,
    "vp-can-send-back": 0.30,
    "one-senator-enough-today": 0.40,
    "both-chambers-not-needed": 0.25,
    "objection-cancels-votes": 0.20,
    "two-hours-total": 0.20,
    "vp-has-a-vote": 0.15,
    "speaker-presides": 0.15,
    "tie-throws-out": 0.15,
}
ACTS_ON_BELIEF: Final = 0.8
LEAVES_EMPTY: Final = 0.02


@dataclass(frozen=True)
class Pupil:
    """An invented student: how much they know, and what they falsely believe."""

    knows: float
    believes: frozenset[str]

    @classmethod
    def invent(cls, random: Random) -> "Pupil":
        """Make one up."""
        believed = {slug for slug, share in BELIEFS.items() if random.random() < share}
        return cls(random.betavariate(5, 2), frozenset(believed))

    def answer(self, kind: AnyKind, body: Any, random: Random) -> Mapping[str, Any] | None:
        """Answer a question as this student would; None leaves it empty."""
        if random.random() < LEAVES_EMPTY:
            return None
        if random.random() < ACTS_ON_BELIEF:
            for wrong in kind.mistakes(body):
                if self.believes.intersection(kind.mark(body, wrong).misconceptions):
                    return wrong
        if random.random() < self.knows:
            return kind.key_response(body)
        return random.choice([*kind.mistakes(body), kind.key_response(body)])
