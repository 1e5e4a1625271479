"""Managing people: found, added, renamed, given roles, put away and brought back."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.actions.roster import remove_student
from accounts.passwords import verify_password
from accounts.relations import is_enrolled
from admin.actions import people as actions
from admin.queries.people import PAGE_SIZE, people_page, person_page
from classes.actions import add_teacher, remove_teacher
from domain.errors import NotFound, Refusal
from domain.people import Role
from models.audit import AuditEntry
from models.people import Membership, Person
from models.session import db, unit_of_work
from tests import factories
from tests.admin.conftest import passphrase_on
from tests.cast import MORNING, Cast
from tests.client import Client
from tests.conftest import Clock
from tests.meeting import Meeting
from tests.statements import counted_statements

Browser = Callable[..., Client]


def names(cast: Cast, **asked: object) -> list[str]:
    page = people_page(cast.actor("okafor"), **asked)  # type: ignore[arg-type]
    return [line.name for line in page.lines]


def test_everybody_of_the_school_and_nobody_else(cast: Cast) -> None:
    found = names(cast)

    assert "Daniel Rivera" in found
    assert "Peter Haas" not in found
    assert found == sorted(found, key=str.casefold)


@pytest.mark.parametrize("search", ["rivera", "RIVER", "daniel r", " Rivera "])
def test_people_are_found_by_a_part_of_their_name(cast: Cast, search: str) -> None:
    assert names(cast, search=search) == ["Daniel Rivera"]


@pytest.mark.parametrize("search", ["%", "_", "nobody", "'; drop table people", "\x7f"])
def test_signs_mean_themselves(cast: Cast, search: str) -> None:
    assert names(cast, search=search) == []


def test_a_role_filters(cast: Cast) -> None:
    assert names(cast, role=Role.TEACHER) == ["Daniel Rivera", "Lily Chen"]
    assert names(cast, role=Role.STUDENT, search="maya") == ["Student Maya"]


def test_long_lists_have_pages_and_cost_no_more(okafor: Client, cast: Cast) -> None:
    with counted_statements() as before:
        names(cast)
    with unit_of_work():
        for number in range(PAGE_SIZE):
            factories.person(cast.northfield, f"Pupil Number-{number:02}", MORNING, Role.STUDENT)
    with counted_statements() as after:
        first = names(cast)

    assert len(first) == PAGE_SIZE
    assert len(after) == len(before)
    second = okafor.get("/school/people").click("Next page")
    assert "Page 2 of 2" in second.text
    assert names(cast, number=2) == names(cast, number=999)


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999999999", "1e3", ""])
def test_no_page_number_breaks_the_list(okafor: Client, page: str) -> None:
    okafor.get(f"/school/people?page={page}&role=king&q=%00")
    okafor.get(f"/school/log?page={page}")


def test_a_form_sent_twice_adds_one_person_and_shows_the_same_card(
    okafor: Client, cast: Cast
) -> None:
    page = okafor.get("/school/people/new")
    assert "which you see for 15 minutes" in page.text
    form = page.form("Add")
    said = {"display_name": "Mara Novotny", "sign_in_name": "mara.n", "roles": ["teacher"]}

    first, second = form.submit(fields=said), form.submit(fields=said)

    assert passphrase_on(first) == passphrase_on(second)


def test_a_teacher_is_added_with_a_passphrase_of_their_own(okafor: Client, cast: Cast) -> None:
    page = okafor.get("/school/people/new").press(
        "Add",
        display_name="Mara Novotny",
        sign_in_name="mara.n",
        email="mara@school.example",
        roles=["teacher"],
    )
    added = db.session.scalars(select(Person).where(Person.sign_in_key == "mara.n")).one()

    assert verify_password(added.password_hash, passphrase_on(page))
    assert added.password_is_one_time
    assert person_page(cast.actor("okafor"), added.id).roles == (Role.TEACHER,)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"display_name": ""}, "Type a name."),
        ({"display_name": "12"}, "one letter"),
        ({"sign_in_name": "rivera"}, "taken"),
        ({"sign_in_name": "a b"}, "letters"),
        ({"email": "nowhere"}, "e-mail address"),
        ({"roles": None}, "Tick at least one role."),
        ({"roles": ["student"]}, "choice"),
        ({"roles": ["king"]}, "choice"),
    ],
)
def test_bad_input_is_kept_with_a_message(
    okafor: Client, changed: dict[str, object], message: str
) -> None:
    typed = {"display_name": "Mara N", "sign_in_name": "mara.n", "email": "", "roles": ["teacher"]}

    page = okafor.get("/school/people/new").form("Add").submit(status=422, fields=typed | changed)

    assert message in page.text
    if "sign_in_name" not in changed:
        assert page.soup.select_one("input[name=sign_in_name]")["value"] == "mara.n"


def test_everything_that_is_wrong_is_said_at_once(okafor: Client) -> None:
    with unit_of_work():
        chen = select(Person).where(Person.sign_in_key == "chen")
        db.session.scalars(chen).one().email_key = "chen@school.example"

    page = okafor.get("/school/people/new").press(
        "Add",
        status=422,
        display_name="",
        sign_in_name="rivera",
        email="chen@school.example",
        roles=None,
    )

    for said in ("Type a name.", "This user name is taken", "with this e-mail", "one role."):
        assert said in page.text, said


def test_a_teacher_is_ticked_and_a_user_name_is_made(okafor: Client, cast: Cast) -> None:
    page = okafor.get("/school/people/new").press("Add", display_name="Mara Novotny")
    assert "mara.novotny" in page.text

    page = okafor.get("/school/people/new").press("Add", display_name="王小明")
    added = db.session.scalars(select(Person).where(Person.display_name == "王小明")).one()

    assert added.sign_in_name == "teacher"
    assert person_page(cast.actor("okafor"), added.id).roles == (Role.TEACHER,)


def test_an_e_mail_address_is_given_changed_and_taken_away(okafor: Client, cast: Cast) -> None:
    page = okafor.get(f"/school/people/{cast.rivera}")
    for address in ("rivera@school.example", "Daniel@School.example", ""):
        page = page.press("Save the changes", email=address)
        db.session.rollback()
        assert db.session.get_one(Person, cast.rivera).email == (address or None)

    log = okafor.get("/school/log").text
    assert "changed an e-mail address" in log
    assert "E-mail address: none → rivera@school.example" in log
    assert "E-mail address: Daniel@School.example → none" in log


@pytest.mark.parametrize("address", ["nowhere", "CHEN@school.example", "a b@c.de", "@.", "x" * 300])
def test_an_e_mail_address_that_will_not_do_changes_nothing(
    okafor: Client, cast: Cast, address: str
) -> None:
    with unit_of_work():
        actions.change_email(cast.actor("okafor"), cast.chen, "chen@school.example", MORNING)

    page = okafor.get(f"/school/people/{cast.rivera}").press(
        "Save the changes", status=422, email=address, display_name="Dan Rivera"
    )

    assert page.soup.select_one("#email-error") is not None
    rivera = db.session.get_one(Person, cast.rivera)
    assert (rivera.email, rivera.display_name) == (None, "Daniel Rivera")


def test_a_name_and_roles_are_changed_and_logged(okafor: Client, cast: Cast) -> None:
    page = okafor.get(f"/school/people/{cast.rivera}").press(
        "Save the changes", display_name="D. Rivera", roles=["teacher", "administrator"]
    )

    assert "The changes are saved." in page.text
    changed = person_page(cast.actor("okafor"), cast.rivera)
    assert (changed.name, changed.roles) == ("D. Rivera", (Role.TEACHER, Role.ADMINISTRATOR))
    log = okafor.get("/school/log").text
    assert "changed a name" in log
    assert "Daniel Rivera → D. Rivera" in log
    assert "Roles: Teacher → Administrator, Teacher" in log


def test_a_school_keeps_an_administrator(okafor: Client, cast: Cast) -> None:
    actor = cast.actor("okafor")

    page = okafor.get(f"/school/people/{cast.okafor}").press(
        "Save the changes", status=422, roles=["teacher"]
    )

    assert "You cannot do this to your own account" in page.text
    with unit_of_work():
        actions.set_roles(actor, cast.chen, [Role.ADMINISTRATOR], MORNING)
        actions.archive_person(cast.actor("chen"), cast.okafor, MORNING)
    with pytest.raises(Refusal, match="last-administrator"), unit_of_work():
        actions.archive_person(actor, cast.chen, MORNING)


def test_two_administrators_who_close_each_others_accounts_leave_one(
    app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with unit_of_work():
        actions.set_roles(cast.actor("okafor"), cast.chen, [Role.ADMINISTRATOR], MORNING)
    meeting = Meeting(app)
    meeting.stop_before(monkeypatch, actions, "_require_other_administrator")

    failed = meeting.of(
        lambda: actions.archive_person(cast.actor("okafor"), cast.chen, MORNING),
        lambda: actions.archive_person(cast.actor("chen"), cast.okafor, MORNING),
    )

    assert sorted(str(each) for each in failed) == ["None", "last-administrator"]


def test_students_stay_students(cast: Cast) -> None:
    for person_id, roles in ((cast.maya, [Role.TEACHER]), (cast.rivera, [Role.STUDENT])):
        with pytest.raises(Refusal, match="student-stays-student"), unit_of_work():
            actions.set_roles(cast.actor("okafor"), person_id, roles, MORNING)
    with unit_of_work():
        actions.set_roles(cast.actor("okafor"), cast.maya, [Role.STUDENT], MORNING)


def test_a_closed_account_is_out_everywhere_and_can_come_back(
    okafor: Client, browser_of: Browser, cast: Cast
) -> None:
    maya = browser_of(cast.maya)
    maya.get("/home")

    page = okafor.get(f"/school/people/{cast.maya}").click("Close the account")
    assert "They also leave their classes" in page.text
    page = page.press("Close the account")

    assert "Everything they did is kept" in page.text
    assert not is_enrolled(cast.civics, cast.maya)
    assert maya.get("/home").path.startswith("/sign-in")
    assert "Was in Civics 3" in page.text
    assert "The account is open again" in page.press("Open the account again").text
    assert db.session.get_one(Person, cast.maya).archived_at is None
    assert is_enrolled(cast.civics, cast.maya), "as if it had never been closed"


def test_a_students_account_leads_to_their_work_in_each_class(okafor: Client, cast: Cast) -> None:
    with unit_of_work():
        factories.enrolment(cast.northfield, cast.history, MORNING, cast.maya)

    page = okafor.get(f"/school/people/{cast.maya}")

    for class_id, name in ((cast.civics, "Civics 3"), (cast.history, "History 5")):
        work = page.click(f"Work : {name}")
        assert work.path == f"/classes/{class_id}/students/{cast.maya}/work"
    page = page.click("Close the account").press("Close the account")
    assert "Was in Civics 3 , History 5" in page.text, "their work is with their classes no longer"
    assert not page.soup.select("a[href$='/work']")


def test_an_opened_account_is_not_put_where_it_was_no_longer(cast: Cast, clock: Clock) -> None:
    okafor = cast.actor("okafor")
    with unit_of_work():
        remove_student(okafor, cast.civics, cast.maya, clock.now)
    clock.advance(days=1)
    with unit_of_work():
        actions.archive_person(okafor, cast.maya, clock.now)
        actions.restore_person(okafor, cast.maya, clock.now)

    assert not is_enrolled(cast.civics, cast.maya)


def test_before_a_teachers_account_is_closed_the_classes_left_alone_are_named(
    okafor: Client, cast: Cast
) -> None:
    with unit_of_work():
        add_teacher(cast.actor("okafor"), cast.history, "rivera", MORNING)

    page = okafor.get(f"/school/people/{cast.rivera}").click("Close the account")
    assert "Nobody else teaches this class." in page.text
    assert "Civics 3" in page.text
    assert "History 5" not in page.text, "Ms. Chen teaches it too"

    page.press("Close the account")
    school = okafor.get("/school")
    assert "No teacher" in school.text
    assert "Civics 3,No teacher," in okafor.get("/school.csv").body
    page = school.click("Add a teacher")
    assert page.path == f"/classes/{cast.civics}/teachers"
    assert "Account closed" in page.text

    page = page.press("Add the teacher", sign_in_name="chen").click("Take off the class")
    page = page.press("Take off the class")
    assert "Daniel Rivera" not in page.text
    assert "No teacher" not in okafor.get("/school").text


def test_who_stays_a_class_s_only_teacher_cannot_leave_it(okafor: Client, cast: Cast) -> None:
    with unit_of_work():
        add_teacher(cast.actor("okafor"), cast.civics, "chen", MORNING)
        actions.archive_person(cast.actor("okafor"), cast.rivera, MORNING)

    with pytest.raises(Refusal, match="last-teacher"), unit_of_work():
        remove_teacher(cast.actor("okafor"), cast.civics, cast.chen, MORNING)


def test_an_account_that_opens_another_school_is_not_for_this_one_to_change(
    okafor: Client, cast: Cast
) -> None:
    with unit_of_work():
        db.session.add(
            Membership(
                school_id=cast.eastbrook,
                person_id=cast.rivera,
                role=Role.TEACHER.value,
                created_at=MORNING,
            )
        )

    person = okafor.get(f"/school/people/{cast.rivera}")
    refused = "belongs to another school too"

    assert refused in person.click("Reset the password").press("Reset the password").text
    assert refused in person.press("Save the changes", status=422, email="other@example.org").text
    renamed = person.press("Save the changes", status=422, display_name="Someone Else")
    assert refused in renamed.text
    assert refused in person.click("Close the account").press("Close the account").text


def test_people_of_another_school_are_not_found(okafor: Client, cast: Cast) -> None:
    okafor.get(f"/school/people/{cast.haas}", status=404)
    for path in ("", "/archive", "/restore", "/password"):
        okafor.post(f"/school/people/{cast.haas}{path}", {"display_name": "x"}, status=404)
    for action in (actions.archive_person, actions.restore_person):
        with pytest.raises(NotFound), unit_of_work():
            action(cast.actor("okafor"), cast.haas, MORNING)


def test_the_log_shows_one_school_only(okafor: Client, browser_of: Browser, cast: Cast) -> None:
    okafor.get(f"/school/people/{cast.maya}").press("Save the changes", display_name="Maya M")

    assert "Maya M" in okafor.get("/school/log").text
    assert "Nothing has been changed yet" in browser_of(cast.haas).get("/school/log").text
    assert len(db.session.scalars(select(AuditEntry)).all()) == 1
