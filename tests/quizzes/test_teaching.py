"""The library, building a quiz, banks with their traces, and papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from domain.errors import NotFound, Refusal
from models.assignments import Assignment
from models.quizzes import Quiz
from models.session import db, unit_of_work
from quizzes import actions, queries
from quizzes.actions import Pick
from tests.cast import Cast
from tests.client import Client, Page
from tests.conftest import Clock
from tests.quizzes.conftest import Assign, items, quiz_named

Browser = Callable[..., Client]

BANK = "riverbend-bank"


def test_a_teacher_builds_previews_and_puts_away_a_quiz(cast: Cast, browser_of: Browser) -> None:
    rivera = browser_of(cast.rivera)
    page = rivera.get("/quizzes").click("Build a quiz")

    page = page.press(
        "Build the quiz", title="Monday quiz", fields={f"questions-{BANK}": ["truth-2", "single-1"]}
    )

    shown = [str(each["href"]) for each in page.soup.select("ol.questions a")]
    assert shown == [f"/banks/{BANK}?question={each}#{each}" for each in ("truth-2", "single-1")]
    page = rivera.get("/quizzes")
    assert "2 questions · the same for everyone" in page.text
    colleague = browser_of(cast.chen).get("/quizzes")
    assert "Monday quiz" in colleague.text
    assert "by Daniel Rivera" in colleague.text
    assert "Monday quiz" not in browser_of(cast.novak).get("/quizzes").text

    page = page.press("Put away")
    assert "Monday quiz" not in page.soup.select_one("main").text


def test_a_number_that_will_not_do_names_its_bank(cast: Cast, browser_of: Browser) -> None:
    form = browser_of(cast.rivera).get("/quizzes/new").form("Build the quiz")
    wrong = {f"random-{BANK}": "99", "random-riverbend-kinds": "99"}

    page = form.submit(status=422, title="Typed", fields=wrong)

    told = page.soup.select_one(".notice-error").get_text(" ")
    for bank in ("Riverbend questions", "Riverbend kinds"):
        assert f"from “{bank}”" in told


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": ""}, "Give the quiz a title."),
        ({"title": "x" * 121}, "at most 120 characters"),
        ({}, "at least one question"),
        ({f"random-{BANK}": "99"}, "from 0 to 12"),
        ({f"random-{BANK}": "many"}, "Give a whole number."),
        ({f"random-{BANK}": "9" * 5000}, "Give a whole number."),
        ({f"random-{BANK}": "1", f"questions-{BANK}": ["truth-1"]}, "not both"),
        ({f"questions-{BANK}": ["practice-1"]}, "no longer in the bank"),
        ({f"questions-{BANK}": ["forged"]}, "no longer in the bank"),
        ({f"questions-{BANK}": ["truth-1", "truth-1"]}, "each question once"),
    ],
)
def test_what_cannot_be_built_gets_a_message_and_keeps_what_was_typed(
    cast: Cast, browser_of: Browser, fields: dict[str, Any], message: str
) -> None:
    page = browser_of(cast.rivera).get("/quizzes/new")

    page = page.press("Build the quiz", status=422, fields={"title": "Typed title"} | fields)

    assert message in page.text
    title = page.soup.select_one("[name=title]")
    assert title is not None
    assert title["value"] == fields.get("title", "Typed title")


def test_the_builder_says_what_each_question_is(cast: Cast, browser_of: Browser) -> None:
    rivera = browser_of(cast.rivera)

    page = rivera.get("/quizzes/new").press(
        "Build the quiz",
        status=422,
        title="",
        fields={"questions-riverbend-kinds": ["open-1", "text-1"]},
    )

    written = page.soup.select_one("label:has([value=open-1])").get_text(" ", strip=True)
    assert written == "Write about open-1. Open response · Analyze · a person marks it"
    assert "Single choice · Recall" in page.text
    chosen = [each.get_text() for each in page.soup.select("[data-chosen]")]
    assert sorted(chosen) == ["0", "2"]
    assert "asked in this order" in page.text
    page = page.press("Build the quiz", title="Writing")
    assert "stands with your school’s quizzes" in page.text
    assert "Open response · Analyze · a person marks it" in page.text


def test_the_library_says_what_a_person_marks(cast: Cast, browser_of: Browser) -> None:
    rivera = browser_of(cast.rivera)
    rivera.get("/quizzes/new").press(
        "Build the quiz", title="Drawn", fields={"random-riverbend-kinds": "2"}
    )

    page = rivera.get("/quizzes")

    lines = {
        row.h3.get_text(): row.get_text(" ", strip=True) for row in page.soup.select("li:has(h3)")
    }
    assert "7 questions · the same for everyone · a person marks 1 of them" in " ".join(
        lines["Riverbend quiz of the other kinds"].split()
    )
    assert "may draw some that a person marks" in lines["Drawn"]
    assert "a person marks" not in lines["Riverbend fixed quiz"]


def test_a_built_quiz_draws_what_it_says(cast: Cast, assign: Assign, clock: Clock) -> None:
    with unit_of_work():
        quiz_id = actions.build_quiz(
            cast.actor("rivera"),
            title="Three of them",
            summary="",
            picks=[Pick(BANK, random_count=3)],
            now=clock.now,
        )
    assignment = assign(quiz_id=quiz_id)
    with unit_of_work():
        attempt_id = actions.start_attempt(cast.actor("maya"), assignment, clock.now)

    assert len(items(attempt_id)) == 3


def built(browser: Client, title: str = "Three of them") -> Page:
    fields = {"title": title, f"random-{BANK}": "3"}
    return browser.get("/quizzes/new").press("Build the quiz", fields=fields)


def test_a_built_quiz_shows_what_it_asks_and_can_be_edited(
    cast: Cast, browser_of: Browser, assign: Assign
) -> None:
    rivera = browser_of(cast.rivera)
    page = built(rivera)
    assert "3 of" in page.text
    quiz_id = UUID(page.path.rsplit("/", 1)[1])
    assignment = assign(quiz_id=quiz_id)

    form = page.click("Edit").form("Save the quiz")
    assert form.fields["title"] == "Three of them"
    page = form.submit(
        fields={
            "title": "Two of them",
            f"random-{BANK}": "",
            f"questions-{BANK}": ["single-1", "multiple-1"],
        }
    )

    assert len(page.soup.select("ol.questions a")) == 2
    assert db.session.get_one(Assignment, assignment).title == "Two of them"


def test_a_quiz_that_was_begun_stays_as_it_is_and_can_be_copied(
    cast: Cast, browser_of: Browser, assign: Assign, clock: Clock
) -> None:
    rivera = browser_of(cast.rivera)
    page = built(rivera)
    quiz_id = UUID(page.path.rsplit("/", 1)[1])
    form = page.click("Edit").form("Save the quiz")
    assignment = assign(quiz_id=quiz_id)
    with unit_of_work():
        actions.start_attempt(cast.actor("maya"), assignment, clock.now)

    assert "Copy it instead" in form.submit(status=422, title="Other").text
    page = rivera.get(f"/quizzes/{quiz_id}")
    assert "it stays as it is" in page.text
    copy = page.click("Copy").press("Build the quiz")

    assert "Copy of Three of them" in copy.soup.h1.get_text()
    assert copy.path != page.path


def test_a_quiz_sent_twice_is_one_and_a_second_of_its_name_says_so(
    cast: Cast, browser_of: Browser
) -> None:
    rivera = browser_of(cast.rivera)
    form = rivera.get("/quizzes/new").form("Build the quiz")
    fields = {"title": "Three of them", f"random-{BANK}": "3"}

    first, second = form.submit(fields=fields), form.submit(fields=fields)
    another = built(rivera)

    assert first.path == second.path != another.path
    assert "has this title too" not in second.text
    assert "Another quiz has this title too." in another.text


def test_only_its_maker_edits_a_quiz(cast: Cast, browser_of: Browser) -> None:
    path = built(browser_of(cast.rivera)).path

    browser_of(cast.chen).get(path)
    browser_of(cast.chen).get(f"{path}/edit", status=404)
    browser_of(cast.novak).get(path, status=404)
    browser_of(cast.rivera).get(f"/quizzes/{quiz_named('riverbend-fixed')}/edit", status=404)
    browser_of(cast.rivera).get("/quizzes/new?copy=%00")


def test_the_library_has_the_order_of_the_lessons(cast: Cast, browser_of: Browser) -> None:
    with unit_of_work():
        db.session.scalars(select(Quiz).filter_by(prepared_id="riverbend-mixed")).one().position = 0

    listed = browser_of(cast.rivera).get("/quizzes").soup.select("h3")

    assert [each.get_text(strip=True) for each in listed][-1] == "Riverbend mixed quiz", (
        "it is about the second lesson"
    )


def test_the_library_leads_to_assigning_that_quiz(cast: Cast, browser_of: Browser) -> None:
    rivera = browser_of(cast.rivera)
    quiz_id = quiz_named("riverbend-fixed")
    links = [link["href"] for link in rivera.get("/quizzes").soup.select("a[href^='/assign']")]
    assert f"/assign?quiz={quiz_id}" in links

    page = rivera.get(f"/assign?quiz={quiz_id}")

    ticked = {
        name: [box["value"] for box in page.soup.select(f"input[checked][name={name}]")]
        for name in ("activities", "classes")
    }
    assert ticked == {"activities": [f"quiz:{quiz_id}"], "classes": [str(cast.civics)]}


def test_students_and_other_schools_build_and_put_away_nothing(cast: Cast, clock: Clock) -> None:
    picks = [Pick(BANK, random_count=1)]
    with pytest.raises(NotFound), unit_of_work():
        actions.build_quiz(cast.actor("maya"), title="T", summary="", picks=picks, now=clock.now)
    with unit_of_work():
        own = actions.build_quiz(
            cast.actor("rivera"), title="T", summary="", picks=picks, now=clock.now
        )
    for name, quiz_id in (
        ("chen", own),
        ("novak", own),
        ("rivera", quiz_named("riverbend-fixed")),
    ):
        with pytest.raises(NotFound), unit_of_work():
            actions.archive_quiz(cast.actor(name), quiz_id, clock.now)
    with pytest.raises(NotFound), unit_of_work():
        actions.start_preview(cast.actor("novak"), own, clock.now)
    with pytest.raises(NotFound), unit_of_work():
        actions.start_preview(cast.actor("okafor"), own, clock.now)


def test_a_bank_is_taken_from_once_and_must_be_there(cast: Cast, clock: Clock) -> None:
    for picks, code in (
        ([Pick(BANK, random_count=1), Pick(BANK, random_count=2)], "bank-twice"),
        ([Pick("forged", random_count=1)], "unknown-bank"),
        ([Pick(BANK, random_count=-1)], "more-than-the-bank-has"),
    ):
        with pytest.raises(Refusal, match=code), unit_of_work():
            actions.build_quiz(
                cast.actor("rivera"), title="T", summary="", picks=picks, now=clock.now
            )


def test_a_bank_shows_each_key_with_the_sentence_and_sources_it_rests_on(
    cast: Cast, browser_of: Browser
) -> None:
    page = browser_of(cast.rivera).get("/banks").click("Riverbend questions")

    first = page.soup.select_one("#single-1")
    assert first is not None
    text = " ".join(first.get_text(" ").split())
    assert "The right option of single-1 Right answer" in text
    assert "Why the first wrong option is wrong. Shows the belief:" in text
    assert "The explanation of single-1." in text
    assert "T1" in text
    assert first.select_one("a[href='/lessons/meeting-rules#s-moderator-opens']")
    third = page.soup.select_one("#single-3")
    assert third is not None
    assert "Since 2020-01-01" in third.get_text(" ")
    assert "Practice only" in page.text


def test_families_and_students_never_see_a_bank(cast: Cast, browser_of: Browser) -> None:
    for path in ("/banks", f"/banks/{BANK}", f"/banks/{BANK}/paper", "/quizzes", "/quizzes/new"):
        browser_of(cast.maya).get(path, status=403)
    assert queries.bank_list(cast.actor("maya")) == ()
    assert queries.available_quizzes(cast.actor("maya")) == ()
    browser_of(cast.rivera).get("/banks/forged", status=404)


def test_a_paper_is_the_same_each_time_and_its_key_stands_apart(
    cast: Cast, browser_of: Browser
) -> None:
    path = f"/quizzes/{quiz_named('riverbend-quiz')}/paper"
    page = browser_of(cast.rivera).get(path)

    assert page.text == browser_of(cast.chen).get(path).text
    assert len(page.soup.select(".key li")) == 5
    assert "Right answer" not in page.text
    assert len(browser_of(cast.rivera).get(f"/banks/{BANK}/paper").soup.select(".key li")) == 12
