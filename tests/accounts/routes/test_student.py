"""What a teacher does for one student."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from accounts.relations import is_enrolled
from domain.people import Role
from models.audit import AuditEntry
from models.content import Lesson
from models.people import Person
from models.reading import SectionRead
from models.session import db, unit_of_work
from tests import factories
from tests.cast import MORNING, Cast
from tests.client import Client, Page
from tests.factories import PASSWORD


@pytest.fixture
def rivera(browser_of: Callable[..., Client], cast: Cast) -> Client:
    return browser_of(cast.rivera)


def page_of(browser: Client, cast: Cast, name: str) -> Page:
    return browser.get(f"/classes/{cast.civics}/students").click(name)


def actions() -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_student_gets_another_name(rivera: Client, cast: Cast) -> None:
    page = page_of(rivera, cast, "Student Maya")

    saved = page.press("Save the name", display_name="Maya Lindqvist")

    assert "Maya Lindqvist" in saved.soup.h1.get_text()
    assert actions() == ["rename-person"]


@pytest.mark.parametrize("name", ["", "12", "x" * 61, "\x00"])
def test_a_name_that_will_not_do_is_refused(rivera: Client, cast: Cast, name: str) -> None:
    page = page_of(rivera, cast, "Student Maya").press("Save", status=422, display_name=name)

    assert "Please check this form" in page.text
    assert actions() == []


def test_a_student_leaves_and_is_put_back(rivera: Client, cast: Cast) -> None:
    asked = page_of(rivera, cast, "Student Maya").click("Remove from this class")
    assert "Remove Student Maya from Civics 3 ?" in asked.text
    assert is_enrolled(cast.civics, cast.maya)
    assert "Name" in asked.click("Keep them in the class").text
    page = asked.press("Remove from this class")
    assert "No longer in this class" in page.text
    rivera.get(f"/classes/{cast.civics}/students/{cast.maya}", status=404)

    page = page.press("Put back")

    assert page.click("Student Maya").status == 200
    assert "No longer in this class" not in rivera.get(f"/classes/{cast.civics}/students").text
    assert actions() == ["remove-student", "put-student-back"]


def test_a_click_sent_twice_does_no_harm(rivera: Client, cast: Cast) -> None:
    path = f"/classes/{cast.civics}/students/{cast.maya}"
    for verb in ("remove", "remove", "put-back", "put-back"):
        rivera.post(f"{path}/{verb}")

    assert is_enrolled(cast.civics, cast.maya)
    assert actions() == ["remove-student", "put-student-back"]


@pytest.mark.parametrize("person", ["leo", "tom", "okafor"])
def test_who_was_never_in_the_class_cannot_be_put_back(
    rivera: Client, cast: Cast, person: str
) -> None:
    path = f"/classes/{cast.civics}/students/{getattr(cast, person)}"

    for verb in ("put-back", "remove", "clear-delay"):
        rivera.post(f"{path}/{verb}", status=404)


def names_of_the_two(compared: Page) -> list[str]:
    """The user name of the account that is kept, and of the one that is closed."""
    return [cell.text for cell in compared.soup.select("tbody tr:nth-child(2) td")]


def test_two_accounts_become_one_after_a_look_at_both(
    rivera: Client, client: Client, cast: Cast
) -> None:
    page = page_of(rivera, cast, "Student Maya")

    compared = page.press("Compare the two", gone=str(cast.jonas))
    assert "cannot be undone" in compared.text
    assert "only if Student Maya and Student Jonas are the same student" in compared.text
    assert compared.click("Keep the other one").soup.select_one("tbody td").text == "Student Jonas"
    done = compared.press("Make them one")

    assert "one now" in done.text
    assert "Student Jonas" not in rivera.get(f"/classes/{cast.civics}/students").text
    assert db.session.get_one(Person, cast.jonas).merged_into_id == cast.maya
    sign_in = client.get("/sign-in").form(action="/sign-in")
    sign_in.submit(status=422, sign_in_name="jonas", password=PASSWORD)


def test_two_accounts_in_two_classes_of_the_teacher_become_one(
    rivera: Client, cast: Cast, clock
) -> None:
    with unit_of_work():
        other = factories.school_class(
            cast.northfield, "Civics 4", "CVCP4444", clock(), cast.rivera
        )
        twin = factories.person(cast.northfield, "Student Maya2", clock(), Role.STUDENT)
        db.session.get_one(Person, twin).display_name = "Student Maya"
        factories.enrolment(cast.northfield, other, clock(), twin)

    page = page_of(rivera, cast, "Student Maya")
    offered = [option.get_text() for option in page.soup.select("#gone option")]
    assert offered[:2] == ["Choose…", "Student Maya (maya2), Civics 4"]
    compared = page.press("Compare the two", user="Maya2")
    assert "different names" not in compared.text
    back = compared.click("Keep the other one").click("Keep the other one")
    assert names_of_the_two(back) == names_of_the_two(compared)
    compared.press("Make them one")

    assert db.session.get_one(Person, twin).merged_into_id == cast.maya
    assert is_enrolled(other, cast.maya)


def test_nobody_is_chosen_beforehand(rivera: Client, cast: Cast) -> None:
    page = page_of(rivera, cast, "Student Maya")

    assert (
        "Choose the other account from the list" in page.press("Compare the two", status=422).text
    )


def test_a_list_and_a_user_name_that_differ_are_refused(rivera: Client, cast: Cast) -> None:
    page = page_of(rivera, cast, "Student Maya")

    refused = page.press("Compare the two", status=422, gone=str(cast.jonas), user="priya")
    assert "of two different accounts" in refused.text

    agreed = page.press("Compare the two", gone=str(cast.jonas), user="Jonas")
    assert names_of_the_two(agreed) == ["maya", "jonas"]


def test_the_account_with_more_work_is_proposed(rivera: Client, cast: Cast) -> None:
    lesson_id = db.session.scalars(select(Lesson.id)).first()
    with unit_of_work():
        db.session.add(
            SectionRead(
                person_id=cast.jonas,
                lesson_id=lesson_id,
                section_id="one",
                school_id=cast.northfield,
                read_at=MORNING,
            )
        )

    page = page_of(rivera, cast, "Student Maya").press("Compare the two", gone=str(cast.jonas))
    assert names_of_the_two(page) == ["jonas", "maya"]
    assert "The account with more work is kept" in page.text

    other = page.click("Keep the other one")
    assert names_of_the_two(other) == ["maya", "jonas"]
    assert "The account that is closed has more work" in other.text


def test_a_user_name_that_is_nobody_in_reach_is_said_so(rivera: Client, cast: Cast) -> None:
    page = page_of(rivera, cast, "Student Maya")

    for user in ("leo", "tom", "nobody", "\x00"):
        refused = page.press("Compare the two", status=422, user=user)
        assert "No student of your classes" in refused.text


def test_what_was_said_of_the_other_account_is_kept(rivera: Client, cast: Cast) -> None:
    page = page_of(rivera, cast, "Student Maya")

    page = page.press("Compare the two", status=422, user="jonass", gone=str(cast.jonas))

    assert page.told() == ["Or its user name, if it is in another class"]
    assert "No student of your classes" in page.soup.select_one("#user-error").get_text()
    fields = page.form("Compare the two").fields
    assert (fields["user"], fields["gone"]) == ("jonass", str(cast.jonas))

    again = page.press("Compare the two", status=422, user="priya")
    assert "two different accounts" in again.soup.select_one("#user-error").get_text()
    unsaid = again.press("Compare the two", status=422, user="", gone="")
    assert "Choose the other account" in unsaid.soup.select_one("#user-error").get_text()
    assert "The two accounts" in again.press("Compare the two", user="jonas").text

    renamed = page.press("Save the name", display_name="Maya B")
    assert "The name is saved." in renamed.text


def test_a_student_who_is_not_in_care_has_no_other_account_to_name(
    taken_in: Page, browser_of: Callable[..., Client], cast: Cast
) -> None:
    path = f"/classes/{cast.history}/students/{cast.maya}/merge"

    page = browser_of(cast.chen).get(path, status=409)

    assert "Until they have signed in again" in page.text


def test_merging_twice_does_no_harm(rivera: Client, cast: Cast) -> None:
    path = f"/classes/{cast.civics}/students/{cast.maya}/merge"

    for _ in range(2):
        assert "one now" in rivera.post(path, {"gone": cast.jonas}).text
    assert actions() == ["merge-students"]


@pytest.mark.parametrize("gone", ["maya", "leo", "tom", "rivera"])
def test_only_two_students_of_the_teachers_classes_can_be_merged(
    rivera: Client, cast: Cast, gone: str
) -> None:
    path = f"/classes/{cast.civics}/students/{cast.maya}/merge"

    rivera.get(f"{path}?gone={getattr(cast, gone)}", status=404)
    rivera.post(path, {"gone": getattr(cast, gone)}, status=404)


@pytest.mark.parametrize("junk", ["junk", "\x00", "1" * 5000])
def test_junk_in_place_of_the_other_account_is_not_found(
    rivera: Client, cast: Cast, junk: str
) -> None:
    path = f"/classes/{cast.civics}/students/{cast.maya}/merge"

    rivera.post(path, {"gone": junk}, status=404)
    rivera.get(path, query_string={"gone": junk}, status=404)


@pytest.fixture
def taken_in(browser_of: Callable[..., Client], cast: Cast, clock) -> Page:
    """Ms. Chen's page of Maya, whom she has taken into History 5 a minute ago."""
    clock.advance(minutes=1)
    chen = browser_of(cast.chen)
    page = chen.get(f"/classes/{cast.history}/students/add")
    listed = page.press("Show what will be made", names="Student Maya")
    listed.form("Make the accounts").submit(fields={"who-1": str(cast.maya)})
    return chen.get(f"/classes/{cast.history}/students").click("Student Maya")


