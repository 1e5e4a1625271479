"""An administrator: people found, added, closed; a class without a teacher; a new teacher."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from admin.demo.invented import CARD_STUDENT, CLASSES
from tests.browser.scenes.steps import (
    COLLEAGUE,
    OTHER_COLLEAGUE,
    follow,
    open_an_attempt,
    press,
    send,
)


def scenes(page: Page, site: str) -> Iterator[str]:
    """An administrator's work beyond reading pages."""
    yield from _people(page, site)
    yield from _settings(page, site)
    yield from _classes(page, site)
    yield from _quizzes(page, site)
    yield from _a_new_teacher(page, site)


def _people(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/school/people?q=nobody-of-this-name")
    yield "nobody found"
    page.goto(f"{site}/school/people?role=teacher")
    yield "the teachers"
    press(page, "main tbody a")
    yield "a teacher's account"
    send(page, display_name="")
    yield "a person without a name"
    page.goto(f"{site}/school/people/new")
    send(page, display_name="", sign_in_name="-")
    yield "adding somebody with fields left out"
    page.locator("[name=roles]").first.check()
    send(page, display_name="Ida Merganser", sign_in_name="ida", email="ida@example.org")
    yield "the first passphrase"
    press(page, "main a[href*='/school/people/']")
    yield "somebody just added"
    follow(page, "/password")
    yield "asking before a password is reset"
    page.go_back()
    follow(page, "/archive")
    yield "closing an account"
    press(page, "form[action$='/archive'] button")
    yield "an account that is closed"
    press(page, "main a[href*='/school/log']")
    yield "the log of one person"
    page.goto(f"{site}/school/log?kind=assign&q=civics")
    yield "the log of one kind and name"
    page.goto(f"{site}/school/log?q=nobody-of-this-name")
    yield "a log without such a change"


def _settings(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/school/settings")
    yield "the settings of the school"
    send(page, name="", time_zone="America/Gotham")
    yield "settings that will not do"


def _classes(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/classes/new")
    send(page, name="")
    yield "an administrator's class without a name"
    send(page, name="Founded by the office")
    page.goto(f"{site}/classes")
    yield "every class, one of them without a teacher"
    page.goto(f"{site}/school")
    yield "a school with a class that nobody teaches"
    press(page, "main a[href$='/teachers']")
    yield "a class that nobody teaches"
    send(page, sign_in_name="nobody.here")
    yield "a teacher who does not exist"
    for sign_in_name in (COLLEAGUE, OTHER_COLLEAGUE):
        send(page, sign_in_name=sign_in_name)
    follow(page, "/remove")
    yield "taking a teacher off a class"
    page.goto(f"{site}/home")
    yield "a page of students"


def _quizzes(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/quizzes")
    yield "quizzes, to an administrator"
    press(page, "main h3 a")
    yield "what a quiz asks, to an administrator"
    follow(page, "/paper")
    yield "a quiz on paper"
    page.goto(f"{site}/school")
    open_an_attempt(page)
    yield "a student's results"
    report = page.locator(".breadcrumbs a[href$='/report']").get_attribute("href") or ""
    page.goto(site + report.replace("/report", "/late-answers"))
    yield "nothing that came late"
    page.goto(f"{site}/school")
    press(page, page.get_by_role("link", name=CLASSES[0].name))
    press(page, "main tbody th a")
    yield "a student's work, to an administrator"
    press(page, "main .actions a")
    page.locator("#gone").select_option(index=1)
    press(page, "#merge [type=submit]")
    yield "two accounts compared"
    page.goto(f"{site}/school")
    press(page, page.get_by_role("link", name=CLASSES[0].name))
    follow(page, "/students")
    press(page, page.get_by_role("link", name=CARD_STUDENT))
    follow(page, "/user-name")
    yield "the user name of a student who has not come yet"


def _a_new_teacher(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/school/people/new")
    page.locator("[name=roles]").first.check()
    send(page, display_name="Otto Smew", sign_in_name="otto.smew")
    passphrase = page.locator(".card .code").nth(1).inner_text()
    page.goto(f"{site}/school")
    press(page, "header form[action$='/sign-out'] button")
    page.goto(f"{site}/sign-in")
    send(page, sign_in_name="otto.smew", password=passphrase)
    send(page, password="seven quiet rivers")
    yield "a teacher's very first page"
