"""A student's first page: what now, what is late, what was finished, what to look at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from domain.access import Standing
from domain.people import Actor
from models.classes import Enrolment, SchoolClass
from models.session import db
from progress.queries.knowledge import ObjectiveLine, revisit
from progress.queries.practice import OpenPractice, open_practice
from progress.queries.work import Piece, my_work

RECENT: Final = timedelta(days=14)
RECENT_AT_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Today:
    """What a student's first page shows; `to_do` stands in the order to do it in.

    `earlier` was due before the student joined: it can be done, and nobody waits for it. The
    classes that are over were archived while the student was in them.
    """

    class_names: tuple[str, ...]
    names_of_classes_over: tuple[str, ...]
    to_do: tuple[Piece, ...]
    coming: tuple[Piece, ...]
    missed: tuple[Piece, ...]
    earlier: tuple[Piece, ...]
    finished: tuple[Piece, ...]
    revisit: tuple[ObjectiveLine, ...]
    practice: tuple[OpenPractice, ...]

    @property
    def next(self) -> Piece | None:
        return self.to_do[0] if self.to_do else None


def next_piece(actor: Actor, now: datetime) -> Piece | None:
    """Return what the actor's first page puts first."""
    return next(iter(to_do(actor, now)), None)


def to_do(actor: Actor, now: datetime) -> tuple[Piece, ...]:
    """Return what waits for the actor, in the order to do it in."""
    return _to_do(_by_urgency(_open_work(my_work(actor, now), now)))


def today(actor: Actor, now: datetime) -> Today:
    """Return what the actor should do now, in a fixed number of statements."""
    everything = my_work(actor, now)
    work = [piece for piece in everything if piece.is_current]
    open_work = _open_work(everything, now)
    can_be_done = _by_urgency(open_work)
    finished = [piece for piece in work if piece.standing.is_done and _is_recent(piece, now)]
    classes = _classes(actor.person_id)
    return Today(
        class_names=tuple(name for name, archived_at in classes if archived_at is None),
        names_of_classes_over=tuple(name for name, archived_at in classes if archived_at),
        to_do=_to_do(can_be_done),
        coming=tuple(piece for piece in work if piece.opens_at > now),
        missed=tuple(piece for piece in open_work if _is_missed(piece)),
        earlier=tuple(filter(_is_earlier, can_be_done)),
        finished=tuple(sorted(finished, key=_newest_first)[:RECENT_AT_MOST]),
        revisit=revisit(actor, everything),
        practice=open_practice(actor),
    )


def _open_work(everything: Iterable[Piece], now: datetime) -> list[Piece]:
    return [piece for piece in everything if piece.is_current and piece.opens_at <= now]


def _by_urgency(open_work: Iterable[Piece]) -> list[Piece]:
    return sorted((piece for piece in open_work if _can_be_done(piece)), key=_urgency)


def _to_do(can_be_done: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(piece for piece in can_be_done if not _is_earlier(piece))


def _can_be_done(piece: Piece) -> bool:
    """What is closed waits for nobody; an attempt whose time is over is handed in by itself."""
    return not piece.standing.is_done and not piece.is_closed


def _is_earlier(piece: Piece) -> bool:
    return piece.standing is Standing.DUE_BEFORE_JOINED


def _is_missed(piece: Piece) -> bool:
    return piece.standing is Standing.CLOSED and piece.open_attempt_id is None


def _is_recent(piece: Piece, now: datetime) -> bool:
    return piece.finished_at is not None and piece.finished_at > now - RECENT


def _urgency(piece: Piece) -> tuple[bool, bool, float, bool, datetime, UUID]:
    """A quiz in progress comes first, then what is due first; a lesson before its quiz."""
    due = piece.due_at or piece.closes_at
    return (
        piece.open_attempt_id is None,
        due is None,
        due.timestamp() if due else 0.0,
        not piece.is_lesson,
        piece.opens_at,
        piece.assignment_id,
    )


def _newest_first(piece: Piece) -> float:
    return -piece.finished_at.timestamp() if piece.finished_at else 0.0


def _classes(person_id: UUID) -> list[tuple[str, datetime | None]]:
    """The classes somebody is in, by name, and when each was archived."""
    rows = db.session.execute(
        select(SchoolClass.name, SchoolClass.archived_at)
        .join(Enrolment, Enrolment.class_id == SchoolClass.id)
        .where(Enrolment.person_id == person_id, Enrolment.left_at.is_(None))
        .order_by(SchoolClass.name)
    )
    return [(row.name, row.archived_at) for row in rows]
