"""Which sign-in names and e-mail addresses are free, and how accounts are called."""

from itertools import count
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from domain.errors import Refusal
from domain.names import fold, sign_in_name_problem, suggest_sign_in_name
from models.classes import Enrolment
from models.people import Person
from models.session import db


class TakenNames:
    """The sign-in names that are taken: one query for each stem ("ada" of "ada2"), not each try.

    `unspelt` stands for a name that no plain keyboard spells; in a class, the place in the class
    follows it: "student7".
    """

    def __init__(self, class_id: UUID | None = None, *, unspelt: str = "student") -> None:
        self._by_stem: dict[str, set[str]] = {}
        self._unspelt = unspelt
        self._places = count(_ever_in(class_id) + 1) if class_id else None

    def claim(self, sign_in_name: str, display_name: str) -> str:
        """This sign-in name where it will do and is free, else another; taken from now on."""
        key = fold(sign_in_name)
        if sign_in_name_problem(key) or self.is_taken(key):
            return self.propose(display_name)
        self._with_stem(key).add(key)
        return key

    def propose(self, display_name: str) -> str:
        """A free sign-in name for this person, taken from now on."""
        place = "" if self._places is None else next(self._places)
        name = suggest_sign_in_name(display_name, self.is_taken, f"{self._unspelt}{place}")
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


def _ever_in(class_id: UUID) -> int:
    people = select(func.count(Enrolment.person_id.distinct()))
    return db.session.scalar(people.where(Enrolment.class_id == class_id)) or 0


def check_sign_in_name_is_free(sign_in_name: str, display_name: str) -> None:
    """Raise Refusal with free ones if somebody has this user name."""
    if _exists(Person.sign_in_key == fold(sign_in_name)):
        taken = TakenNames()
        free = (taken.propose(name) for name in (display_name, sign_in_name))
        raise Refusal("sign-in-name-taken", field="sign_in_name", suggestions=", ".join(free))


def check_email_is_free(email: str, whose: UUID | None = None) -> None:
    """Raise Refusal if somebody else than `whose` signs in with this e-mail address."""
    if _exists(Person.email_key == fold(email), Person.id != whose):
        raise Refusal("email-taken", field="email")


def _exists(*conditions: ColumnElement[bool]) -> bool:
    return db.session.scalar(select(Person.id).where(*conditions)) is not None
