"""What the product has told a person, newest first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, select

from domain.people import Actor
from models.notices import Notice
from models.session import db

LATEST: Final = 100


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice; `seen_at` is None until the person says that they have seen it."""

    id: UUID
    kind: str
    values: Mapping[str, Any]
    created_at: datetime
    seen_at: datetime | None


def unseen_notices(actor: Actor) -> tuple[NoticeLine, ...]:
    """Return what the actor has not seen yet."""
    return _notices(actor, Notice.seen_at.is_(None))


def all_notices(actor: Actor) -> tuple[NoticeLine, ...]:
    """Return the latest notices of the actor."""
    return _notices(actor)


def _notices(actor: Actor, *scope: ColumnElement[bool]) -> tuple[NoticeLine, ...]:
    rows = db.session.scalars(
        select(Notice)
        .where(Notice.person_id == actor.person_id, Notice.school_id == actor.school_id, *scope)
        .order_by(Notice.created_at.desc(), Notice.id.desc())
        .limit(LATEST)
    )
    return tuple(
        NoticeLine(row.id, row.kind, row.values, row.created_at, row.seen_at) for row in rows
    )
