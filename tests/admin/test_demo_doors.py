"""The demo's one-click doors: each opens for whoever stands behind it, and only then is offered."""

import pytest
from flask import Flask

from accounts.actions import give_passphrase, rename_person
from accounts.passwords import hash_passphrase
from admin.actions.people import archive_person, set_roles
from admin.demo import invented
from domain.names import suggest_sign_in_name
from domain.people import Actor, Role
from models.installation import Installation, InstallationKind
from models.people import Person
from models.session import db, unit_of_work
from tests import factories
from tests.cast import MORNING, Cast
from tests.client import Client

BEHIND = {
    Role.STUDENT: invented.STUDENT,
    Role.TEACHER: invented.TEACHERS[0],
    Role.ADMINISTRATOR: invented.ADMINISTRATOR,
}


@pytest.fixture
def behind(app: Flask, cast: Cast) -> dict[Role, Actor]:
    """A demo, and whoever stands behind each of its doors."""
    with unit_of_work():
        db.session.add(Installation(id=1, kind=InstallationKind.DEMO.value, created_at=MORNING))
        return {role: _somebody(cast, name, role) for role, name in BEHIND.items()}


def _somebody(cast: Cast, name: str, role: Role) -> Actor:
    key = suggest_sign_in_name(name, ())
    person_id = factories.person(cast.northfield, key, MORNING, role)
    db.session.get_one(Person, person_id).display_name = name
    return Actor(person_id, cast.northfield, frozenset({role}), name, "A school", "UTC")


def offered(client: Client) -> list[str]:
    buttons = client.get("/").soup.select(".front-demo button")
    return [button.get_text(strip=True).split()[-1] for button in buttons]


def test_a_door_opens_also_under_another_name(client: Client, behind: dict[Role, Actor]) -> None:
    teacher = behind[Role.TEACHER]
    with unit_of_work():
        rename_person(teacher, teacher.person_id, "Ruth H. Heron", MORNING)

    page = client.get("/").press("Try it as a teacher")

    assert page.path == "/classes"
    assert "Ruth H. Heron" in page.text


def test_a_namesake_who_joined_is_not_who_comes_in(
    client: Client, behind: dict[Role, Actor], cast: Cast
) -> None:
    with unit_of_work():
        db.session.get_one(Person, cast.maya).display_name = invented.STUDENT

    client.get("/").press("Try it as a student")

    assert "robin.finch" in client.get("/account").text


def test_only_doors_that_open_are_offered(client: Client, behind: dict[Role, Actor]) -> None:
    assert offered(client) == ["student", "teacher", "administrator"]
    administrator = behind[Role.ADMINISTRATOR]
    with unit_of_work():
        archive_person(administrator, behind[Role.STUDENT].person_id, MORNING)
        set_roles(administrator, behind[Role.TEACHER].person_id, [Role.ADMINISTRATOR], MORNING)

    assert offered(client) == ["administrator"]
    client.post("/demo/student", status=404)
    client.post("/demo/teacher", status=404)


@pytest.mark.parametrize("role", BEHIND)
def test_nobody_who_looks_around_has_to_choose_a_password(
    client: Client, behind: dict[Role, Actor], role: Role
) -> None:
    administrator, somebody = behind[Role.ADMINISTRATOR], behind[role]
    card = hash_passphrase("four-small-green-words")
    with unit_of_work():
        give_passphrase(administrator, somebody.person_id, card, MORNING)

    page = client.get("/").press(f"Try it as a{'n' if role[0] == 'a' else ''} {role}")

    assert page.path in {"/home", "/classes", "/school"}
    client.post("/sign-out")
    by_card = client.get("/sign-in").press(
        "Sign in",
        sign_in_name=suggest_sign_in_name(BEHIND[role], ()),
        password="four small green words",
    )
    assert by_card.path.startswith("/account/choose-password"), "the card asks all the same"
