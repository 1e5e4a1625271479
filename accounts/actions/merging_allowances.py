"""What two accounts of one student were allowed becomes one: the more generous of each thing."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from models.accommodations import AccommodationProfile
from models.assignments import Assignment, AssignmentOverride
from models.session import db

_Limit = TypeVar("_Limit", datetime, int)


def move_overrides(kept_id: UUID, gone_id: UUID) -> None:
    """Move what was allowed in single assignments; what was given with others is then their own."""
    rows = select(AssignmentOverride).where(AssignmentOverride.person_id.in_([kept_id, gone_id]))
    overrides = list(db.session.scalars(rows))
    kept = {each.assignment_id: each for each in overrides if each.person_id == kept_id}
    for override in [each for each in overrides if each.person_id == gone_id]:
        assignment = db.session.get_one(Assignment, override.assignment_id)
        same = kept.get(override.assignment_id)
        if same is None:  # the class's rules held for the account that is kept
            _take_the_better(override, None, assignment)
            override.person_id = kept_id
        else:
            _take_the_better(same, override, assignment)
            db.session.delete(override)
    db.session.flush()


def _take_the_better(
    kept: AssignmentOverride, gone: AssignmentOverride | None, assignment: Assignment
) -> None:
    for name in ("due_at", "closes_at", "time_limit_minutes"):
        better = _more(_held(kept, name), _held(gone, name), getattr(assignment, name))
        setattr(kept, name, better)
        setattr(kept, f"group_{name}", None)
    if gone is not None:
        kept.extra_attempts = max(kept.extra_attempts, gone.extra_attempts)
        kept.updated_at = max(kept.updated_at, gone.updated_at)


def _held(override: AssignmentOverride | None, name: str) -> Any:
    """What an account had of its own, or else together with others."""
    if override is None:
        return None
    return getattr(override, name) or getattr(override, f"group_{name}")


def _more(one: _Limit | None, other: _Limit | None, of_class: _Limit | None) -> _Limit | None:
    """The greater of two own limits, None where that is the class's; the class may have none."""
    limits = [each for each in (one or of_class, other or of_class) if each is not None]
    if len(limits) < 2:
        return None
    most = max(limits)
    return None if most == of_class else most


def move_accommodation(school_id: UUID, kept_id: UUID, gone_id: UUID) -> None:
    """Move what the student is granted in everything."""
    gone = db.session.get(AccommodationProfile, (school_id, gone_id))
    if gone is None:
        return
    same = db.session.get(AccommodationProfile, (school_id, kept_id))
    if same is None:
        gone.person_id = kept_id
    else:
        same.time_percent = max(same.time_percent, gone.time_percent)
        same.extra_attempts = max(same.extra_attempts, gone.extra_attempts)
        same.extra_days = max(same.extra_days, gone.extra_days)
        same.hides_timer = same.hides_timer or gone.hides_timer
        same.updated_at = max(same.updated_at, gone.updated_at)
        db.session.delete(gone)
    db.session.flush()
