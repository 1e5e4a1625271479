"""Mr. Rivera at his first page, and making and sharing classes in the browser."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from admin.actions.people import set_roles
from classes.actions import add_teacher, create_class
from domain.errors import Refusal
from domain.passphrases import show_class_code
from domain.people import Role
from models.classes import SchoolClass
from models.session import db, unit_of_work
from tests import factories
from tests.cast import MORNING, Cast
from tests.classes.classroom import WRONG, Classroom
from tests.client import Client


def test_a_class_is_made_and_its_code_is_shown_large(rivera: Client) -> None:
    page = (
        rivera.get("/classes").click("Make another class").press("Make the class", name="Period 4")
    )

    made = db.session.scalars(select(SchoolClass).where(SchoolClass.name == "Period 4")).one()
    assert page.path == f"/classes/{made.id}/code"
    assert page.soup.select_one(".join-code").text == show_class_code(made.join_code)


def test_an_administrator_chooses_who_teaches_a_new_class(
    cast: Cast, browser_of: Callable[..., Client]
) -> None:
    page = browser_of(cast.okafor).get("/classes/new")
    names = [label.get_text(strip=True) for label in page.soup.select("#teachers .choice")]
    assert names == ["Daniel Rivera", "Lily Chen"], "of this school"

    page.press("Make the class", name="Period 6", teachers=[str(cast.chen), str(cast.rivera)])

    for teacher in (cast.chen, cast.rivera):
        assert "Period 6" in browser_of(teacher).get("/classes").text
    log = browser_of(cast.okafor).get("/school/log").text
    assert "Lily Chen · Period 6" in log


@pytest.mark.parametrize("forged", ["novak", "maya", "okafor"])
def test_only_teachers_of_the_school_can_be_chosen(
    cast: Cast, browser_of: Callable[..., Client], forged: str
) -> None:
    page = browser_of(cast.okafor).get("/classes/new")

    page = page.press(
        "Make the class", status=422, name="Period 6", teachers=str(getattr(cast, forged))
    )

    assert "Choose again" in page.soup.select_one("#teachers-error").text
    assert page.soup.select_one("#name")["value"] == "Period 6"
    with pytest.raises(Refusal, match="not-a-teacher"), unit_of_work():
        create_class(cast.actor("okafor"), "Period 6", MORNING, [getattr(cast, forged)])


def test_an_administrators_classes_are_all_of_the_school(
    cast: Cast, browser_of: Callable[..., Client]
) -> None:
    page = browser_of(cast.okafor).get("/classes")
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("tbody tr")]
    assert rows == ["Civics 3 Daniel Rivera 3", "History 5 Lily Chen 1"]
    assert page.click("History 5").path == f"/classes/{cast.history}"

    page = page.click("Make a class").press("Make the class", name="Period 6", teachers=None)
    page = browser_of(cast.okafor).get("/classes")
    assert "Period 6 No teacher" in page.text
    assert page.click("Add a teacher").path.endswith("/teachers")


def test_an_administrator_who_teaches_has_both(
    cast: Cast, browser_of: Callable[..., Client]
) -> None:
    with unit_of_work():
        roles = [Role.TEACHER, Role.ADMINISTRATOR]
        set_roles(cast.actor("okafor"), cast.rivera, roles, MORNING)

    page = browser_of(cast.rivera).get("/classes")

    assert "Civics 3 has nothing to do" in page.text
    assert "History 5" in page.soup.select_one("table").get_text()
    made = page.click("Make another class")
    ticked = made.soup.select("#teachers input[checked]")
    assert [box["value"] for box in ticked] == [str(cast.rivera)]


def test_a_class_without_a_name_is_refused_next_to_the_field(rivera: Client) -> None:
    page = rivera.get("/classes/new").press("Make the class", status=422, name=" ")
    assert "Give the class a name." in page.soup.select_one("#name-error").text

    page = page.press("Make the class", status=422, name="n" * 81)
    assert "at most 80 characters" in page.soup.select_one("#name-error").text
    assert page.soup.select_one("#name")["value"] == "n" * 81
    assert "maxlength" not in page.soup.select_one("#name").attrs, "a browser would cut it"


def test_a_new_name_is_saved(rivera: Client, cast: Cast) -> None:
    page = rivera.get(f"/classes/{cast.civics}/edit").press("Save the name", name="Civics <4>")

    assert page.soup.h1.text == "Civics <4>"
    assert "The new name is saved." in page.text


def test_a_colleague_is_added_and_taken_off(
    rivera: Client, cast: Cast, browser_of: Callable[..., Client]
) -> None:
    page = rivera.get(f"/classes/{cast.civics}/teachers")
    page = page.press("Add the teacher", status=422, sign_in_name="novak")
    assert "No teacher of your school" in page.soup.select_one("#sign_in_name-error").text
    assert page.soup.select_one("#sign_in_name")["value"] == "novak"

    page = page.press("Add the teacher", sign_in_name="chen")
    assert "Lily Chen" in page.text
    assert "Civics 3" in browser_of(cast.chen).get("/classes").text

    page = page.click("Take off the class")
    assert "Take Lily Chen off Civics 3 ?" in page.text
    assert "They will no longer see this class." in page.text
    assert "Lily Chen" in page.click("Keep them").text

    page = page.press("Take off the class")
    assert "Lily Chen" not in page.text
    browser_of(cast.chen).get(f"/classes/{cast.civics}", status=404)


def test_a_teacher_who_leaves_lands_on_the_first_page(rivera: Client, cast: Cast) -> None:
    page = rivera.get(f"/classes/{cast.civics}/teachers").press(
        "Add the teacher", sign_in_name="chen"
    )

    page = page.click("Leave the class")
    assert "You will no longer see this class." in page.text
    assert "an administrator can bring you back" in page.text
    assert page.click("Stay").path == f"/classes/{cast.civics}/teachers"

    page = page.press("Leave the class")

    assert page.path == "/classes"
    assert "You have no class yet" in page.text


def test_an_administrator_who_leaves_a_class_still_sees_it(
    cast: Cast, browser_of: Callable[..., Client]
) -> None:
    with unit_of_work():
        set_roles(cast.actor("okafor"), cast.rivera, [Role.TEACHER, Role.ADMINISTRATOR], MORNING)
        add_teacher(cast.actor("okafor"), cast.civics, "chen", MORNING)

    page = browser_of(cast.rivera).get(f"/classes/{cast.civics}/teachers").click("Leave the class")
    assert "As an administrator you still see it" in page.text

    assert page.press("Leave the class").path == f"/classes/{cast.civics}/teachers"


def test_the_last_teacher_and_who_teaches_no_class_are_not_asked_about(
    rivera: Client, cast: Cast
) -> None:
    page = rivera.get(f"/classes/{cast.civics}/teachers/{cast.rivera}/remove", status=409)
    assert "A class needs at least one teacher" in page.text

    rivera.get(f"/classes/{cast.civics}/teachers/{cast.chen}/remove", status=404)
    rivera.get(f"/classes/{cast.civics}/teachers/{cast.maya}/remove", status=404)


def test_archiving_asks_first_and_can_be_undone(rivera: Client, cast: Cast) -> None:
    page = rivera.get(f"/classes/{cast.civics}/edit").click("Archive the class")
    page = page.press("Archive the class")
    assert "Archived classes" in page.text

    page = page.press("Bring back")

    assert page.path == f"/classes/{cast.civics}"
    assert "This class is archived" not in page.text


def test_the_first_page_says_what_now(rivera: Client, room: Classroom) -> None:
    page = rivera.get("/classes")
    assert "Civics 3 has nothing to do" in page.text

    quiz = room.give(days=1)
    room.take("maya", quiz, **WRONG)
    room.clock.advance(days=2)
    page = rivera.get("/classes")

    assert "3 students of Civics 3 are behind or struggling." in page.text
    assert "1 of 3 assignments finished" in page.text
    assert "average 50%" in page.text
    shown = page.click("Open the class")
    assert shown.path.endswith("?show=help")
    assert "Only the 3 students who need help are shown." in shown.text
    assert shown.click("Show the whole class").path.endswith("?sort=help")


def test_a_form_sent_twice_makes_one_class(rivera: Client) -> None:
    form = rivera.get("/classes/new").form("Make the class")

    first, second = form.submit(name="Civics 4"), form.submit(name="Civics 4")

    assert first.path == second.path
    assert "has this name too" not in second.text


def test_a_second_class_of_a_name_is_made_and_said(rivera: Client) -> None:
    page = rivera.get("/classes/new").press("Make the class", name="civics 3")

    assert "Another class of yours has this name too." in page.text


def test_names_are_escaped(rivera: Client, room: Classroom, cast: Cast) -> None:
    with unit_of_work() as session:
        session.get_one(SchoolClass, cast.civics).name = "<b>x</b>"
    room.give()

    for path in ("/classes", f"/classes/{cast.civics}", f"/classes/{cast.civics}/assign"):
        assert "<b>x</b>" not in rivera.get(path).body


def test_a_class_of_forty_is_one_page(rivera: Client, room: Classroom, cast: Cast) -> None:
    with unit_of_work():
        pupils = [factories.person(cast.northfield, f"Pupil N{n}", MORNING) for n in range(40)]
        factories.enrolment(cast.northfield, cast.civics, MORNING, *pupils)
    for _ in range(6):
        room.give()

    page = rivera.get(f"/classes/{cast.civics}")

    assert len(page.soup.select("tbody tr")) == 43
