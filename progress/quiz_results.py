"""Where students stand with quizzes: their graded attempts -> AssignmentResult rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import bindparam, func, select

from domain.access import LatePolicy, days_late
from domain.scoring import AttemptScore, ScoreRule, recorded_score, share_that_counts
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem, ItemResult
from models.session import run
from progress.queries.terms import joined_at, read_terms
from progress.storing import Row

_ASKED = select(func.count()).where(AttemptItem.attempt_id == Attempt.id).scalar_subquery()

_ATTEMPTS = (
    select(
        Attempt.id,
        Attempt.assignment_id,
        Attempt.person_id,
        Attempt.number,
        Attempt.state,
        Attempt.started_at,
        Attempt.reopened_at,
        Attempt.submitted_at,
        _ASKED.label("asked"),
    )
    .where(Attempt.purpose == "graded")
    .order_by(Attempt.number)
)

_MARKS = (
    select(
        ItemResult.attempt_id,
        ItemResult.marks_numerator,
        ItemResult.marks_denominator,
        ItemResult.is_answered,
        ItemResult.awaits_person,
        func.count(),
    )
    .join(Attempt, Attempt.id == ItemResult.attempt_id)
    .where(Attempt.purpose == "graded", Attempt.state == "submitted")
    .group_by(
        ItemResult.attempt_id,
        ItemResult.marks_numerator,
        ItemResult.marks_denominator,
        ItemResult.is_answered,
        ItemResult.awaits_person,
    )
)


_OF_ASSIGNMENTS = Attempt.assignment_id.in_(bindparam("assignment_ids", expanding=True))
_OF_PEOPLE = Attempt.person_id.in_(bindparam("person_ids", expanding=True))
_ATTEMPTS_OF_ALL, _MARKS_OF_ALL = _ATTEMPTS.where(_OF_ASSIGNMENTS), _MARKS.where(_OF_ASSIGNMENTS)
_ATTEMPTS_OF, _MARKS_OF = _ATTEMPTS_OF_ALL.where(_OF_PEOPLE), _MARKS_OF_ALL.where(_OF_PEOPLE)


@dataclass(frozen=True, slots=True)
class _Taken:
    """One graded attempt; marks, answers and what awaits a person are 0 while it is open.

    `counts` is the share of its marks that counts, less than 1 where lateness takes some off.
    """

    id: UUID
    number: int
    started_at: datetime
    begun_at: datetime
    submitted_at: datetime | None
    marks: Fraction
    answered: int
    awaiting: int
    asked: int
    counts: Fraction = Fraction(1)

    @property
    def score(self) -> AttemptScore:
        return AttemptScore(
            self.number, self.marks, Fraction(self.asked), self.submitted_at, self.counts
        )


_Attempts: TypeAlias = Mapping[tuple[UUID, UUID], Sequence[_Taken]]
"""Attempts by assignment and student."""


def quiz_results(
    assignments: Collection[Assignment],
    person_ids: Collection[UUID] | None = None,
    supposed: Mapping[UUID, Fraction] = MappingProxyType({}),
) -> list[Row]:
    """Return a row for each student who began one of these quizzes, or each of `person_ids`.

    `supposed` holds marks of attempts to work with instead of the stored ones.
    """
    by_id = {assignment.id: assignment for assignment in assignments}
    taken = _less_what_was_late(by_id, _taken(by_id, person_ids, supposed))
    return [
        _row(by_id[assignment_id], person_id, attempts)
        for (assignment_id, person_id), attempts in sorted(taken.items())
    ]


def _taken(
    assignment_ids: Collection[UUID],
    person_ids: Collection[UUID] | None,
    supposed: Mapping[UUID, Fraction],
) -> dict[tuple[UUID, UUID], list[_Taken]]:
    scope: dict[str, list[UUID]] = {"assignment_ids": list(assignment_ids)}
    if person_ids is None:
        marked, begun = run(_MARKS_OF_ALL, scope), run(_ATTEMPTS_OF_ALL, scope)
    else:
        scope["person_ids"] = list(person_ids)
        marked, begun = run(_MARKS_OF, scope), run(_ATTEMPTS_OF, scope)
    marks: defaultdict[UUID, Fraction] = defaultdict(Fraction)
    answered: defaultdict[UUID, int] = defaultdict(int)
    awaiting: defaultdict[UUID, int] = defaultdict(int)
    for row in marked:
        attempt_id, numerator, denominator, is_answered, awaits_person, count = row
        marks[attempt_id] += Fraction(numerator, denominator) * count
        answered[attempt_id] += count if is_answered else 0
        awaiting[attempt_id] += count if awaits_person else 0
    found: defaultdict[tuple[UUID, UUID], list[_Taken]] = defaultdict(list)
    for attempt in begun:
        found[attempt.assignment_id, attempt.person_id].append(
            _Taken(
                id=attempt.id,
                number=attempt.number,
                started_at=attempt.started_at,
                begun_at=attempt.reopened_at or attempt.started_at,
                submitted_at=attempt.submitted_at if attempt.state == "submitted" else None,
                marks=supposed.get(attempt.id, marks[attempt.id]),
                answered=answered[attempt.id],
                awaiting=awaiting[attempt.id],
                asked=attempt.asked,
            )
        )
    return found


def _less_what_was_late(assignments: Mapping[UUID, Assignment], taken: _Attempts) -> _Attempts:
    """Say of each attempt what share counts, where an assignment takes some off for lateness."""
    strict = {each.id for each in assignments.values() if each.late_policy == LatePolicy.TAKE_OFF}
    person_ids = {person_id for assignment_id, person_id in taken if assignment_id in strict}
    if not person_ids:
        return taken
    terms = read_terms(strict, person_ids)
    joined = joined_at({assignments[each].class_id for each in strict}, person_ids)

    def counts(assignment_id: UUID, person_id: UUID, attempt: _Taken) -> Fraction:
        if attempt.submitted_at is None:
            return attempt.counts
        own = terms.of(assignment_id, person_id)
        since = joined.get((assignments[assignment_id].class_id, person_id))
        late = days_late(own, attempt.submitted_at, attempt.begun_at, since)
        return share_that_counts(own.rules.late_share, late)

    return {
        key: [replace(each, counts=counts(*key, each)) for each in attempts]
        if key[0] in strict
        else attempts
        for key, attempts in taken.items()
    }


def _row(assignment: Assignment, person_id: UUID, attempts: Sequence[_Taken]) -> Row:
    submitted = sorted(
        (attempt for attempt in attempts if attempt.submitted_at is not None),
        key=_by_submission,
    )
    latest = submitted[-1] if submitted else attempts[-1]
    rule = ScoreRule(assignment.score_rule)
    score = recorded_score([attempt.score for attempt in submitted], rule)
    share = score.percent / 100 if score else None
    counted = _counted(submitted, rule)
    return {
        "assignment_id": assignment.id,
        "person_id": person_id,
        "school_id": assignment.school_id,
        "class_id": assignment.class_id,
        "state": "done" if submitted else "in_progress",
        "attempts_submitted": len(submitted),
        "awaiting": sum(attempt.awaiting for attempt in submitted),
        "steps_done": latest.answered,
        "steps_total": latest.asked,
        "score_numerator": share.numerator if share is not None else None,
        "score_denominator": share.denominator if share is not None else None,
        "counted_attempt_id": counted.id if counted else None,
        "started_at": min(attempt.started_at for attempt in attempts),
        "begun_at": submitted[0].begun_at if submitted else attempts[-1].begun_at,
        "finished_at": submitted[0].submitted_at if submitted else None,
        "last_activity_at": max(attempt.submitted_at or attempt.started_at for attempt in attempts),
    }


def _by_submission(attempt: _Taken) -> tuple[datetime, int]:
    return (attempt.submitted_at or attempt.started_at, attempt.number)


def _counted(submitted: Sequence[_Taken], rule: ScoreRule) -> _Taken | None:
    """The attempt that the class report rests on: the earliest best one, or the latest."""
    if not submitted:
        return None
    if rule is ScoreRule.BEST:
        return max(submitted, key=lambda attempt: attempt.score.percent)  # the first of equals
    return submitted[-1]
