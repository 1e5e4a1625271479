"""What a page's script hears of who is signed in, and of accounts that became theirs."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from accounts.actions.merging import merge_students
from accounts.actions.people import create_person, enrol
from domain.people import Role
from models.session import unit_of_work
from tests.cast import MORNING, Cast
from tests.client import Client


@pytest.fixture
def earlier(cast: Cast) -> list[UUID]:
    """Two accounts that Maya made before: the older became the newer, and that became hers."""
    accounts = []
    for name in ("maya.one", "maya.two"):
        with unit_of_work():
            made = create_person(
                cast.northfield, "Maya", [Role.STUDENT], MORNING, sign_in_name=name
            )
            enrol(cast.civics, cast.northfield, made, MORNING)
        accounts.append(made)
    oldest, older = accounts
    for kept, gone in ((older, oldest), (cast.maya, older)):
        with unit_of_work():
            at = MORNING + timedelta(hours=1)
            merge_students(cast.actor("rivera"), cast.civics, kept, gone, at)
    return accounts


def test_only_ones_own_earlier_accounts_are_named(
    cast: Cast, earlier: list[UUID], browser_of: Callable[..., Client], client: Client
) -> None:
    asked = "&".join(f"account={each}" for each in (*earlier, cast.jonas, cast.maya, "x", ""))
    path = f"/account/session?{asked}"

    def heard(browser: Client) -> tuple[str | None, list[str]]:
        said = browser.flask.get(path).json
        assert said is not None
        return said["account"], said["merged"]

    assert heard(browser_of(cast.maya)) == (str(cast.maya), [str(each) for each in earlier])
    assert heard(browser_of(cast.jonas)) == (str(cast.jonas), [])
    assert heard(client) == (None, [])
