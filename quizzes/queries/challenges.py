"""What a student holds against the questions of an attempt, and what the teacher answered."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from models.challenges import Challenge
from models.session import db


@dataclass(frozen=True, slots=True)
class OwnChallenge:
    """One challenge; `is_accepted` is None and `reply` empty until it is answered."""

    reason: str
    created_at: datetime
    is_accepted: bool | None
    reply: str
    answered_at: datetime | None


def challenges_of(attempt_id: UUID) -> dict[int, tuple[OwnChallenge, ...]]:
    """The challenges of an attempt by position, oldest first."""
    rows = db.session.scalars(
        select(Challenge)
        .where(Challenge.attempt_id == attempt_id)
        .order_by(Challenge.created_at, Challenge.id)
    )
    found: defaultdict[int, list[OwnChallenge]] = defaultdict(list)
    for row in rows:
        found[row.position].append(
            OwnChallenge(
                row.reason, row.created_at, row.is_accepted, row.reply or "", row.answered_at
            )
        )
    return {position: tuple(challenges) for position, challenges in found.items()}
