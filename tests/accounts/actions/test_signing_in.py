"""Tries sent side by side are all counted."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from flask import Flask

from accounts.actions.signing_in import account_key, count_try, sign_in
from accounts.queries.signing_in import credentials_for
from domain.errors import Refusal
from models.people import Person
from models.session import db, unit_of_work
from tests.cast import MORNING, Cast


@pytest.fixture
def guess(app: Flask) -> Callable[[int], datetime | None]:
    """One guess at Maya's password, from a thread of its own."""

    def one(_number: int) -> datetime | None:
        with app.app_context():
            account = credentials_for("maya")
            with unit_of_work():
                return count_try(account, "maya", "10.0.0.1", None, MORNING)

    return one


def test_of_many_guesses_at_once_only_the_free_ones_are_heard(cast: Cast, guess) -> None:
    with ThreadPoolExecutor(8) as threads:
        waits = list(threads.map(guess, range(24)))

    assert waits.count(None) == 5


def test_a_password_changed_in_the_meantime_opens_nothing(cast: Cast) -> None:
    account = credentials_for("maya")
    assert account is not None
    with unit_of_work():
        db.session.get_one(Person, cast.maya).password_hash = "another"

    with pytest.raises(Refusal, match="wrong-password"), unit_of_work():
        sign_in(account, "device-token", MORNING)


def test_a_name_and_its_account_are_counted_as_one(cast: Cast) -> None:
    account = credentials_for("MAYA")

    assert account_key(account, "MAYA") == account_key(account, "maya@school.example")
    assert account_key(None, " Nobody") == account_key(None, "nobody")
    assert "nobody" not in account_key(None, "nobody")
