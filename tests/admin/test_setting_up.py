"""`flask setup`: a real, empty installation with five answers."""

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from models.classes import SchoolClass
from models.installation import Installation
from models.people import Membership, Person, School
from models.session import db
from tests.client import Client

ANSWERS = {
    "--school": "Lakeside School",
    "--time-zone": "America/Denver",
    "--administrator": "Ines Moreno",
    "--sign-in-name": "ines",
    "--password": "a long and quiet river",
}


def set_up(app: Flask, **changed: str) -> Result:
    answers = {**ANSWERS, **{f"--{name.replace('_', '-')}": v for name, v in changed.items()}}
    arguments = [part for pair in answers.items() for part in pair]
    result = app.test_cli_runner().invoke(args=["setup", *arguments])
    db.session.rollback()
    return result


def count(table: type) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_one_command_makes_a_school_and_its_administrator(empty_app: Flask) -> None:
    result = set_up(empty_app)

    assert result.exit_code == 0, result.output
    assert "Lakeside School is set up" in result.output
    assert db.session.get_one(Installation, 1).kind == "real"
    assert [count(School), count(Person), count(SchoolClass)] == [1, 1, 0]
    assert db.session.scalar(select(Membership.role)) == "administrator"


def test_the_administrator_signs_in_and_sees_the_empty_school(empty_app: Flask) -> None:
    set_up(empty_app)
    empty_app.config["CLOCK"] = None

    page = Client(empty_app).get("/sign-in")
    page = page.press("Sign in", sign_in_name="ines", password=ANSWERS["--password"])

    assert page.path == "/school"
    assert "Lakeside School" in page.text


def test_the_questions_are_asked_one_after_the_other(empty_app: Flask) -> None:
    typed = "\n".join(ANSWERS.values()) + "\n"

    result = empty_app.test_cli_runner().invoke(args=["setup"], input=typed)

    assert result.exit_code == 0, result.output
    assert result.output.count(":") >= 5
    assert ANSWERS["--password"] not in result.output


def test_a_second_time_changes_nothing(empty_app: Flask) -> None:
    set_up(empty_app)

    again = set_up(empty_app, school="Another School", sign_in_name="other")

    assert again.exit_code == 1
    assert "set up already" in again.output
    assert count(School) == 1


@pytest.mark.parametrize(
    ("option", "answer"),
    [
        ("time_zone", "Mars/Olympus"),
        ("school", "  "),
        ("school", "x" * 500),
        ("administrator", ""),
        ("sign_in_name", "no spaces allowed"),
        ("password", "short"),
    ],
)
def test_a_bad_answer_is_named_and_nothing_is_written(
    empty_app: Flask, option: str, answer: str
) -> None:
    result = set_up(empty_app, **{option: answer})

    assert result.exit_code == 1
    assert "Nothing was changed" in result.output
    assert "Traceback" not in result.output
    assert count(School) == 0
    assert set_up(empty_app).exit_code == 0


def test_a_demo_never_becomes_real(empty_app: Flask) -> None:
    empty_app.test_cli_runner().invoke(args=["demo"], catch_exceptions=False)

    result = set_up(empty_app)

    assert result.exit_code == 1
    assert "demo school" in result.output
    assert db.session.get_one(Installation, 1).kind == "demo"


def test_a_real_installation_is_refused_by_the_demo(empty_app: Flask) -> None:
    set_up(empty_app)

    result = empty_app.test_cli_runner().invoke(args=["demo"])

    assert result.exit_code == 1
    assert "real installation" in result.output
    assert count(School) == 1
