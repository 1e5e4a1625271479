"""Evidence -> mastery of an objective, by a rule that anyone can check by hand.

Evidence is the first response to a question, before its feedback was seen. Of the last n such
responses on an objective at least m must be fully right.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class MasteryState(StrEnum):
    """How far a learner is with an objective."""

    NOT_STARTED = "not_started"
    JUST_STARTED = "just_started"  # one answer so far, and it was wrong
    PRACTISING = "practising"
    REVISIT = "revisit"
    MASTERED = "mastered"


class Because(StrEnum):
    """Why the state is what it is."""

    NO_EVIDENCE = "no_evidence"
    ENOUGH_RIGHT = "enough_right"
    SEVERAL_WRONG = "several_wrong"
    TOO_FEW_ANSWERS = "too_few_answers"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One response to a question of the objective; `id` (as text) settles equal times."""

    question_id: str
    is_right: bool
    at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class MasteryRule:
    """Mastered from `m` right of the last `n`; to revisit from `wrong` wrong ones."""

    m: int = 4
    n: int = 5
    wrong: int = 2


RULE: Final = MasteryRule()


@dataclass(frozen=True, slots=True)
class Mastery:
    """The state, and the figures behind it: `right` of the last `considered`, by m of n."""

    state: MasteryState
    right: int
    considered: int
    m: int
    n: int
    because: Because


def mastery(responses: Iterable[Evidence], rule: MasteryRule = RULE) -> Mastery:
    """Return a learner's mastery of one objective from all responses, in whatever order."""
    last = first_responses(responses)[-rule.n :]
    right = sum(evidence.is_right for evidence in last)
    state, because = _decide(right, len(last), rule)
    return Mastery(state, right, len(last), rule.m, rule.n, because)


def first_responses(responses: Iterable[Evidence]) -> list[Evidence]:
    """Return the first response to each question, oldest first."""
    first: dict[str, Evidence] = {}
    for evidence in sorted(responses, key=lambda each: (each.at, each.id)):
        first.setdefault(evidence.question_id, evidence)
    return list(first.values())


def _decide(right: int, considered: int, rule: MasteryRule) -> tuple[MasteryState, Because]:
    if not considered:
        return MasteryState.NOT_STARTED, Because.NO_EVIDENCE
    if right >= rule.m:
        return MasteryState.MASTERED, Because.ENOUGH_RIGHT
    if considered - right >= rule.wrong:
        return MasteryState.REVISIT, Because.SEVERAL_WRONG
    if considered < 2 and not right:
        return MasteryState.JUST_STARTED, Because.TOO_FEW_ANSWERS
    return MasteryState.PRACTISING, Because.TOO_FEW_ANSWERS
