"""The demo school: a class as a class is, and results that follow from what was answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from admin.demo import build_demo_school
from admin.demo.invented import CARD_SIGN_IN_NAME, CLASS_CODE
from content.courses import banks_folder, course_folders, load_course
from content.sync import publish_course
from models.classes import SchoolClass
from models.people import Person
from models.progress import AssignmentResult, MisconceptionShown
from models.session import db, unit_of_work
from tests.admin.empty import app_on_empty_database
from tests.cast import MORNING
from tests.client import Client
from tests.databases import StoryDatabase

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(database: StoryDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The demo school, built once for the stories of this module."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with app_on_empty_database(database, folder) as app:
        app.config["CLOCK"] = lambda: MORNING
        db.create_all()
        with unit_of_work():
            for course in course_folders():
                publish_course(load_course(course, banks_folder(course)), MORNING)
        with unit_of_work():
            build_demo_school(MORNING)
        yield app


def enter(app: Flask, role: str) -> Client:
    client = Client(app)
    client.get("/").form(action=f"/demo/{role}").submit()
    return client


@pytest.mark.parametrize(
    ("role", "first_page"),
    [("student", "/home"), ("teacher", "/classes"), ("administrator", "/school")],
)
def test_one_click_leads_to_each_first_page(demo: Flask, role: str, first_page: str) -> None:
    page = enter(demo, role).page

    assert page is not None
    assert page.path == first_page


def test_one_click_works_from_this_machine_only(demo: Flask) -> None:
    client = Client(demo)
    token = {"csrf_token": client.get("/").csrf_token}

    for options in (
        {"headers": {"X-Forwarded-For": "192.0.2.1"}},
        {"headers": {"Forwarded": "for=192.0.2.1"}},
        {"base_url": "http://ascertain.example"},
    ):
        answer = client.flask.post("/demo/teacher", data=token, **options)
        assert answer.status_code in {400, 404}, options
    assert client.flask.get("/demo/teacher").status_code == 405


def test_the_demo_student_has_something_due_and_something_begun(demo: Flask) -> None:
    page = enter(demo, "student").page

    assert page is not None
    assert "Continue" in page.text
    assert "Quiz: objections" in page.text


def test_the_class_holds_the_beliefs_that_were_made_up_for_it(demo: Flask) -> None:
    held = db.session.execute(
        select(MisconceptionShown.misconception_id, func.count())
        .group_by(MisconceptionShown.misconception_id)
        .order_by(func.count().desc())
    ).all()

    assert held[0][0] == "vp-decides"
    assert len(held) >= 5


def test_results_are_what_rebuilding_makes_of_them(demo: Flask) -> None:
    before = db.session.scalar(select(func.count()).select_from(AssignmentResult))
    db.session.rollback()

    result = demo.test_cli_runner().invoke(args=["progress", "rebuild"])

    assert "Nothing was different." in result.output, result.output
    assert db.session.scalar(select(func.count()).select_from(AssignmentResult)) == before


def test_the_code_and_the_card_of_the_journeys_are_there(demo: Flask) -> None:
    assert db.session.scalar(select(SchoolClass.name).where(SchoolClass.join_code == CLASS_CODE))
    card = db.session.scalars(select(Person).where(Person.sign_in_name == CARD_SIGN_IN_NAME)).one()
    assert card.password_is_one_time


def test_who_has_a_password_has_signed_in(demo: Flask) -> None:
    teacher = enter(demo, "teacher")
    for link in teacher.page.soup.select("main h2 a"):
        roster = teacher.get(f"{link['href']}/students")
        never = [row for row in roster.soup.select("tbody tr") if "Never" in row.get_text()]
        assert all("Login card" in row.get_text() for row in never)


def test_a_key_was_wrong_and_somebody_said_so(demo: Flask) -> None:
    teacher = enter(demo, "teacher")

    waiting = teacher.get("/classes").click("1 challenge of a question waits")
    asked = teacher.get(str(waiting.soup.select_one("main .rows a")["href"]))
    assert "Nobody signs it." in asked.text

    report = teacher.get("/classes").click("Civics, period 2").click("Quiz: the Vice President")
    preview = report.click("Re-score: see first")
    assert "0 fall" in preview.text
    assert preview.soup.select("tbody tr")
