"""What one student is allowed beyond the class: an attempt back, or one more."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from classes.actions.overriding import assigned_to, override_of_student
from domain.access import last_moment
from domain.errors import NotFound, Refusal
from domain.people import Actor
from models.attempts import Attempt
from models.audit import record
from models.locks import hold_people
from models.session import db
from progress.actions import assignment_changed, attempt_reopened
from progress.queries.terms import terms_for


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
    assignment = assigned_to(actor, attempt.assignment_id, attempt.person_id, for_update=False)
    _refuse_after(last_moment(terms_for(assignment.id, attempt.person_id)), now)
    if attempt.state != "submitted":
        return
    if _open_attempt_id(assignment.id, attempt.person_id) is not None:
        raise Refusal("another-attempt-is-open")
    attempt.state = "open"
    attempt.submitted_at = attempt.submitted_by = None
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
    assignment = assigned_to(actor, assignment_id, person_id)
    _refuse_after(terms_for(assignment_id, person_id).window.closes_at, now)
    if assignment.quiz_id is None:
        raise NotFound
    if assignment.attempts_allowed is None:
        raise Refusal("attempts-are-unlimited")
    override = override_of_student(assignment, person_id, now)
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


def _refuse_after(ends_at: datetime | None, now: datetime) -> None:
    """Refuse what would be no use to the student any more."""
    if ends_at is not None and now >= ends_at:
        raise Refusal("closed-for-student")


def _open_attempt_id(assignment_id: UUID, person_id: UUID) -> UUID | None:
    return db.session.scalar(
        select(Attempt.id).where(
            Attempt.assignment_id == assignment_id,
            Attempt.person_id == person_id,
            Attempt.state == "open",
        )
    )
