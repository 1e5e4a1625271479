"""What one student is granted in every assignment; the reason is nobody's business here."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from accounts.relations import require_student
from domain.access import MOST_EXTRA_ATTEMPTS, MOST_EXTRA_DAYS, MULTIPLIERS, Accommodation
from domain.errors import Refusal
from domain.people import Actor
from domain.permissions import Action
from models.accommodations import AccommodationProfile
from models.audit import record
from models.locks import hold_people
from models.session import db
from progress.actions import accommodation_changed


@dataclass(frozen=True, slots=True)
class _Profile:
    """What is granted, as the table's columns have it."""

    time_percent: int = 100
    extra_attempts: int = 0
    extra_days: int = 0
    hides_timer: bool = False


def set_accommodation(
    actor: Actor, class_id: UUID, person_id: UUID, granted: Accommodation, now: datetime
) -> None:
    """Grant a student of a class this in all their assignments, present and future.

    Raises NotFound, Refusal.
    """
    hold_people([person_id])
    require_student(actor, class_id, person_id, Action.MANAGE_ROSTER)
    _check(granted)
    row = db.session.get(AccommodationProfile, (actor.school_id, person_id))
    before = _profile(row) if row else _Profile()
    after = _Profile(
        int(granted.multiplier * 100),
        granted.extra_attempts,
        granted.extra_days,
        granted.hides_timer,
    )
    if before == after:
        return
    if row is None:
        row = AccommodationProfile(school_id=actor.school_id, person_id=person_id)
        db.session.add(row)
    for name, value in asdict(after).items():
        setattr(row, name, value)
    row.updated_at = now
    record(
        actor,
        "change-accommodation",
        person_id,
        now,
        before=asdict(before),
        after=asdict(after),
    )
    db.session.flush()
    accommodation_changed(actor.school_id, person_id)


def _check(granted: Accommodation) -> None:
    in_range = (
        granted.multiplier in MULTIPLIERS
        and 0 <= granted.extra_attempts <= MOST_EXTRA_ATTEMPTS
        and 0 <= granted.extra_days <= MOST_EXTRA_DAYS
    )
    if not in_range:
        raise Refusal("accommodation-out-of-range")


def _profile(row: AccommodationProfile) -> _Profile:
    return _Profile(row.time_percent, row.extra_attempts, row.extra_days, row.hides_timer)
