"""Login cards, as whoever made them may look at them for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import select

from accounts.relations import ClassSummary, require_class
from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action
from domain.tokens import hash_token
from models.people import Person
from models.session import db
from models.sign_in import LoginCardSheet

SHOWN_FOR: Final = timedelta(minutes=15)


@dataclass(frozen=True)
class SheetCard:
    """One card; its passphrase follows from the sheet and the card's `number`."""

    number: int
    person_id: UUID
    display_name: str
    sign_in_name: str


@dataclass(frozen=True)
class CardSheet:
    """Cards made together, for a class or for staff; those that still open their account."""

    id: UUID
    school_class: ClassSummary | None
    cards: tuple[SheetCard, ...]
    is_over: bool


def has_sheet(sheet_id: UUID) -> bool:
    """Whether these cards are made already."""
    return db.session.get(LoginCardSheet, sheet_id) is not None


def card_sheet(actor: Actor, sheet_id: UUID, now: datetime) -> CardSheet:
    """Return cards that the actor made, none of them after a while; raises NotFound."""
    row = db.session.get(LoginCardSheet, sheet_id)
    if row is None or row.made_by != actor.person_id or row.school_id != actor.school_id:
        raise NotFound
    is_over = now >= row.made_at + SHOWN_FOR
    return CardSheet(
        id=sheet_id,
        school_class=(
            require_class(actor, row.class_id, Action.MANAGE_ROSTER) if row.class_id else None
        ),
        cards=() if is_over else _open_cards(row),
        is_over=is_over,
    )


def _open_cards(sheet: LoginCardSheet) -> tuple[SheetCard, ...]:
    """The cards whose passphrase nobody has used, and that no other card has replaced."""
    ids = [UUID(person_id) for person_id, _ in sheet.cards]
    people = {
        each.id: each for each in db.session.scalars(select(Person).where(Person.id.in_(ids)))
    }
    found = []
    for number, (person_id, fingerprint) in enumerate(sheet.cards):
        person = people[UUID(person_id)]
        if person.password_is_one_time and hash_token(person.password_hash or "") == fingerprint:
            found.append(SheetCard(number, person.id, person.display_name, person.sign_in_name))
    return tuple(sorted(found, key=lambda card: card.display_name.casefold()))
