"""A class's roster and its code."""

from collections.abc import Callable

import pytest
from sqlalchemy import event, select

from classes.actions import archive_class
from models.audit import AuditEntry
from models.classes import SchoolClass
from models.session import db, unit_of_work
from tests import factories
from tests.cast import MORNING, Cast
from tests.client import Client


@pytest.fixture
def rivera(browser_of: Callable[..., Client], cast: Cast) -> Client:
    return browser_of(cast.rivera)


def code_of(cast: Cast) -> str:
    db.session.rollback()
    return db.session.get_one(SchoolClass, cast.civics).join_code


def actions() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_the_roster_names_everybody_and_their_last_sign_in(
    rivera: Client, browser_of: Callable[..., Client], cast: Cast, clock
) -> None:
    browser_of(cast.maya)
    clock.advance(days=1)

    page = rivera.get(f"/classes/{cast.civics}/students")

    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("tbody tr")]
    assert rows == [
        "Student Jonas jonas Never Own password",
        "Student Maya maya Tue 15 Sep 2026, 9:00 AM Own password",
        "Student Priya priya Never Own password",
    ]
    assert "CVCP-3333" in page.text


def test_an_empty_class_says_what_to_do(rivera: Client, cast: Cast, clock) -> None:
    with unit_of_work():
        empty = factories.school_class(cast.northfield, "Empty", "777777", clock(), cast.rivera)

    page = rivera.get(f"/classes/{empty}/students")

    assert "Nobody is in this class yet" in page.text
    assert page.click("Add students").form("Show what will be made")


@pytest.mark.parametrize("name", ["chen", "novak", "haas"])
def test_other_peoples_classes_are_not_there(
    browser_of: Callable[..., Client], cast: Cast, name: str
) -> None:
    browser = browser_of(getattr(cast, name))
    base = f"/classes/{cast.civics}"

    browser.get(f"{base}/students", status=404)
    browser.get(f"{base}/students/add", status=404)
    browser.get(f"{base}/students/{cast.maya}", status=404)
    browser.get(f"{base}/students/{cast.maya}/new-card", status=404)
    browser.get(f"{base}/students/{cast.maya}/remove", status=404)
    browser.get(f"{base}/code/renew", status=404)
    browser.get(f"{base}/students/{cast.maya}/merge?gone={cast.jonas}", status=404)
    for path in (
        "students/add",
        "students/new",
        "students/cards",
        f"students/{cast.maya}",
        f"students/{cast.maya}/remove",
        f"students/{cast.maya}/put-back",
        f"students/{cast.maya}/clear-delay",
        f"students/{cast.maya}/merge",
        "code/renew",
        "code/lock",
    ):
        fields = {"names": "A B", "name": "A B", "display_name": "A B", "gone": cast.jonas}
        browser.post(f"{base}/{path}", fields, status=404)
    assert actions() == []


def test_an_administrator_may_help_out(browser_of: Callable[..., Client], cast: Cast) -> None:
    page = browser_of(cast.okafor).get(f"/classes/{cast.civics}/students")

    assert page.press("Lock the code").path.endswith("/students")


def test_the_code_is_locked_unlocked_and_renewed(
    rivera: Client, client: Client, cast: Cast
) -> None:
    page = rivera.get(f"/classes/{cast.civics}/students").press("Lock the code")
    client.get("/join/CVCP3333", status=409)

    page = page.press("Unlock the code")
    client.get("/join/CVCP3333")

    asked = page.click("Get another code")
    assert "CVCP-3333, opens nothing any more" in asked.text.replace(" ,", ",")
    assert asked.click("Keep this code").path.endswith("/students")
    client.get("/join/CVCP3333")
    page = asked.press("Get another code")
    assert "The new class code is" in page.text
    client.get("/join/CVCP3333", status=404)
    code = code_of(cast)
    client.get(f"/join/{code}")
    asked.press("Get another code")
    assert code_of(cast) == code, "a second click makes no third code"
    assert actions() == ["lock-class-code", "unlock-class-code", "renew-class-code"]


def test_after_changing_the_code_one_is_back_where_one_was(rivera: Client, cast: Cast) -> None:
    path = f"/classes/{cast.civics}/code/lock"

    assert rivera.post(path, {"locked": "yes", "next": "/account"}).path == "/account"
    back = rivera.post(path, {"locked": "no", "next": "//evil.example"})
    assert back.path == f"/classes/{cast.civics}/students"


def test_a_bigger_class_needs_no_more_queries(rivera: Client, cast: Cast, clock) -> None:
    path = f"/classes/{cast.civics}/students"
    few = queries_of(rivera, path)
    with unit_of_work():
        more = [factories.person(cast.northfield, f"Student N{n}", clock()) for n in range(30)]
        factories.enrolment(cast.northfield, cast.civics, clock(), *more)

    assert queries_of(rivera, path) == few
    assert len(rivera.get(path).soup.select("tbody tr")) == 33


def queries_of(client: Client, path: str) -> int:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    client.get(path)
    event.remove(db.engine, "before_cursor_execute", note)
    return len([each for each in statements if each.startswith("SELECT")])


def test_addresses_are_dropped_and_half_a_name_is_pointed_out(rivera: Client, cast: Cast) -> None:
    page = rivera.get(f"/classes/{cast.civics}/students/add")

    page = page.press("Show what will be made", names="Student\nGarcia, Maria mgarcia@x.org\nLopez")

    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("tbody tr")]
    assert rows == [
        "Maria Garcia maria.garcia",
        "Lopez Only one word: is the first name missing? lopez",
    ]


def test_an_archived_class_takes_nobody_in_and_keeps_its_code(rivera: Client, cast: Cast) -> None:
    """The pages stood open while the class was archived: every click is refused, with why."""
    path = f"/classes/{cast.civics}"
    rivera.get(f"{path}/students/{cast.priya}/remove").press("Remove from this class")
    roster = rivera.get(f"{path}/students")
    renew = rivera.get(f"{path}/code/renew")
    adding = rivera.get(f"{path}/students/add")
    preview = adding.press("Show what will be made", names="Ada Owl")
    code = code_of(cast)
    with unit_of_work():
        archive_class(cast.actor("rivera"), cast.civics, MORNING)
    before = actions()
    said = "The class Civics 3 is archived"

    for button in ("Lock the code", "Put back"):
        assert said in roster.press(button, status=409).text
    assert said in renew.press("Get another code", status=409).text
    for refused in (
        adding.press("Show what will be made", status=422, names="Ada Owl"),
        preview.press("Make the accounts", status=422),
    ):
        assert said in refused.text
        assert refused.soup.textarea.get_text().strip() == "Ada Owl", "nothing typed is lost"
    for page in ("code/renew", "students/add"):
        assert said in rivera.get(f"{path}/{page}", status=409).text
    assert (actions(), code_of(cast)) == (before, code)
