"""Fixing a key: what an answer is worth by a corrected question, and whose result changes."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from domain.grading import Graded, grade
from domain.question_kinds.base import AnyKind, InvalidResponse, Response

LONGEST_REASON: Final = 500

Who = TypeVar("Who", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a question: its kind, and what that kind reads."""

    id: UUID
    kind: AnyKind
    body: Any

    def can_read(self, answer: Response | None) -> bool:
        """Whether an answer to another version could be one to this: its options are all there."""
        if answer is None:
            return True
        try:
            return self.kind.read_json(self.body, answer) is not None
        except InvalidResponse:
            return False


@dataclass(frozen=True, slots=True)
class Correction:
    """A version to judge by from now on; with `never_lower` no marks fall."""

    version: Version
    never_lower: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an answer earns, and what it shows by `version_id`, the newest that can read it.

    Never-lower keeps marks and nothing else: `is_right` is by the corrected key.
    """

    version_id: UUID
    marks: Fraction
    is_right: bool
    graded: Graded


def judge(
    answer: Response | None,
    seen: Version,
    corrections: Sequence[Correction] = (),
    levels: Mapping[str, str] | None = None,
) -> Judgement:
    """Judge an answer by the version that was seen and then by each correction, oldest first.

    `levels` are what a person has decided about it, if anybody has.
    """
    graded = grade(seen.kind, seen.body, answer, levels=levels)
    judgement = Judgement(seen.id, graded.marks, graded.is_right, graded)
    for correction in corrections:
        judgement = _judge_anew(judgement, answer, correction, levels)
    return judgement


def _judge_anew(
    before: Judgement,
    answer: Response | None,
    correction: Correction,
    levels: Mapping[str, str] | None,
) -> Judgement:
    """An answer that the correction cannot read stays as it was, or earns nothing."""
    version = correction.version
    if not version.can_read(answer):
        if correction.never_lower:
            return before
        return replace(before, marks=Fraction(0), is_right=False)
    graded = grade(version.kind, version.body, answer, levels=levels)
    marks = max(before.marks, graded.marks) if correction.never_lower else graded.marks
    return Judgement(version.id, marks, graded.is_right, graded)


@dataclass(frozen=True, slots=True)
class Change(Generic[Who]):
    """One result before and after, as shares of 0..1."""

    who: Who
    before: Fraction
    after: Fraction

    @property
    def by(self) -> Fraction:
        """How much it rises; below 0 it falls."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Plan(Generic[Who]):
    """What a re-score does: who rises and who falls, those it moves most first."""

    rises: tuple[Change[Who], ...]
    falls: tuple[Change[Who], ...]
    stays: tuple[Who, ...]


def rescore_plan(before: Mapping[Who, Fraction], after: Mapping[Who, Fraction]) -> Plan[Who]:
    """Compare everybody's results; both mappings name the same people."""
    changes = [Change(who, share, after[who]) for who, share in before.items()]
    moved = sorted(changes, key=lambda change: -abs(change.by))
    return Plan(
        rises=tuple(change for change in moved if change.by > 0),
        falls=tuple(change for change in moved if change.by < 0),
        stays=tuple(change.who for change in changes if change.by == 0),
    )