def test_taking_a_student_in_gives_no_power_over_the_account(
    taken_in: Page, browser_of: Callable[..., Client], cast: Cast
) -> None:
    chen, path = browser_of(cast.chen), taken_in.path
    before = actions()

    assert "Daniel Rivera or an administrator can make a login card" in taken_in.text
    for verb in ("Make a new login card", "Save the name", "Compare the two"):
        assert verb not in taken_in.text
    chen.post(f"/classes/{cast.history}/students/cards", {"person": cast.maya}, status=409)
    chen.get(f"{path}/new-card", status=409)
    chen.post(path, {"display_name": "Somebody"}, status=422)
    for kept, gone in ((cast.leo, cast.maya), (cast.maya, cast.leo)):
        merge = f"/classes/{cast.history}/students/{kept}/merge"
        assert "Until they have signed in" in chen.get(f"{merge}?gone={gone}", status=409).text
        chen.post(merge, {"gone": gone}, status=409)
    leos = chen.get(f"/classes/{cast.history}/students/{cast.leo}")
    assert "Student Maya" not in leos.text, "nobody is offered to be merged with her"

    assert actions() == before


def test_once_the_student_has_signed_in_both_teachers_can_help(
    taken_in: Page, browser_of: Callable[..., Client], cast: Cast, clock
) -> None:
    clock.advance(minutes=1)
    assert "History 5" in browser_of(cast.maya).get("/home").text

    page = browser_of(cast.chen).get(taken_in.path)
    card = page.click("Make a new login card").press("Make a new login card")

    assert card.soup.select_one(".card-name").get_text() == "Student Maya"


def test_cards_for_all_leave_out_whose_account_others_look_after(
    taken_in: Page, browser_of: Callable[..., Client], cast: Cast
) -> None:
    with unit_of_work():
        for person_id in (cast.maya, cast.leo):
            db.session.get_one(Person, person_id).password_is_one_time = True
    page = browser_of(cast.chen).get(f"/classes/{cast.history}/students")
    assert "1 student has not chosen a password yet" in page.text
    assert "1 student came in with an account from elsewhere" in page.text

    cards = page.press("Make new cards for them")

    assert [name.get_text() for name in cards.soup.select(".card-name")] == ["Student Leo"]


def test_the_user_name_of_a_student_taken_in_stays(
    taken_in: Page, browser_of: Callable[..., Client], cast: Cast
) -> None:
    with unit_of_work():
        db.session.get_one(Person, cast.maya).password_is_one_time = True
    chen = browser_of(cast.chen)
    assert "Choose another user name" not in chen.get(taken_in.path).text

    chen.post(f"{taken_in.path}/user-name", {"sign_in_name": "other.name"}, status=409)

    db.session.rollback()
    assert db.session.get_one(Person, cast.maya).sign_in_name == "maya"
