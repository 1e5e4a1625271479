"""A teacher: a new class from nothing, assigning, previewing, building, and putting right."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.scenes.steps import (
    OWN_FORM,
    answer,
    follow,
    hand_in,
    open_an_attempt,
    open_quiz,
    press,
    send,
)


def scenes(page: Page, site: str) -> Iterator[str]:
    """A teacher's work beyond reading pages."""
    yield from _previewing(page, site)
    yield from _building(page, site)
    yield from _a_new_class(page, site)
    yield from _assignments(page, site)
    yield from _errors(page, site)


def _previewing(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/quizzes")
    press(page, "form[action$='/preview'] button")
    open_quiz(page)
    yield "preview of a quiz"
    answer(page, 1)
    press(page, "#quiz button[value=hand-in]")
    yield "preview: handing in"
    page.go_back()
    hand_in(page)
    yield "preview: results"


def _building(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/quizzes/new")
    send(page, title="")
    yield "building a quiz without title and questions"
    page.locator("details.field summary").first.click()
    for box in page.locator("details.field input").all()[:3]:
        box.check()
    send(page, title="What the count is for")
    yield "a quiz of one's own"
    follow(page, "/paper")
    yield "a quiz on paper"


def _a_new_class(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/classes/new")
    send(page, name="")
    yield "a class without a name"
    send(page, name="Government and politics, an unusually long name")
    yield "the code of a new class"
    home = site + "/classes/" + urlsplit(page.url).path.split("/")[2]
    page.goto(home)
    yield "a class without students"
    page.goto(f"{site}/classes")
    yield "classes, one of them empty"
    page.goto(f"{home}/students")
    yield "a roster without students"
    yield from _cards(page, home)
    page.goto(home)
    yield "a class without assignments"
    page.goto(f"{home}/assign")
    yield "assigning to a new class"
    press(page, f"{OWN_FORM} > .actions button")
    yield "just assigned"
    page.goto(f"{home}/edit")
    follow(page, "/archive")
    press(page, f"{OWN_FORM} button")
    yield "classes, one of them archived"
    page.goto(home)
    yield "an archived class"
    page.goto(f"{home}/edit")
    yield "settings of an archived class"


def _cards(page: Page, home: str) -> Iterator[str]:
    page.goto(f"{home}/students/add")
    send(page, names="")
    yield "a list without names"
    send(page, names="Sparrow, Ada\nAda Sparrow\nMax Wren\n12345\n" + "Long " * 40)
    yield "a list of names before anything is made"
    press(page, "#make [type=submit]")
    yield "login cards"
    page.goto(f"{home}/students")
    yield "a roster with login cards"
    students = page.locator("main tbody a").all()
    page.goto(page.url.split("/classes")[0] + (students[0].get_attribute("href") or ""))
    yield "a student who has not come yet"
    press(page, "#merge [type=submit]")
    yield "two accounts compared"
    page.go_back()
    press(page, "form[action$='/remove'] button")
    page.goto(f"{home}/students")
    yield "a roster with somebody who left"
    press(page, "form[action$='/code/lock'] button")
    yield "a locked code"
    page.goto(f"{home}/code")
    yield "a locked code, large"


def _assignments(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/classes")
    open_an_attempt(page)
    yield "a student's results"
    page.goto(f"{site}/classes")
    press(page, "main h2 a")
    press(page, "main section a[href$='/edit'][href*='/assignments/'] >> nth=-1")
    edit = page.url
    follow(page, "/withdraw")
    yield "withdrawing"
    press(page, f"{OWN_FORM} button")
    yield "a class with a withdrawn assignment"
    page.goto(edit)
    yield "changing what is withdrawn"
    page.goto(edit.removesuffix("edit") + "report")
    yield "report of what is withdrawn"


def _errors(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/assign")
    for box in page.locator("[name=activities], [name=classes]").all():
        box.uncheck()
    press(page, f"{OWN_FORM} > .actions button")
    yield "assigning nothing to nobody"
    page.goto(f"{site}/classes")
    press(page, "main h2 a")
    press(page, "main section a[href$='/edit'][href*='/assignments/']")
    send(page, opens_at="2026-09-01T08:00", due_at="2026-08-01T08:00")
    yield "an assignment due before it opens"
    page.goto(f"{site}/classes")
    press(page, "main h2 a")
    press(page, "main tbody td a")
    send(page, due_at="2001-01-01T08:00")
    yield "dates that cannot be, for one student"
    page.goto(f"{site}/classes")
    press(page, "main h2 a")
    follow(page, "/students")
    press(page, "main tbody a")
    send(page, display_name="")
    yield "a student without a name"
    page.goto(f"{site}/account")
    send(page, display_name="")
    yield "a teacher without a name"
    page.goto(f"{site}/school")
    yield "a page of administrators"
    page.goto(f"{site}/classes/00000000-0000-7000-8000-000000000000")
    yield "a class that does not exist"
