"""Which sign-in names are free, and how accounts are called."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from domain.names import suggest_sign_in_name
from domain.people import Actor
from models.people import Membership, Person
from models.session import db


class TakenNames:
    """The sign-in names that are taken: one query for each stem ("ada" of "ada2"), not each try."""

    def __init__(self) -> None:
        self._by_stem: dict[str, set[str]] = {}

    def propose(self, display_name: str) -> str:
        """A free sign-in name for this person, taken from now on."""
        name = suggest_sign_in_name(display_name, self.is_taken)
        self._with_stem(name).add(name)
        return name

    def is_taken(self, name: str) -> bool:
        """Whether somebody has this name, or was just proposed it."""
        return name in self._with_stem(name)

    def _with_stem(self, name: str) -> set[str]:
        stem = name.rstrip("0123456789")
        if stem not in self._by_stem:
            starts_so = Person.sign_in_key.startswith(stem, autoescape=True)
            keys = db.session.scalars(select(Person.sign_in_key).where(starts_so))
            self._by_stem[stem] = set(keys)
        return self._by_stem[stem]


def display_names(actor: Actor, person_ids: Collection[UUID]) -> list[str]:
    """The names of these people of the actor's school."""
    return list(
        db.session.scalars(
            select(Person.display_name)
            .join(Membership, Membership.person_id == Person.id)
            .where(Membership.school_id == actor.school_id, Person.id.in_(person_ids))
        )
    )
