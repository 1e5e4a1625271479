"""Remembering which login cards were made together, so that they can be looked at again."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from domain.people import Actor
from domain.tokens import hash_token
from models.people import Person
from models.session import db
from models.sign_in import LoginCardSheet


def keep_sheet(
    actor: Actor,
    sheet_id: UUID,
    class_id: UUID | None,
    person_ids: Sequence[UUID],
    now: datetime,
) -> None:
    """Keep who has a card of this sheet, in this order, and what their password was made of."""
    rows = db.session.execute(
        select(Person.id, Person.password_hash).where(Person.id.in_(person_ids))
    )
    hashes = {person_id: password_hash or "" for person_id, password_hash in rows}
    db.session.add(
        LoginCardSheet(
            id=sheet_id,
            school_id=actor.school_id,
            class_id=class_id,
            made_by=actor.person_id,
            made_at=now,
            cards=[[str(each), hash_token(hashes[each])] for each in person_ids],
        )
    )
    db.session.flush()
