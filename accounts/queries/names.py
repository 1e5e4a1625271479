"""Which sign-in names are free."""

from sqlalchemy import select

from domain.names import suggest_sign_in_name
from models.people import Person
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
