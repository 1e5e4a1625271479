"""`flask setup`: five questions make a real, empty installation, once."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from accounts.passwords import verify_password
from admin.preparing import installation_kind
from models.installation import Installation, InstallationKind
from models.people import Membership, Person, School
from models.session import db, unit_of_work
from tests.cast import MORNING

ANSWERS = {
    "--school": "Millbrook School",
    "--time-zone": "America/Denver",
    "--administrator": "Ines Calder",
    "--sign-in-name": "ines.calder",
    "--password": "seven green tractors",
}


@pytest.fixture
def empty(app: Flask) -> Flask:
    db.drop_all()
    return app


def setup(app: Flask, **changed: str) -> Result:
    answers = {
        **ANSWERS,
        **{f"--{name.replace('_', '-')}": value for name, value in changed.items()},
    }
    args = [part for pair in answers.items() for part in pair]
    result = app.test_cli_runner().invoke(args=["setup", *args])
    db.session.rollback()
    return result


def test_it_makes_a_school_and_its_administrator(empty: Flask) -> None:
    result = setup(empty)

    assert result.exit_code == 0, result.output
    assert "Millbrook School is set up" in result.output
    assert installation_kind() is InstallationKind.REAL
    school = db.session.scalars(select(School)).one()
    person = db.session.scalars(select(Person)).one()
    assert (school.name, school.time_zone) == ("Millbrook School", "America/Denver")
    assert verify_password(person.password_hash, ANSWERS["--password"])
    assert db.session.scalars(select(Membership.role)).all() == ["administrator"]


def test_it_asks_for_what_is_not_given(empty: Flask) -> None:
    typed = "\n".join(ANSWERS.values())

    result = empty.test_cli_runner().invoke(args=["setup"], input=f"{typed}\n")

    assert result.exit_code == 0, result.output
    assert result.output.count(":") == len(ANSWERS), "at most five questions"
    assert ANSWERS["--password"] not in result.output


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"time_zone": "Mars/Olympus"}, "--time-zone"),
        ({"school": "   "}, "--school"),
        ({"school": "x" * 101}, "--school"),
        ({"administrator": "123"}, "--administrator"),
        ({"sign_in_name": "a b"}, "--sign-in-name"),
        ({"password": "short"}, "--password"),
        ({"password": "password123"}, "--password"),
    ],
)
def test_a_bad_answer_is_named_and_changes_nothing(
    empty: Flask, changed: dict[str, str], named: str
) -> None:
    result = setup(empty, **changed)

    assert result.exit_code == 1
    assert named in result.output
    assert "Nothing was changed." in result.output
    assert installation_kind() is None
    assert setup(empty).exit_code == 0


def test_it_refuses_to_set_up_twice(empty: Flask) -> None:
    setup(empty)

    result = setup(empty, school="Another School")

    assert result.exit_code == 1
    assert "set up already" in result.output
    assert db.session.scalars(select(School.name)).all() == ["Millbrook School"]


def test_it_refuses_a_demo(app: Flask) -> None:
    with unit_of_work():
        db.session.add(Installation(id=1, kind=InstallationKind.DEMO.value, created_at=MORNING))

    result = setup(app)

    assert result.exit_code == 1
    assert "demo school" in result.output
