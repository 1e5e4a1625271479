"""Telling people something inside the product, until they have seen it.

It stands here because a student's first page shows it and every feature that has something to tell
stands above: whoever tells gives a kind and values, and `web/wording.py` has the words.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from domain.errors import NotFound
from domain.people import Actor
from models.notices import Notice
from models.session import db


def notify(
    school_id: UUID, person_id: UUID, kind: str, values: Mapping[str, object], now: datetime
) -> None:
    """Tell a person something; `values` must be plain JSON.

    A value called `attempt` is the attempt that it is about, `question` the place in it.
    """
    db.session.add(
        Notice(
            school_id=school_id,
            person_id=person_id,
            kind=kind,
            values=dict(values),
            created_at=now,
        )
    )


def notice_seen(actor: Actor, notice_id: UUID, now: datetime) -> None:
    """Take note that the actor has seen a notice of theirs; raises NotFound."""
    notice = db.session.get(Notice, notice_id)
    if notice is None or (notice.person_id, notice.school_id) != (
        actor.person_id,
        actor.school_id,
    ):
        raise NotFound
    if notice.seen_at is None:
        notice.seen_at = now
        db.session.flush()
