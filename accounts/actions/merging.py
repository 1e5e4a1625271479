"""Two accounts of one student become one: all work moves to the account that is kept."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from accounts.actions.merging_allowances import move_accommodation, move_overrides
from accounts.actions.people import enrol, enrolment_begun
from accounts.actions.sessions import end_all_sessions
from accounts.queries.merging import merge_plan
from accounts.relations import require_student
from domain.access import deadline
from domain.errors import Refusal
from domain.people import Actor, Role
from domain.permissions import Action
from models.assignments import Assignment
from models.attempts import LAST_SAVED_AT, Attempt
from models.audit import record
from models.challenges import Challenge
from models.classes import Enrolment
from models.locks import hold_assignments, hold_attempts, hold_classes, hold_people
from models.notices import Notice
from models.people import Membership, Person
from models.reading import CheckAnswer, ReadingPlace, SectionRead
from models.session import db
from models.sign_in import KnownDevice
from progress.actions import person_merged
from progress.queries.terms import terms_for


def merge_students(
    actor: Actor, class_id: UUID, kept_id: UUID, gone_id: UUID, now: datetime
) -> None:
    """Move everything that `gone_id` did to `kept_id` and close the first.

    Does nothing the second time. Raises NotFound unless both are students of classes the actor
    manages, Refusal if one is more than a student or not in the actor's care.
    """
    hold_people([kept_id, gone_id])  # before anything is read: the other way may be under way
    require_student(actor, class_id, kept_id, Action.MANAGE_ROSTER)
    if _is_done(kept_id, gone_id):
        return
    merge_plan(actor, class_id, kept_id, gone_id)
    _require_pupils_here(actor.school_id, kept_id, gone_id)
    _hold_work(kept_id, gone_id)
    move_overrides(kept_id, gone_id)
    move_accommodation(actor.school_id, kept_id, gone_id)
    handed_in = _move_attempts(kept_id, gone_id)
    _move_reading(kept_id, gone_id)
    _move_messages(kept_id, gone_id)
    _move_places_in_classes(kept_id, gone_id, now)
    _close(kept_id, gone_id, now)
    record(actor, "merge-students", kept_id, now, gone=str(gone_id), class_id=str(class_id))
    db.session.flush()
    person_merged(kept_id, gone_id, handed_in)


def _is_done(kept_id: UUID, gone_id: UUID) -> bool:
    gone = db.session.get(Person, gone_id)
    return gone is not None and gone.merged_into_id == kept_id


def _require_pupils_here(school_id: UUID, *person_ids: UUID) -> None:
    rows = db.session.execute(
        select(Membership.school_id, Membership.role).where(Membership.person_id.in_(person_ids))
    )
    if {tuple(row) for row in rows} != {(school_id, Role.STUDENT.value)}:
        raise Refusal("not-only-a-student")


def _hold_work(*person_ids: UUID) -> None:
    """Hold whatever is changed below, all of it before any of it is written."""
    classes = select(Enrolment.class_id).where(Enrolment.person_id.in_(person_ids))
    class_ids = set(db.session.scalars(classes))
    hold_classes(class_ids, shared=True)  # nothing is given to them meanwhile
    attempts = select(Attempt.id, Attempt.assignment_id).where(Attempt.person_id.in_(person_ids))
    begun = db.session.execute(attempts).all()
    hold_attempts([row.id for row in begun])
    given = select(Assignment.id).where(
        Assignment.class_id.in_(class_ids)
        | Assignment.id.in_({row.assignment_id for row in begun if row.assignment_id})
    )
    hold_assignments(db.session.scalars(given).all())


def _move_attempts(kept_id: UUID, gone_id: UUID) -> list[UUID]:
    """Both keep their attempts at the same assignment, numbered again in the order they began.

    Returns those that are handed in by it.
    """
    both = list(
        db.session.scalars(
            select(Attempt)
            .where(Attempt.person_id.in_([kept_id, gone_id]))
            .order_by(Attempt.started_at, Attempt.id)
        )
    )
    moving = {each.assignment_id for each in both if each.person_id == gone_id}
    touched = [each for each in both if each.assignment_id in moving]
    handed_in = _hand_in_what_is_too_many(touched, kept_id)
    for index, attempt in enumerate(touched, start=1):
        attempt.number = -index  # out of the way of the numbers given below
    db.session.flush()
    numbers: dict[UUID | None, int] = {}
    for attempt in touched:
        numbers[attempt.assignment_id] = numbers.get(attempt.assignment_id, 0) + 1
        attempt.number = numbers[attempt.assignment_id]
        attempt.person_id = kept_id
        attempt.submitted_by = kept_id if attempt.submitted_by else None
    db.session.flush()
    return handed_in


def _hand_in_what_is_too_many(touched: Sequence[Attempt], kept_id: UUID) -> list[UUID]:
    """One attempt of an assignment can stay open, and none if all that are allowed were begun.

    Whoever handed one in may have seen the answers: the other is handed in as it was saved last.
    """
    graded: defaultdict[UUID, list[Attempt]] = defaultdict(list)
    for attempt in touched:
        if attempt.assignment_id is not None and attempt.purpose == "graded":
            graded[attempt.assignment_id].append(attempt)
    last_saved = _last_saved(touched)
    handed_in = []
    for assignment_id, attempts in graded.items():
        is_open = [each for each in attempts if each.state == "open"]
        terms = terms_for(assignment_id, kept_id)
        allowed = terms.attempts_allowed
        if allowed is None or len(attempts) <= allowed:
            is_open = is_open[:-1]
        for attempt in is_open:
            attempt.state = "submitted"
            begun_at = attempt.reopened_at or attempt.started_at
            saved_at = last_saved[attempt.id] or begun_at
            ends_at = deadline(terms, begun_at) or saved_at  # what came within the grace is on time
            attempt.submitted_at = max(begun_at, min(saved_at, ends_at))
            handed_in.append(attempt.id)
    db.session.flush()
    return handed_in


def _last_saved(attempts: Sequence[Attempt]) -> dict[UUID, datetime | None]:
    ids = [each.id for each in attempts]
    rows = db.session.execute(select(Attempt.id, LAST_SAVED_AT).where(Attempt.id.in_(ids)))
    return {row.id: row.last_saved_at for row in rows}


def _move_reading(kept_id: UUID, gone_id: UUID) -> None:
    """A section counts from when it was read first; a lesson goes on where it was left last."""
    read = select(SectionRead).where(SectionRead.person_id.in_([kept_id, gone_id]))
    sections = list(db.session.scalars(read))
    kept = {
        (each.lesson_id, each.section_id): each for each in sections if each.person_id == kept_id
    }
    for section in [each for each in sections if each.person_id == gone_id]:
        same = kept.get((section.lesson_id, section.section_id))
        if same is None:
            section.person_id = kept_id
        else:
            same.read_at = min(same.read_at, section.read_at)
            db.session.delete(section)
    _move_reading_places(kept_id, gone_id)
    db.session.execute(
        update(CheckAnswer).where(CheckAnswer.person_id == gone_id).values(person_id=kept_id)
    )
    db.session.flush()


def _move_reading_places(kept_id: UUID, gone_id: UUID) -> None:
    rows = select(ReadingPlace).where(ReadingPlace.person_id.in_([kept_id, gone_id]))
    places = list(db.session.scalars(rows))
    kept = {each.lesson_id: each for each in places if each.person_id == kept_id}
    for place in [each for each in places if each.person_id == gone_id]:
        same = kept.get(place.lesson_id)
        if same is None:
            place.person_id = kept_id
            continue
        if place.updated_at > same.updated_at:
            same.section_id, same.updated_at = place.section_id, place.updated_at
        db.session.delete(place)


def _move_messages(kept_id: UUID, gone_id: UUID) -> None:
    """What was held against questions, and what the product has told."""
    for table in (Challenge, Notice):
        db.session.execute(
            update(table).where(table.person_id == gone_id).values(person_id=kept_id)
        )


def _move_places_in_classes(kept_id: UUID, gone_id: UUID, now: datetime) -> None:
    """The kept account is in every class that either is in, since the earlier of the two came.

    Past places stay where they were.
    """
    current = select(Enrolment).where(
        Enrolment.person_id.in_([kept_id, gone_id]), Enrolment.left_at.is_(None)
    )
    places = list(db.session.scalars(current))
    kept = {each.class_id: each for each in places if each.person_id == kept_id}
    for place in [each for each in places if each.person_id == gone_id]:
        place.left_at = now
        same = kept.get(place.class_id)
        if same is None:
            enrol(place.class_id, place.school_id, kept_id, place.enrolled_at)
        elif place.enrolled_at < same.enrolled_at:
            _begin_earlier(same, place.enrolled_at)


def _begin_earlier(place: Enrolment, moment: datetime) -> None:
    """Let a place begin at that moment; a past one that began then goes on instead."""
    earlier_id = enrolment_begun(place.class_id, place.person_id, moment)
    if earlier_id is None:
        place.enrolled_at = moment
        return
    db.session.get_one(Enrolment, earlier_id).left_at = None
    db.session.delete(place)
    db.session.flush()


def _close(kept_id: UUID, gone_id: UUID, now: datetime) -> None:
    end_all_sessions(gone_id, now)
    db.session.execute(delete(KnownDevice).where(KnownDevice.person_id == gone_id))
    gone = db.session.get_one(Person, gone_id)
    gone.archived_at = now
    gone.merged_into_id = kept_id
    db.session.flush()
