"""What a pasted list is taken for before accounts are made: names, headings, namesakes."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from accounts.relations import is_enrolled
from domain.people import Role
from models.people import Person
from models.session import db, unit_of_work
from tests import factories
from tests.accounts.pasted_lists import cards_on, people, preview
from tests.cast import MORNING, Cast
from tests.client import Client


@pytest.fixture
def rivera(browser_of: Callable[..., Client], cast: Cast) -> Client:
    return browser_of(cast.rivera)


def test_who_has_an_account_in_the_school_is_offered_it(rivera: Client, cast: Cast) -> None:
    before = people()
    page = preview(rivera, cast, "Leo, Student")  # Ms. Chen's Leo, written the other way round
    assert "Add this account: Student Leo (leo), History 5" in page.text

    unsaid = page.form("Make the accounts").submit(status=422)
    assert unsaid.told() == ["Student Leo"]
    assert not is_enrolled(cast.civics, cast.leo)
    roster = unsaid.form("Make the accounts").submit(fields={"who-1": str(cast.leo)})

    assert people() == before
    assert is_enrolled(cast.civics, cast.leo)
    assert "One student came in with the account they have." in roster.text


LONG = "Ann " + "Wolfe" * 12
WRITTEN = f"Student Leo\n{LONG}\nAda Obi\nIda Fox\n42\nBo Li"


def test_each_namesake_left_open_is_asked_about_in_its_place(rivera: Client, cast: Cast) -> None:
    with unit_of_work():
        factories.person(cast.northfield, "Ada Obi", MORNING, Role.STUDENT)
    page = preview(rivera, cast, WRITTEN)

    asked = page.form("Make the accounts").submit(status=422, fields={"who-3": ""})

    assert asked.told() == ["Student Leo"]
    assert "Choose who it is." in asked.soup.select_one("#who-1").get_text()
    assert not asked.soup.select("#who-3 .field-error, #names-error")
    assert asked.form("Make the accounts").fields["who-3"] == "", "what was said is kept"


def test_a_refused_preview_keeps_every_line_and_every_tick(rivera: Client, cast: Cast) -> None:
    form = preview(rivera, cast, WRITTEN).form("Make the accounts")

    asked = form.submit(status=422, name="Bo Li\tbo.li")

    assert asked.form("Show what will be made").fields["names"].splitlines() == WRITTEN.split("\n")
    assert "Line 2 is left out" in asked.text
    again = asked.form("Make the accounts")
    assert again.fields.getlist("name") == ["Bo Li\tbo.li"]
    made = again.submit(fields={"who-1": str(cast.leo)})
    assert "2 lines of your list were left out" in made.text
    assert set(cards_on(made)) == {"Bo Li"}


def test_a_refused_preview_keeps_the_order_of_columns(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "Smith\tJohn\t9B\nLeo\tStudent\t9B", status=422)
    page = page.press("Show what will be made", order="family_first")

    again = page.form("Make the accounts").submit(status=422)

    assert again.form("Make the accounts").fields.getlist("name") == ["Smith, John\tjohn.smith"]
    assert again.form("Show what will be made").fields["order"] == "family_first"


def test_where_nothing_is_ticked_the_first_name_is_led_to(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "42\nAda Obi\nBo Li")

    refused = page.form("Make the accounts").submit(status=422, name=[])

    assert refused.told() == ["Names from your list"]
    assert refused.soup.select_one(".notice-error a")["href"] == "#tick-2"
    described = refused.soup.select_one("#tick-2")["aria-describedby"]
    assert "Tick at least one name." in refused.soup.select_one(f"#{described}").get_text()
    assert refused.form("Make the accounts").fields.getlist("name") == []
    assert refused.form("Show what will be made").fields["names"] == "42\nAda Obi\nBo Li"


def test_a_name_that_came_in_meanwhile_is_led_to(rivera: Client, cast: Cast) -> None:
    form = preview(rivera, cast, "Bo Li\nAda Obi").form("Make the accounts")
    preview(rivera, cast, "Ada Obi").press("Make the accounts")

    refused = form.submit(status=422)

    assert refused.soup.select_one(".notice-error a")["href"] == "#tick-2"
    assert refused.form("Make the accounts").fields.getlist("name") == ["Bo Li\tbo.li"]


def test_a_list_grown_too_long_keeps_its_lines(rivera: Client, cast: Cast) -> None:
    form = preview(rivera, cast, "Ada Obi").form("Make the accounts")
    names = [f"Bo {letter}i" for letter in "abcdefghij" * 11]

    refused = form.submit(status=422, name=names, pasted="\n".join(names))

    assert "Paste at most 100 names" in refused.soup.select_one("#names-error").get_text()
    assert refused.form("Show what will be made").fields["names"].splitlines() == names


def test_a_namesake_may_be_another_person_or_be_left_out(rivera: Client, cast: Cast) -> None:
    form = preview(rivera, cast, "Student Leo\nAda Obi").form("Make the accounts")
    assert "who-1" not in form.fields

    cards = cards_on(form.submit(fields={"who-1": "Student Leo"}))
    assert set(cards) == {"Student Leo", "Ada Obi"}
    assert not is_enrolled(cast.civics, cast.leo)

    again = preview(rivera, cast, "Student Leo\nIda Fox").form("Make the accounts")
    left_out = cards_on(again.submit(fields={"who-1": ""}))
    assert set(left_out) == {"Ida Fox"}


def test_a_namesake_whose_user_name_was_pasted_is_chosen(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "Name\tUser name\nStudent Leo\tLEO")

    assert page.form("Make the accounts").fields["who-2"] == str(cast.leo)


def test_a_namesake_whose_address_was_pasted_is_chosen(rivera: Client, cast: Cast) -> None:
    with unit_of_work():
        leo = db.session.get_one(Person, cast.leo)
        leo.email = leo.email_key = "leo@northfield.test"

    form = preview(rivera, cast, "Leo, Student <Leo@northfield.test>\nAda Obi").form("Make the")
    assert form.fields["who-1"] == str(cast.leo)

    page = form.submit()
    assert "One new account was made. One student came in with the account they have." in page.text


def test_accounts_of_elsewhere_are_not_offered(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "Student Tom\nLily Chen")

    assert page.form("Make the accounts").fields.getlist("name") == [
        "Student Tom\tstudent.tom",
        "Lily Chen\tlily.chen",
    ]


@pytest.mark.parametrize("who", ["tom", "chen", "okafor"])
def test_nobody_else_is_taken_in_by_a_forged_list(rivera: Client, cast: Cast, who: str) -> None:
    path = f"/classes/{cast.civics}/students/new"

    rivera.post(path, {"who-1": str(getattr(cast, who))}, status=404)

    assert not is_enrolled(cast.civics, getattr(cast, who))


def test_columns_are_asked_about_where_they_cannot_be_told(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "Smith\tJohn\t9B\nde la Cruz\tAna\t9B", status=422)
    assert "Say which column is which" in page.text
    assert "The first line reads: Smith John" in page.text
    assert not page.soup.select("#make")

    page = page.press("Show what will be made", order="family_first")

    assert page.form("Make the accounts").fields.getlist("name") == [
        "Smith, John\tjohn.smith",
        "de la Cruz, Ana\tana.cruz",
    ]
    page.press("Make the accounts")
    family = db.session.scalar(select(Person.family_name).where(Person.sign_in_key == "ana.cruz"))
    assert family == "de la Cruz"


def test_a_heading_makes_no_account(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, 'Last, First\tGrade\tEmail\n"Doe, Jane"\t12\tjane@x.org')

    assert page.form("Make the accounts").fields.getlist("name") == ["Doe, Jane\tjane.doe"]


def test_a_row_that_is_odd_has_one_sentence(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "12345\nJane Doe, F\nAda Obi")

    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("#make tbody tr")]
    assert rows[0] == "12345 Line 1 has no name. It is left out. –"
    assert "This may not be a student’s name" in rows[1]
    assert page.form("Make the accounts").fields.getlist("name") == ["Ada Obi\tada.obi"]


def test_what_may_be_no_name_is_not_ticked(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "ana@school.org\nAda Obi")

    assert "This has digits or an @." in page.text
    assert page.form("Make the accounts").fields.getlist("name") == ["Ada Obi\tada.obi"]


def test_a_second_student_of_a_name_is_made_when_ticked(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "Student Maya")

    cards = cards_on(page.form("Make the accounts").submit(double="Student Maya"))

    assert cards["Student Maya"][0] == "student.maya"


def test_names_in_any_script_get_user_names_that_can_be_typed(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "王小明\nمريم\nZoë Ångström\n李娜")

    names = [row.select("td")[0].get_text() for row in page.soup.select("#make tbody tr")]

    assert names == ["student4", "mrym", "zoe.angstrom", "student7"], "three are here already"
