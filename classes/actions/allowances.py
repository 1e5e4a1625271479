"""What one student is allowed beyond the class: an attempt back, one more, other dates."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from accounts.relations import require_student
from classes.actions.assigning import FIELD_OF_PROBLEM
from classes.relations import require_assignment
from domain.access import Override, Window, effective_window, window_problems
from domain.errors import NotFound, Refusal
from domain.people import Actor
from domain.permissions import Action
from models.assignments import Assignment, AssignmentOverride
from models.attempts import Attempt
from models.audit import record
from models.locks import hold_people
from models.session import db
from progress.actions import assignment_changed, attempt_reopened


def reopen_attempt(actor: Actor, attempt_id: UUID, now: datetime) -> None:
    """Let a student go on with an attempt that was handed in; its result counts no longer.

    Raises NotFound, and Refusal where the student could not go on with it.
    """
    attempt = db.session.get(Attempt, attempt_id)
    if attempt is None or attempt.assignment_id is None or attempt.purpose != "graded":
        raise NotFound
    hold_people([attempt.person_id])  # people before attempts: everybody locks in this order
    db.session.refresh(attempt, with_for_update=True)
    # Not locked: a submission holds its person before its assignment.
    assignment = _open_to(actor, attempt.assignment_id, attempt.person_id, now, for_update=False)
    if attempt.state != "submitted":
        return
    if _open_attempt_id(assignment.id, attempt.person_id) is not None:
        raise Refusal("another-attempt-is-open")
    attempt.state = "open"
    attempt.submitted_at = None
    attempt.reopened_at = now
    record(
        actor,
        "reopen-attempt",
        attempt_id,
        now,
        assignment=str(assignment.id),
        student=str(attempt.person_id),
    )
    db.session.flush()
    attempt_reopened(attempt_id)


def give_extra_attempt(
    actor: Actor, assignment_id: UUID, person_id: UUID, now: datetime, *, beyond: int | None = None
) -> None:
    """Give a student one more attempt than they have.

    `beyond` is how many extra attempts the sender saw, so that a form sent twice gives one.
    Raises NotFound, Refusal.
    """
    assignment = _open_to(actor, assignment_id, person_id, now)
    if assignment.quiz_id is None:
        raise NotFound
    if assignment.attempts_allowed is None:
        raise Refusal("attempts-are-unlimited")
    override = _override(assignment, person_id, now)
    if beyond is not None and override.extra_attempts != beyond:
        return
    override.extra_attempts += 1
    override.updated_at = now
    record(
        actor,
        "give-attempt",
        assignment_id,
        now,
        student=str(person_id),
        extra_attempts=override.extra_attempts,
    )
    db.session.flush()
    assignment_changed(assignment_id)


def change_dates_for_student(
    actor: Actor,
    assignment_id: UUID,
    person_id: UUID,
    *,
    due_at: datetime | None,
    closes_at: datetime | None,
    now: datetime,
) -> None:
    """Give a student their own due and closing times; None is the class's. Raises as above."""
    assignment = _assigned(actor, assignment_id, person_id)
    own = Override(due_at=due_at, closes_at=closes_at)
    for problem in window_problems(effective_window(_window(assignment), own)):
        raise Refusal(problem, field=FIELD_OF_PROBLEM[problem])
    override = _override(assignment, person_id, now)
    if (override.due_at, override.closes_at) == (due_at, closes_at):
        return
    record(
        actor,
        "change-dates-for-student",
        assignment_id,
        now,
        student=str(person_id),
        before=[_iso(override.due_at), _iso(override.closes_at)],
        after=[_iso(due_at), _iso(closes_at)],
    )
    override.due_at, override.closes_at, override.updated_at = due_at, closes_at, now
    db.session.flush()
    assignment_changed(assignment_id)


def _assigned(
    actor: Actor, assignment_id: UUID, person_id: UUID, *, for_update: bool = True
) -> Assignment:
    assignment = require_assignment(
        actor, assignment_id, Action.MANAGE_ASSIGNMENTS, for_update=for_update
    ).assignment
    require_student(actor, assignment.class_id, person_id, Action.MANAGE_ASSIGNMENTS)
    if assignment.withdrawn_at is not None:
        raise Refusal("assignment-is-withdrawn")
    return assignment


def _open_to(
    actor: Actor, assignment_id: UUID, person_id: UUID, now: datetime, *, for_update: bool = True
) -> Assignment:
    """The assignment, unless it is closed for the student: an attempt would be no use then."""
    assignment = _assigned(actor, assignment_id, person_id, for_update=for_update)
    row = db.session.get(AssignmentOverride, (assignment_id, person_id))
    own = Override(due_at=row.due_at, closes_at=row.closes_at) if row else None
    closes_at = effective_window(_window(assignment), own).closes_at
    if closes_at is not None and now >= closes_at:
        raise Refusal("closed-for-student")
    return assignment


def _override(assignment: Assignment, person_id: UUID, now: datetime) -> AssignmentOverride:
    """The student's own row, made where there is none; the assignment's lock guards it."""
    row = db.session.get(AssignmentOverride, (assignment.id, person_id))
    if row is None:
        row = AssignmentOverride(
            assignment_id=assignment.id,
            person_id=person_id,
            school_id=assignment.school_id,
            extra_attempts=0,
            updated_at=now,
        )
        db.session.add(row)
    return row


def _open_attempt_id(assignment_id: UUID, person_id: UUID) -> UUID | None:
    return db.session.scalar(
        select(Attempt.id).where(
            Attempt.assignment_id == assignment_id,
            Attempt.person_id == person_id,
            Attempt.state == "open",
        )
    )


def _window(assignment: Assignment) -> Window:
    return Window(assignment.opens_at, assignment.due_at, assignment.closes_at)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
