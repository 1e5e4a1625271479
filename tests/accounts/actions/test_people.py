"""People are made once each, under names that nobody else has."""

import pytest
from sqlalchemy import select

from accounts.actions import create_person
from accounts.passwords import verify_password
from domain.errors import Refusal
from domain.people import Role
from models.people import Membership, Person
from models.session import db, unit_of_work
from tests.cast import MORNING, Cast


def make(cast: Cast, name: str = "Ada Obi", **more: str | None):
    with unit_of_work():
        return create_person(
            cast.northfield,
            name,
            [Role.TEACHER, Role.ADMINISTRATOR],
            MORNING,
            **{"sign_in_name": "Ada", "password": "maple otter window", **more},
        )


def test_a_person_has_their_roles_and_their_password(cast: Cast) -> None:
    person_id = make(cast, "  Ada\tObi ", email="Ada@School.example")

    person = db.session.get_one(Person, person_id)
    assert (person.display_name, person.sign_in_name, person.sign_in_key) == (
        "Ada Obi",
        "Ada",
        "ada",
    )
    assert (person.email, person.email_key) == ("Ada@School.example", "ada@school.example")
    assert verify_password(person.password_hash, "maple otter window")
    roles = db.session.scalars(select(Membership.role).where(Membership.person_id == person_id))
    assert set(roles) == {"teacher", "administrator"}


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("de la\x00 Cruz", "de la Cruz"),
        ("de la \u202eCruz\x07", "de la Cruz"),
        ("\x00", None),
        ("another one", None),
        ("de la Cruz" * 5000, None),
        (None, None),
    ],
)
def test_a_family_name_is_stored_as_clean_as_the_name(
    cast: Cast, given: str | None, stored: str | None
) -> None:
    person_id = make(cast, "Ana de la Cruz", family_name=given)

    db.session.rollback()
    assert db.session.get_one(Person, person_id).family_name == stored


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"name": " "}, "display-name-empty", "display_name"),
        ({"sign_in_name": "MAYA"}, "sign-in-name-taken", "sign_in_name"),
        ({"sign_in_name": "ａｄａ b"}, "sign-in-name-bad-character", "sign_in_name"),
        ({"email": "no address"}, "email-malformed", "email"),
        ({"email": "a@b@c.d"}, "email-malformed", "email"),
        ({"password": "short"}, "password-too-short", "password"),
    ],
)
def test_a_refusal_names_its_field(
    cast: Cast, changes: dict[str, str], code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        make(cast, **changes)

    assert (refused.value.code, refused.value.field) == (code, field)


def test_one_address_belongs_to_one_person(cast: Cast) -> None:
    make(cast, email="ada@school.example")

    with pytest.raises(Refusal, match="email-taken"):
        make(cast, sign_in_name="ada2", email="ADA@school.example")
