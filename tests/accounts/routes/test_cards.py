"""A pasted list becomes accounts with login cards; a card signs in once and asks for a password."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from models.audit import AuditEntry
from models.people import Membership
from models.session import db, unit_of_work
from models.sign_in import LoginCardSheet
from tests.accounts.pasted_lists import cards_on, people, preview
from tests.cast import Cast
from tests.client import Client, Page
from tests.factories import PASSWORD


@pytest.fixture
def rivera(browser_of: Callable[..., Client], cast: Cast) -> Client:
    return browser_of(cast.rivera)


def sign_in(client: Client, name: str, password: str, path: str = "/sign-in") -> Page:
    form = client.get(path).form(action="/sign-in")
    return form.submit(sign_in_name=name, password=password)


def test_a_list_is_shown_before_anything_is_made(rivera: Client, cast: Cast) -> None:
    before = people()

    page = preview(rivera, cast)

    assert people() == before
    rows = [" ".join(row.get_text(" ").split()) for row in page.soup.select("#make tbody tr")]
    assert rows[0] == "Ada Obi ada.obi"
    assert rows[1] == "Bo Li bo.li"
    assert "Line 4 has no name" in rows[2]
    assert "In the class already" in rows[3]
    assert "Twice in your list" in rows[4]
    ticked = page.form("Make the accounts").fields
    assert ticked.getlist("name") == ["Obi, Ada\tada.obi", "Bo Li\tbo.li"]
    assert ticked.getlist("double") == []


def test_user_names_are_those_that_the_preview_showed(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "Bo Li\nBo Li\nX\nBo Li\n李娜\n")
    shown = [row.select("td")[0].get_text() for row in page.soup.select("#make tbody tr")]
    form = page.form("Make the accounts")
    names = form.fields.getlist("name")

    cards = cards_on(
        form.submit(name=names[1:], double=page.soup.select("[name=double]")[1]["value"])
    )

    assert {name: user_name for name, (user_name, _secret) in cards.items()} == {
        "X": shown[2],
        "Bo Li": shown[3],
        "李娜": shown[4],
    }


def test_a_user_name_that_is_gone_or_forged_is_made_anew(rivera: Client, cast: Cast) -> None:
    path = f"/classes/{cast.civics}/students/new"

    cards = cards_on(rivera.post(path, {"name": ["Bo Li\tmaya", "Ida Fox\t<b>", "Al Dor\tal\tb"]}))

    user_names = [user_name for user_name, _secret in cards.values()]
    assert user_names == ["al.dor", "bo.li", "ida.fox"]


def test_a_name_that_is_too_long_is_told_before_and_after(rivera: Client, cast: Cast) -> None:
    long = "Ann " + "Wolfe" * 12
    page = preview(rivera, cast, f"Bo Li\n{long}\n42")
    assert "Line 2 is left out: a name has at most 60 characters, and this has 64." in page.text
    assert long in page.form("Show what will be made").fields["names"]

    page = page.press("Make the accounts")

    assert "2 lines of your list were left out" in page.text
    assert list(cards_on(page)) == ["Bo Li"]


def test_cards_show_the_class_code_while_it_is_open(rivera: Client, cast: Cast) -> None:
    page = preview(rivera, cast, "Bo Li\nAda Obi").press("Make the accounts")
    lines = [each.get_text(" ", strip=True) for each in page.soup.select(".card-class")]
    assert lines == ["Civics 3 · Class code: CVCP-3333"] * 2

    rivera.post(f"/classes/{cast.civics}/code/lock", {"locked": "yes"})

    again = rivera.get(page.path)
    assert len(again.soup.select(".card")) == 2
    assert "Class code" not in again.text
    assert again.soup.select_one(".card-class").get_text(strip=True) == "Civics 3"


def test_a_card_signs_in_and_then_its_owner_chooses_a_password(
    rivera: Client, client: Client, cast: Cast
) -> None:
    made = preview(rivera, cast).press("Make the accounts")
    user_name, secret = cards_on(made)["Ada Obi"]
    assert "Choose “Sign in” at http://localhost/sign-in" in made.text
    by_code = client.get("/join/CVCP3333").form("Join the class")
    refused = by_code.submit(status=422, display_name="Ada Obi", password="my own long password")
    assert "sign in with your login card" in refused.text, "the code makes no second account"

    page = sign_in(client, user_name, secret.replace("-", " ").upper())
    assert page.path.startswith("/account/choose-password")
    assert client.get("/home").path.startswith("/account/choose-password?next=/home")
    home = client.page.press("Save and go on", password="my own long password")
    assert home.path == "/home"

    home.press("Sign out")
    again = client.get("/sign-in").form(action="/sign-in")
    wrong = again.submit(status=422, sign_in_name=user_name, password=secret)
    assert "wrong" in wrong.text
    assert sign_in(client, user_name, "my own long password").path == "/home"


def test_a_deep_link_is_kept_through_choosing_a_password(
    rivera: Client, client: Client, cast: Cast
) -> None:
    user_name, secret = cards_on(preview(rivera, cast).press("Make the accounts"))["Bo Li"]

    page = sign_in(client, user_name, secret, path="/account/password?from=card")
    done = page.press("Save and go on", password="my own long password")

    assert done.path == "/account/password?from=card"


def test_nothing_else_can_be_done_before_a_password_is_chosen(
    rivera: Client, client: Client, cast: Cast
) -> None:
    user_name, secret = cards_on(preview(rivera, cast).press("Make the accounts"))["Bo Li"]
    sign_in(client, user_name, secret)

    assert client.post("/join/HTRY5555").path.startswith("/account/choose-password")
    answer = client.post_json("/join/HTRY5555", {})
    assert (answer.status_code, answer.json["error"]) == (409, "choose-password-first")
    same = client.get("/account/choose-password").press(
        "Save and go on", status=422, password=secret
    )
    assert "Choose another one" in same.text
    assert client.page.press("Sign out").path == "/"


def test_who_has_a_password_is_not_asked_for_one(client: Client, cast: Cast) -> None:
    sign_in(client, "maya", PASSWORD)

    assert client.get("/account/choose-password").path == "/home"


def test_the_same_list_sent_twice_makes_nobody_twice_and_shows_the_same_cards(
    rivera: Client, cast: Cast
) -> None:
    form = preview(rivera, cast).form("Make the accounts")
    first = form.submit()
    made = people()

    again = form.submit()

    assert people() == made
    assert again.path == first.path
    assert cards_on(again) == cards_on(first)


def test_names_that_came_in_meanwhile_are_not_made_twice(rivera: Client, cast: Cast) -> None:
    form = preview(rivera, cast).form("Make the accounts")
    preview(rivera, cast).press("Make the accounts")
    made = people()

    again = form.submit(status=422)

    assert people() == made
    assert "in the class already" in again.text
    assert again.form("Make the accounts").fields.getlist("name") == []


def test_cards_are_shown_again_for_a_while_and_to_their_maker_alone(
    rivera: Client, browser_of: Callable[..., Client], cast: Cast, clock
) -> None:
    made = preview(rivera, cast).press("Make the accounts")
    clock.advance(minutes=14)
    assert cards_on(rivera.get(made.path)) == cards_on(made)
    browser_of(cast.okafor).get(made.path, status=404)
    browser_of(cast.chen).get(made.path, status=404)

    clock.advance(minutes=1)
    later = rivera.get(made.path)

    assert cards_on(later) == {}
    assert "no longer shown" in later.text


def test_a_card_that_was_used_or_replaced_is_shown_no_more(
    rivera: Client, client: Client, cast: Cast
) -> None:
    made = preview(rivera, cast).press("Make the accounts")
    user_name, secret = cards_on(made)["Ada Obi"]
    sign_in(client, user_name, secret).press("Save and go on", password="my own long password")
    assert set(cards_on(rivera.get(made.path))) == {"Bo Li"}

    newer = rivera.get(f"/classes/{cast.civics}/students").press("Make new cards")

    assert cards_on(rivera.get(made.path)) == {}
    assert set(cards_on(newer)) == {"Bo Li"}


def test_no_passphrase_is_kept(rivera: Client, cast: Cast) -> None:
    secrets = [secret for _, secret in cards_on(preview(rivera, cast).press("Make the")).values()]

    db.session.rollback()
    (sheet,) = db.session.scalars(select(LoginCardSheet))

    assert secrets
    assert not any(secret in str(sheet.cards) for secret in secrets)


@pytest.mark.parametrize("junk", ["", "   \n \n", "\x00\x01", "\n".join(["Bo Li"] * 101)])
def test_a_list_that_will_not_do_is_kept_and_refused(rivera: Client, cast: Cast, junk: str) -> None:
    page = preview(rivera, cast, junk, status=422)

    assert "Please check this form" in page.text
    assert len(page.form("Show what will be made").fields["names"].split()) == len(
        junk.replace("\x00", "").replace("\x01", "").split()
    )


def test_forged_names_are_refused(rivera: Client, cast: Cast) -> None:
    path = f"/classes/{cast.civics}/students/new"

    for names in ([], ["123"], ["x" * 500], ["Bo Li"] * 101, ["\x00"]):
        rivera.post(path, {"name": names}, status=422)

    assert people() == 10


def test_new_cards_for_all_who_have_no_password_yet(rivera: Client, cast: Cast) -> None:
    first = cards_on(preview(rivera, cast).press("Make the accounts"))
    roster = rivera.get(f"/classes/{cast.civics}/students")

    second = cards_on(roster.press("Make new cards"))

    assert set(second) == {"Ada Obi", "Bo Li"}
    assert first["Ada Obi"][1] != second["Ada Obi"][1]


def test_a_forgotten_password_is_reset_from_the_students_page(
    rivera: Client, browser_of: Callable[..., Client], client: Client, cast: Cast
) -> None:
    mayas_phone = browser_of(cast.maya)
    roster = rivera.get(f"/classes/{cast.civics}/students")

    cards = cards_on(
        roster.click("Student Maya").click("Make a new login card").press("Make a new")
    )

    assert list(cards) == ["Student Maya"]
    assert mayas_phone.get("/home").path.startswith("/sign-in")
    user_name, secret = cards["Student Maya"]
    assert sign_in(client, user_name, secret).path.startswith("/account/choose-password")
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.actor_id, entry.action, entry.subject) == (
        cast.rivera,
        "reset-password",
        str(cast.maya),
    )


def test_nobody_resets_the_password_of_a_colleague(rivera: Client, cast: Cast, clock) -> None:
    with unit_of_work():
        db.session.add(
            Membership(
                school_id=cast.northfield,
                person_id=cast.maya,
                role="administrator",
                created_at=clock(),
            )
        )

    page = rivera.post(f"/classes/{cast.civics}/students/cards", {"person": cast.maya}, status=409)

    assert "An administrator can change it" in page.text


@pytest.mark.parametrize("person", ["leo", "tom", "rivera"])
def test_cards_are_for_students_of_the_class_alone(rivera: Client, cast: Cast, person: str) -> None:
    path = f"/classes/{cast.civics}/students/cards"

    rivera.post(path, {"person": getattr(cast, person)}, status=404)
    rivera.post(path, {"person": "junk"}, status=404)


def test_what_was_typed_survives_even_a_new_card(
    rivera: Client, browser_of: Callable[..., Client], cast: Cast
) -> None:
    maya = browser_of(cast.maya)
    maya.get("/account")
    student = rivera.get(f"/classes/{cast.civics}/students").click("Student Maya")
    user_name, secret = cards_on(student.click("Make a new login card").press("Make a new"))[
        "Student Maya"
    ]

    asked = maya.post("/account", {"display_name": "typed by Maya"}, status=401)
    choose = asked.form(action="/sign-in").submit(sign_in_name=user_name, password=secret)
    again = choose.press("Save and go on", password="my own long password")

    assert again.form("Send").fields["display_name"] == "typed by Maya"
