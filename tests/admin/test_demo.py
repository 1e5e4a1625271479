"""The demo school: believable, the same each time, and open to one click from this machine."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from admin.demo import build_demo_school, demo_person, invented
from admin.preparing import publish_courses
from admin.queries.school import school
from admin.try_it import NEW_CARD, prepare_demo, ways_in
from domain.passphrases import show_class_code
from domain.people import Actor, Role
from models.audit import AuditEntry
from models.classes import SchoolClass
from models.installation import Installation, InstallationKind
from models.people import Person
from models.session import db, unit_of_work
from progress.queries.today import today
from progress.rebuild import rebuild
from tests.cast import MORNING
from tests.client import Client

pytestmark = pytest.mark.slow

FIRST_PAGES = {Role.STUDENT: "/home", Role.TEACHER: "/classes", Role.ADMINISTRATOR: "/school"}


@pytest.fixture
def demo(app: Flask) -> Flask:
    """The demo school in a database of its own."""
    db.drop_all()
    db.create_all()
    publish_courses()
    with unit_of_work():
        build_demo_school(MORNING)
    return app


def actor(role: Role) -> Actor:
    found = demo_person(role)
    return Actor(
        person_id=found.person_id,
        school_id=found.school_id,
        roles=frozenset({role}),
        display_name=role,
        school_name=invented.SCHOOL_NAME,
        time_zone=invented.TIME_ZONE,
    )


def test_the_demo_school_is_alive_and_exact(demo: Flask) -> None:
    """One long story, for building the school takes seconds."""
    _each_role_comes_in_with_one_click(demo)
    _the_student_has_something_to_do()
    _classes_differ()
    _nothing_happens_in_the_future()
    _rebuilding_changes_nothing()
    _the_code_and_card_open(demo)


def _each_role_comes_in_with_one_click(demo: Flask) -> None:
    for role, path in FIRST_PAGES.items():
        client = Client(demo)
        page = client.get("/").press(f"Try it as a{'n' if role[0] == 'a' else ''} {role}")
        assert page.path == path


def _the_student_has_something_to_do() -> None:
    found = today(actor(Role.STUDENT), MORNING)

    assert any(piece.is_lesson and piece.has_begun for piece in found.to_do)
    assert any(not piece.is_lesson for piece in found.to_do)
    assert found.finished


def _classes_differ() -> None:
    found = school(actor(Role.ADMINISTRATOR), MORNING)

    assert len(found.classes) == len(invented.CLASSES)
    assert any(line.expected == 0 for line in found.classes), "one class has nothing yet"
    assert any(line.behind for line in found.classes)
    averages = [line.average for line in found.classes if line.average is not None]
    assert all(0.3 < float(average) < 0.95 for average in averages)
    assert len(set(averages)) == len(averages) > 1


def _nothing_happens_in_the_future() -> None:
    latest = db.session.scalar(select(func.max(AuditEntry.at)))

    assert latest is not None
    assert latest <= MORNING


def _rebuilding_changes_nothing() -> None:
    reports = rebuild()

    assert all(report.rows for report in reports)
    assert sum(report.differed for report in reports) == 0


def _the_code_and_card_open(demo: Flask) -> None:
    assert [each.rsplit(" ", 1)[1] for each in ways_in()] == [
        show_class_code(invented.CLASS_CODE),
        invented.CARD_PASSPHRASE,
    ]
    code = select(SchoolClass.name).where(SchoolClass.join_code == invented.CLASS_CODE)
    assert db.session.scalar(code) == invented.CLASSES[0].name
    page = (
        Client(demo)
        .get("/sign-in")
        .press(
            "Sign in", sign_in_name=invented.CARD_SIGN_IN_NAME, password=invented.CARD_PASSPHRASE
        )
    )
    assert page.path.startswith("/account/choose-password")
    with unit_of_work():
        card = select(Person).where(Person.sign_in_name == invented.CARD_SIGN_IN_NAME)
        db.session.scalars(card).one().password_is_one_time = False
    assert ways_in()[1].endswith(NEW_CARD), "it opens nothing any more"


@pytest.fixture
def sign_in_only(app: Flask) -> Flask:
    """A demo with nobody in it."""
    with unit_of_work():
        db.session.add(Installation(id=1, kind=InstallationKind.DEMO.value, created_at=MORNING))
    return app


@pytest.mark.parametrize("role", Role)
def test_a_real_installation_has_no_such_door(client: Client, role: Role) -> None:
    client.post(f"/demo/{role}", status=404)


def test_nor_has_a_demo_that_others_can_reach(
    sign_in_only: Flask, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for header in ("X-Forwarded-For", "X-Forwarded", "X-Forwarded-Port", "X-FORWARDED-SERVER"):
        client.post("/demo/student", status=404, headers={header: "10.0.0.1"})
    for header in ("Via", "Forwarded", "X-Real-IP", "X-Client-IP", "CF-Connecting-IP"):
        client.post("/demo/student", status=404, headers={header: "1.1 a-proxy"})
    client.get("/", base_url="http://school.example")
    client.post("/demo/student", status=404, base_url="http://school.example")
    client.get("/")
    monkeypatch.setitem(sign_in_only.config, "LISTENS_ON_LOOPBACK", False)
    client.post("/demo/student", status=404)


def test_the_door_has_no_other_rooms(sign_in_only: Flask, client: Client) -> None:
    for role in ("king", "STUDENT", "student%00", ""):
        client.post(f"/demo/{role}", status=404)
    client.get("/demo/student", status=405)


def test_a_demo_never_opens_a_real_installation(app: Flask) -> None:
    with unit_of_work():
        db.session.add(Installation(id=1, kind=InstallationKind.REAL.value, created_at=MORNING))
    before = db.session.scalar(select(func.count()).select_from(Person))

    with pytest.raises(SystemExit, match="real installation"):
        prepare_demo()

    assert db.session.scalar(select(func.count()).select_from(Person)) == before
