"""Where students stand with quizzes: their graded attempts -> AssignmentResult rows."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import func, select

from domain.scoring import AttemptScore, ScoreRule, recorded_score
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem, ItemResult
from models.session import db
from progress.storing import Row


@dataclass(frozen=True, slots=True)
class _Taken:
    """One graded attempt; marks and answers are 0 while it is open."""

    id: UUID
    number: int
    started_at: datetime
    submitted_at: datetime | None
    marks: Fraction
    answered: int
    asked: int

    @property
    def score(self) -> AttemptScore:
        return AttemptScore(self.number, self.marks, Fraction(self.asked), self.submitted_at)


def quiz_results(
    assignments: Collection[Assignment], person_ids: Collection[UUID] | None = None
) -> list[Row]:
    """Return a row for each student who began one of these quizzes, or each of `person_ids`."""
    by_id = {assignment.id: assignment for assignment in assignments}
    taken = _taken(by_id, person_ids)
    return [
        _row(by_id[assignment_id], person_id, attempts)
        for (assignment_id, person_id), attempts in sorted(taken.items())
    ]


def _taken(
    assignment_ids: Collection[UUID], person_ids: Collection[UUID] | None
) -> dict[tuple[UUID, UUID], list[_Taken]]:
    scope = [Attempt.assignment_id.in_(assignment_ids), Attempt.purpose == "graded"]
    if person_ids is not None:
        scope.append(Attempt.person_id.in_(person_ids))
    asked = dict(
        db.session.execute(
            select(AttemptItem.attempt_id, func.count())
            .join(Attempt, Attempt.id == AttemptItem.attempt_id)
            .where(*scope)
            .group_by(AttemptItem.attempt_id)
        ).all()
    )
    marks: defaultdict[UUID, Fraction] = defaultdict(Fraction)
    answered: defaultdict[UUID, int] = defaultdict(int)
    for attempt_id, numerator, denominator, is_answered, count in db.session.execute(
        select(
            ItemResult.attempt_id,
            ItemResult.marks_numerator,
            ItemResult.marks_denominator,
            ItemResult.is_answered,
            func.count(),
        )
        .join(Attempt, Attempt.id == ItemResult.attempt_id)
        .where(*scope, Attempt.state == "submitted")
        .group_by(
            ItemResult.attempt_id,
            ItemResult.marks_numerator,
            ItemResult.marks_denominator,
            ItemResult.is_answered,
        )
    ):
        marks[attempt_id] += Fraction(numerator, denominator) * count
        answered[attempt_id] += count if is_answered else 0
    found: defaultdict[tuple[UUID, UUID], list[_Taken]] = defaultdict(list)
    for attempt in db.session.execute(
        select(
            Attempt.id,
            Attempt.assignment_id,
            Attempt.person_id,
            Attempt.number,
            Attempt.state,
            Attempt.started_at,
            Attempt.submitted_at,
        )
        .where(*scope)
        .order_by(Attempt.number)
    ):
        found[attempt.assignment_id, attempt.person_id].append(
            _Taken(
                id=attempt.id,
                number=attempt.number,
                started_at=attempt.started_at,
                submitted_at=attempt.submitted_at if attempt.state == "submitted" else None,
                marks=marks[attempt.id],
                answered=answered[attempt.id],
                asked=asked.get(attempt.id, 0),
            )
        )
    return found


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
        "steps_done": latest.answered,
        "steps_total": latest.asked,
        "score_numerator": share.numerator if share is not None else None,
        "score_denominator": share.denominator if share is not None else None,
        "counted_attempt_id": counted.id if counted else None,
        "started_at": min(attempt.started_at for attempt in attempts),
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
