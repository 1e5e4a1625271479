"""Re-scoring a corrected question: one act, in as many assignments as the teacher chooses."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from classes.queries.corrections import outdated
from classes.queries.rescoring import share_of
from classes.relations import require_assignment
from domain.errors import Refusal
from domain.people import Actor
from domain.permissions import Action
from domain.rescoring import LONGEST_REASON, Change, Plan, rescore_plan
from domain.scoring import display_marks
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem
from models.audit import record
from models.classes import Enrolment
from models.content import Question
from models.locks import hold_assignments, hold_attempts, hold_people
from models.progress import AssignmentResult
from models.rescoring import Rescore
from models.session import db
from progress.actions import question_rescored
from progress.notices import notify
from progress.storing import Row, read
from quizzes.queries.feedback import feedback_of


@dataclass(frozen=True, slots=True)
class Correction:
    """The version of a question to judge by from now on, how, and why."""

    question_id: str
    version_id: UUID
    never_lower: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Rescored:
    """How many results rose and fell; both are 0 where it was done already."""

    rose: int
    fell: int


def rescore(
    actor: Actor, assignment_ids: Collection[UUID], correction: Correction, now: datetime
) -> Rescored:
    """Judge answers to older versions of a question by the new one, and tell whose result changed.

    Doing it again changes nothing. Raises NotFound, and Refusal where the reason cannot be used or
    the question has changed once more.
    """
    ids = sorted(set(assignment_ids))
    assignments = [
        require_assignment(actor, each, Action.MANAGE_ASSIGNMENTS).assignment for each in ids
    ]
    _require_reason(correction.reason)
    _hold(assignments)
    if _current_version(correction.question_id) != correction.version_id:
        raise Refusal("question-changed-again")
    before = _results(ids)
    changed = _apply(actor, ids, correction, now)
    question_rescored(changed, correction.question_id)
    after = _results(ids)
    rose = fell = 0
    for assignment in assignments:
        if assignment.id not in changed:
            continue
        plan = rescore_plan(_shares(before, assignment.id), _shares(after, assignment.id))
        rose, fell = rose + len(plan.rises), fell + len(plan.falls)
        _record(actor, assignment.id, correction, plan, now)
        _tell(assignment, plan, after, correction.reason, now)
    db.session.flush()
    return Rescored(rose, fell)


def _require_reason(reason: str) -> None:
    if not reason:
        raise Refusal("rescore-reason-missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Refusal("text-too-long", field="reason", most=LONGEST_REASON)


def _hold(assignments: Collection[Assignment]) -> None:
    """Keep everybody who may have begun from handing in meanwhile, in the house's order."""
    ids = [each.id for each in assignments]
    in_class = select(Enrolment.person_id).where(
        Enrolment.class_id.in_({each.class_id for each in assignments})
    )
    begun = select(Attempt.person_id).where(Attempt.assignment_id.in_(ids))
    hold_people(list(db.session.scalars(in_class.union(begun))))
    hold_attempts(
        list(db.session.scalars(select(Attempt.id).where(Attempt.assignment_id.in_(ids))))
    )
    hold_assignments(ids)


def _current_version(question_id: str) -> UUID | None:
    return db.session.scalar(select(Question.current_version_id).where(Question.id == question_id))


def _apply(
    actor: Actor, assignment_ids: Collection[UUID], correction: Correction, now: datetime
) -> set[UUID]:
    """Write down what is judged anew, and return the assignments that this is news to."""
    old = outdated(
        Attempt.assignment_id.in_(assignment_ids),
        AttemptItem.question_id == correction.question_id,
    )
    asked = {(row.assignment_id, row.question_version_id) for row in old}
    for assignment_id, version_id in sorted(asked):
        db.session.add(
            Rescore(
                school_id=actor.school_id,
                assignment_id=assignment_id,
                from_version_id=version_id,
                to_version_id=correction.version_id,
                never_lower=correction.never_lower,
                reason=correction.reason,
                rescored_by=actor.person_id,
                rescored_at=now,
            )
        )
    db.session.flush()
    return {assignment_id for assignment_id, _ in asked}


def _results(assignment_ids: Collection[UUID]) -> list[Row]:
    return read(AssignmentResult, assignment_id=assignment_ids)


def _shares(results: Collection[Row], assignment_id: UUID) -> dict[UUID, Fraction]:
    """Everybody's share in an assignment."""
    shares = {
        row["person_id"]: share_of(row) for row in results if row["assignment_id"] == assignment_id
    }
    return {person_id: share for person_id, share in shares.items() if share is not None}


def _record(
    actor: Actor, assignment_id: UUID, correction: Correction, plan: Plan[UUID], now: datetime
) -> None:
    record(
        actor,
        "rescore-question",
        assignment_id,
        now,
        question=correction.question_id,
        note=correction.reason,
        never_lower=correction.never_lower,
        rose=len(plan.rises),
        fell=len(plan.falls),
    )


def _tell(
    assignment: Assignment,
    plan: Plan[UUID],
    results: Collection[Row],
    reason: str,
    now: datetime,
) -> None:
    """Tell those whose result changed, if they may see their score."""
    changes = {change.who: change for change in (*plan.rises, *plan.falls)}
    rows = [
        row
        for row in results
        if row["assignment_id"] == assignment.id and row["person_id"] in changes
    ]
    seen = feedback_of([row["counted_attempt_id"] for row in rows], now)
    for row in rows:
        if seen[row["counted_attempt_id"]].score:
            change = changes[row["person_id"]]
            values = _values(assignment.title, row, change, reason)
            notify(assignment.school_id, row["person_id"], "result-rescored", values, now)


def _values(title: str, row: Row, change: Change[UUID], reason: str) -> dict[str, object]:
    of = row["steps_total"]
    return {
        "title": title,
        "before": str(display_marks(change.before * of)),
        "after": str(display_marks(change.after * of)),
        "of": of,
        "reason": reason,
        "attempt": str(row["counted_attempt_id"]),
    }
