"""A teacher: a new class from nothing, assigning, previewing, building, and putting right."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

from admin.demo.invented import CLASSES
from tests.browser.scenes.steps import (
    COLLEAGUE,
    OWN_FORM,
    answer,
    close,
    enter,
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
    yield from _fixing_a_key(page, site)
    yield from _assignments(page, site)
    yield from _late_answers(page, site)
    yield from _marking(page, site)
    yield from _clocks(page, site)
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
    follow(page, "/edit")
    yield "editing a quiz"
    page.go_back()
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
    page.goto(f"{home}/teachers")
    send(page, sign_in_name=COLLEAGUE)
    yield "two teachers of a class"
    follow(page, "/remove")
    yield "leaving a class"
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
    page.goto(f"{home}/students/add")
    send(page, names="Smith\tAda\t9B\nWren\tMax\t9B")
    yield "a list of which nobody can tell the columns"
    send(page, names="Ada Sparrow\nada@school.org\nAda Owl")
    yield "a list with a name of the school, and an address"
    page.goto(f"{home}/students")
    yield "a roster with login cards"
    students = page.locator("main tbody a").all()
    page.goto(page.url.split("/classes")[0] + (students[0].get_attribute("href") or ""))
    yield "a student who has not come yet"
    student = page.url
    page.goto(student + "/work")
    yield "a student who has done nothing yet"
    page.goto(student)
    follow(page, "/user-name")
    yield "choosing a user name"
    send(page, sign_in_name="a b")
    yield "a user name that will not do"
    page.goto(student)
    page.locator("#gone").select_option(index=1)
    press(page, "#merge [type=submit]")
    yield "two accounts compared"
    page.go_back()
    follow(page, "/remove")
    yield "a student about to leave the class"
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
    page.goto(f"{site}/classes")
    press(page, "main a[href*='show=help']")
    yield "those of a class who need help"
    press(page, "main tbody th a")
    yield "a student who needs help"


def _fixing_a_key(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/classes")
    press(page, "main a[href$='/challenges']")
    press(page, "main .rows a")
    send(page, reply="")
    yield "answering a challenge with nothing"
    page.locator("[name=verdict]").first.check()
    send(page, reply="You are right, and the question is corrected.")
    yield "challenges, one of them answered"
    press(page, "main .rows a")
    yield "a challenge that was accepted"
    page.goto(f"{site}/classes")
    press(page, "main h2 a")
    reports = [link.get_attribute("href") for link in page.locator("main thead a").all()]
    for report in reports:
        page.goto(f"{site}{report}")
        if page.locator("main a[href$='/rescore']").count():
            break
    press(page, "main a[href$='/rescore']")
    yield "who rises and who falls"
    send(page, reason="")
    yield "re-scoring without a reason"
    send(page, reason="The key named the wrong option.")
    yield "a report with a question that was re-scored"
    press(page, "main a[href$='/rescore']")
    yield "a question that was re-scored"
    page.goto(f"{site}/banks/vice-president")
    for box in page.locator("details").all():
        box.evaluate("box => { box.open = true; }")
    yield "a bank with what its questions said before"


def _late_answers(page: Page, site: str) -> Iterator[str]:
    assert page.context.browser is not None
    pupil = page.context.browser.new_context().new_page()
    enter(pupil, site, "student")
    start = pupil.locator("main a[href*='/assignments/'][href$='/quiz']").first
    assignment = site + (start.get_attribute("href") or "").removesuffix("/quiz")
    pupil.goto(f"{assignment}/quiz")
    press(pupil, "form[action$='/quiz'] button")
    open_quiz(pupil)
    close(page, site, assignment)
    for position in (1, 2):
        answer(pupil, position, "failed")
    pupil.context.close()
    page.goto(f"{assignment}/report")
    yield "report with answers that came late"
    follow(page, "/late-answers")
    yield "answers that came late"
    press(page, "form[action*='/late-answers/'] button[value=decline]")
    yield "declining without a reason"
    page.locator("main [name=answers]").nth(1).uncheck()
    page.locator("main [name=reason]").fill("The network of the school was down.")
    press(page, "form[action*='/late-answers/'] button[value=accept]")
    yield "a late answer accepted, another waiting"


def _marking(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/quizzes")
    press(page, "main li:has(h3 a:text('Ruling on the case file')) a[href*='/assign?quiz=']")
    page.get_by_label(CLASSES[0].name).check()
    press(page, f"{OWN_FORM} > .actions button")
    assert page.context.browser is not None
    pupil = page.context.browser.new_context().new_page()
    enter(pupil, site, "student")
    press(pupil, "main a:text('Ruling on the case file')")
    press(pupil, "form[action$='/quiz'] button")
    open_quiz(pupil)
    for question in pupil.locator("[data-kind=open_response]").all():
        answer(pupil, int(question.get_attribute("data-position") or 0))
    hand_in(pupil)
    pupil.context.close()
    page.goto(f"{site}/classes")
    yield "classes with answers to mark"
    follow(page, "/marking")
    yield "answers to mark"
    press(page, "main section .rows a")
    yield "one answer to mark"
    press(page, f"{OWN_FORM} [type=submit]")
    yield "marking without a level"
    for names in page.locator(f"{OWN_FORM} fieldset").all():
        names.locator("input[type=radio]").first.check()
    page.locator("main [name=comment]").fill("The rule is there; say why, too.")
    press(page, f"{OWN_FORM} [type=submit]")
    page.goto(f"{site}/classes")
    follow(page, "/marking")
    yield "answers to mark, one of them marked"


def _clocks(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/classes")
    press(page, "main h2 a")
    home = page.url
    press(page, "main tbody th a")
    follow(page, "/accommodation")
    send(page, extra_days="-1")
    yield "granting what cannot be granted"
    page.locator("[name=time]").select_option("150")
    send(page, extra_days="2")
    yield "a student who is granted something"
    page.goto(f"{home}/assign")
    page.locator("#activities details[open] input").last.check()
    page.locator("details.more summary").last.click()
    send(page, time_limit="30")
    yield "a time limit before it takes effect"
    press(page, f"{OWN_FORM} > .actions button")
    press(page, "main thead a >> nth=-1")
    page.locator("details.more summary").last.click()
    yield "report of a quiz with a clock"
    follow(page, "/dates")
    for box in page.locator("[name=students]").all()[:2]:
        box.check()
    send(page, due_at="2098-01-01T08:00")
    yield "the same dates for two students"


def _errors(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/assign")
    for box in page.locator("[name=activities], [name=classes]").all():
        box.uncheck()
    press(page, f"{OWN_FORM} > .actions button")
    yield "assigning nothing to nobody"
    page.goto(f"{site}/assign")
    for name in ("activities", "classes"):
        page.locator(f"[name={name}]").first.check()
    send(page, opens_at="2020-09-01T08:00", due_at="2020-09-02T08:00")
    yield "assigning what is overdue already"
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
