"""`flask setup`: five questions make a real, empty installation, once."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from accounts.actions import open_session
from accounts.passwords import verify_password
from admin.preparing import installation_kind
from models.audit import AuditEntry
from models.installation import Installation, InstallationKind
from models.people import Membership, Person, School
from models.session import db, unit_of_work
from models.sign_in import SignInSession
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
    result = typing(empty, "setup", *ANSWERS.values(), ANSWERS["--password"])

    assert result.exit_code == 0, result.output
    assert result.output.count(":") == len(ANSWERS) + 1, "five questions, and the password again"
    assert ANSWERS["--password"] not in result.output


def test_a_bad_answer_is_refused_at_once_and_asked_for_again(empty: Flask) -> None:
    school, zone, name, sign_in_name, password = ANSWERS.values()
    answers = ["", school, "", "Mars", zone, "123", name, "", "a b", sign_in_name]
    passwords = ["", "password123", password, "something else", password, password]

    result = typing(empty, "setup", *answers, *passwords)

    assert result.exit_code == 0, result.output
    said = [
        "Type the name of the school.",
        "Type a time zone, such as America/New_York.",
        "Mars is no known time zone",
        "one letter",
        "Type a user name.",
        "Use only letters",
        "at least 8 characters",
        "Everybody tries this password first.",
        "do not match",
        "is set up",
    ]
    places = [result.output.index(each) for each in said]
    assert places == sorted(places)
    assert all(result.output.count(each) == 1 for each in said), "each once, and nothing hidden"
    assert "Error" not in result.output
    assert "***" not in result.output
    assert installation_kind() is InstallationKind.REAL


def typing(app: Flask, command: str, *answers: str) -> Result:
    """Run a command of several words and type these answers."""
    typed = "".join(f"{each}\n" for each in answers)
    result = app.test_cli_runner().invoke(args=command.split(), input=typed)
    db.session.rollback()
    return result


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


@pytest.fixture
def locked_out(empty: Flask) -> Flask:
    """An installation whose administrator is signed in somewhere and forgot the password."""
    setup(empty)
    person_id = db.session.scalars(select(Person.id)).one()
    school_id = db.session.scalars(select(School.id)).one()
    with unit_of_work():
        open_session(person_id, school_id, MORNING)
    return empty


def test_a_locked_out_administrator_gets_a_new_password(locked_out: Flask) -> None:
    new = "nine quiet harbours"

    result = typing(locked_out, "reset-password INES.calder", "short", new, new)

    assert result.exit_code == 0, result.output
    assert "at least 8 characters" in result.output
    assert "Ines Calder can sign in" in result.output
    person = db.session.scalars(select(Person)).one()
    assert verify_password(person.password_hash, new)
    assert not person.password_is_one_time
    assert all(db.session.scalars(select(SignInSession.ended_at)).all())
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id) == ("reset-password", person.id)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("reset-password nobody --password long-enough-words", "Nobody can sign in as nobody."),
        ("reset-password ines.calder --password short", "--password: Use at least 8"),
        ("reset-password ines.calder --password ines.calder", "--password: Your name is easy"),
    ],
)
def test_a_reset_that_cannot_be_is_one_line(locked_out: Flask, command: str, said: str) -> None:
    result = typing(locked_out, command)

    assert result.exit_code == 1
    assert said in result.output
    assert result.output.count("\n") == 1
    person = db.session.scalars(select(Person)).one()
    assert verify_password(person.password_hash, ANSWERS["--password"])


def test_nothing_is_reset_before_it_is_set_up(empty: Flask) -> None:
    assert "run `flask setup`" in typing(empty, "reset-password ines.calder").output
