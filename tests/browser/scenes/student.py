"""A student: a lesson's questions, a quiz from start to practice, and what is closed to them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.scenes.steps import (
    OWN_FORM,
    answer,
    answer_all,
    close,
    desk_of_the_teacher,
    fill_in,
    follow,
    hand_in,
    open_quiz,
    press,
    send,
)

START = "form[action$='/quiz'] button"


def scenes(page: Page, site: str) -> Iterator[str]:
    """Reading, taking, practising, and being refused."""
    yield from _reading(page, site)
    yield from _taking(page, site)
    yield from _closed_meanwhile(page, site)
    yield from _refused(page, site)


def _reading(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/lessons/objections")
    page.wait_for_load_state("networkidle")
    left = page.locator("form[data-check]")
    ids = [form.get_attribute("id") for form in page.locator(".check:has(form[data-check])").all()]
    left.first.locator("[type=submit]").click()
    page.locator(".check .field-error:not(:empty)").first.wait_for()
    yield "checking an answer before giving one"
    for number, check in enumerate(ids):
        form = page.locator(f"[id='{check}'] form")
        if form.locator("input:not([type=hidden])").count():
            form.locator("input:not([type=hidden])").nth(number % 2).check()
        form.locator("[type=submit]").click()
        page.locator(f"[id='{check}'] .review").wait_for()
    for answer_box in page.locator("details").all():
        answer_box.evaluate("box => { box.open = true; }")
    yield "a lesson with every question answered"
    word = page.locator("a.term").first
    page.goto(urlsplit(page.url)._replace(fragment="").geturl() + word.get_attribute("href"))
    yield "a word's meaning"
    for section in page.locator("[data-section]").all():
        # Reading may have ticked it off by itself.
        section.evaluate("it => it.querySelector('.section-end form')?.requestSubmit()")
    page.locator(".section-end button").first.wait_for(state="detached")
    page.locator("#lesson-end .icon").wait_for()
    yield "a lesson that is finished"


def _taking(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/home")
    start = page.locator("main a[href*='/quiz']").first.get_attribute("href")
    page.goto(site + start)
    yield "before a quiz"
    press(page, START)
    open_quiz(page)
    yield "a quiz without an answer"
    answer(page, 1)
    answer(page, 2)
    page.locator("[name=flag-2]").check()
    page.locator("#question-list summary").click()
    yield "a quiz with two answers, a flag and the list of its questions"
    page.keyboard.press("Escape")
    press(page, "#quiz button[value=hand-in]")
    yield "handing in with answers missing"
    page.goto(site + start)
    yield "a quiz that is under way"
    press(page, "main a[href*='/attempts/']")
    open_quiz(page)
    answer_all(page)
    yield "a quiz with every answer"
    page.goto(page.url + "/submit")
    yield "handing in with nothing missing"
    press(page, "form[action$='/submit'] button")
    yield "results"
    yield from _challenging(page, site)
    press(page, "form[action$='/practise'] button")
    open_quiz(page)
    practice = page.url
    yield "practice"
    yield from _answered_on_two_devices(page)
    press(page, "button[name=check][value='1']")
    yield "practice with one answer checked"
    page.goto(f"{site}/home")
    yield "a first page with practice that was begun"
    follow(page, urlsplit(practice).path)
    open_quiz(page)
    hand_in(page)
    yield "results of practice"
    page.goto(site + start)
    yield "a quiz with no attempt left"


def _challenging(page: Page, site: str) -> Iterator[str]:
    results = page.url
    page.locator("details:has(form[action*='/challenge']) summary").first.click()
    send(page, reason="")
    yield "challenging a question with nothing"
    send(page, reason="The lesson says something else.")
    yield "results with a challenge"
    with desk_of_the_teacher(page, site) as desk:
        desk.goto(f"{site}/classes")
        press(desk, "main a[href$='/challenges']")
        press(
            desk, desk.locator("main li", has_text="The lesson says something else.").locator("a")
        )
        desk.locator("[name=verdict]").last.check()
        send(desk, reply="Read the second section once more.")
    page.goto(f"{site}/home")
    yield "a first page with a notice"
    press(page, "main section .rows form button")
    page.goto(f"{site}/notices")
    yield "notices that were seen"
    page.goto(results)


def _answered_on_two_devices(page: Page) -> Iterator[str]:
    other = page.context.new_page()
    other.goto(page.url)
    open_quiz(other)
    answer(other, 1)
    other.close()
    question = page.locator("[data-position='1']")
    if question.get_attribute("data-kind") == "ordering":
        question.locator("[data-move=down]").first.click()
    else:
        fill_in(question, 1)
    question.locator("[data-conflict]").wait_for()
    yield "answered on two devices"
    question.locator("[data-keep=mine]").click()
    question.locator(".receipt[data-state=saved]").wait_for()


def _closed_meanwhile(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/progress")
    for link in page.locator("#results ~ ul a[href*='/results']").all():
        page.goto(site + link.get_attribute("href"))
        press(page, ".breadcrumbs a[href*='/quiz']")
        if page.locator(START).count():
            break
        page.goto(f"{site}/progress")
    start = page.url
    yield "a quiz with one attempt left"
    press(page, START)
    open_quiz(page)
    answer(page, 1)
    _give_half_an_hour(page, site, start.removesuffix("/quiz"))
    page.reload()
    open_quiz(page)
    yield "a quiz with a timer"
    page.goto(start)
    yield "a quiz under way whose clock runs"
    close(page, site, start.removesuffix("/quiz"))
    page.goto(start)
    yield "a quiz that closed meanwhile"


def _give_half_an_hour(page: Page, site: str, assignment: str) -> None:
    """The teacher gives the quiz a time limit, and confirms what it will do."""
    with desk_of_the_teacher(page, site) as desk:
        desk.goto(f"{assignment}/edit")
        send(desk, time_limit="30")
        press(desk, f"{OWN_FORM} [type=submit]")


def _refused(page: Page, site: str) -> Iterator[str]:
    page.goto(f"{site}/classes")
    yield "a page of teachers"
    page.goto(f"{site}/lessons/no-such-lesson")
    yield "a lesson that does not exist"
    page.goto(f"{site}/account/password")
    send(page, password="1")
    yield "a password that is not taken"
