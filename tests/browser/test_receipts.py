"""What the receipt of a question says of its answer: whole, open in part, cleared or given back."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.answering import begin_quiz, expect_answers, wait_until_kept
from tests.browser.checks import PHONE
from tests.browser.line import Line
from tests.browser.scenes.steps import open_quiz
from tests.browser.signing_in import sign_in
from tests.cast import Cast
from tests.quizzes.conftest import answers

OpenContext = Callable[..., BrowserContext]


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt at a quiz with one question of every kind."""
    return begin_quiz(cast, "riverbend-every-kind")


@pytest.fixture
def page(app: Flask, cast: Cast, attempt: UUID, address: str, open_context: OpenContext) -> Page:
    """The quiz in a new browser of Maya's."""
    page = sign_in(open_context(), app, cast.maya, address).new_page()
    page.goto(f"{address}/attempts/{attempt}")
    open_quiz(page)
    return page


def question(page: Page, position: int) -> Locator:
    return page.locator(f"[data-position='{position}']")


def saved(page: Page, position: int) -> None:
    """Wait until the question says that it is saved."""
    expect(question(page, position).locator(".receipt[data-state=saved]")).to_be_visible()


def test_what_is_no_number_is_told_and_the_next_try_is_saved(page: Page, attempt: UUID) -> None:
    field = page.locator("[name=q7]")
    told = question(page, 7).locator(".receipt")

    field.press_sequentially("many")
    expect(told).to_contain_text("Not saved. Write it as a number")
    expect(told).not_to_contain_text("earlier answer")
    expect(field).to_have_value("many")
    expect(page.locator("#answered")).to_have_text("0 of 11 answered")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile("Write it as a number"))

    field.fill("1234")
    saved(page, 7)
    expect(field).not_to_have_attribute("aria-invalid", "true")
    expect(field).not_to_have_accessible_description(re.compile("Saved"))
    expect_answers(page, attempt, {7: {"number": "1234"}})


def test_what_is_no_number_leaves_the_earlier_answer_and_says_so(page: Page, attempt: UUID) -> None:
    field = page.locator("[name=q7]")
    field.fill("260")
    saved(page, 7)

    field.fill("many")
    expect(question(page, 7).locator(".receipt")).to_have_text(
        "Not saved. Write it as a number, such as 1,234 or 12.5. Your earlier answer still counts."
    )

    expect(page.locator("#answered")).to_have_text("1 of 11 answered")
    assert answers(attempt) == {7: {"number": "260"}}


def test_what_a_form_could_not_save_does_not_look_answered(page: Page, attempt: UUID) -> None:
    page.locator("[name=q7]").fill("many")
    expect(question(page, 7).locator(".receipt")).to_contain_text("Not saved")

    page.click("#quiz button[value=hand-in]")

    expect(question(page, 7).locator(".field-error")).to_contain_text("Write it as a number")
    page.wait_for_selector("form[data-is-live]")
    expect(page.locator("#answered")).to_have_text("0 of 11 answered")

    page.locator("[name=q7]").fill("12")
    saved(page, 7)
    expect(question(page, 7).locator(".field-error")).to_have_count(0)


def test_a_receipt_says_that_a_part_is_open_or_that_an_answer_is_cleared(
    page: Page,
) -> None:
    receipts = {at: question(page, at).locator(".receipt") for at in (2, 5)}
    lines = question(page, 5).locator("select")
    lines.nth(0).select_option(index=1)
    page.check("#q2-right-1")
    expect(receipts[2]).to_have_text(re.compile(r"^Saved 9:00.AM$"))
    page.uncheck("#q2-right-1")

    for _ in ("at once", "after a reload"):
        expect(receipts[5]).to_have_text(re.compile(r"^Saved 9:00.AM\. A part is still open\.$"))
        expect(receipts[2]).to_have_text(re.compile(r"^Cleared 9:00.AM$"))
        page.reload()
        open_quiz(page)

    lines.nth(1).select_option(index=1)
    lines.nth(2).select_option(index=1)
    expect(receipts[5]).to_have_text(re.compile(r"^Saved 9:00.AM$"))


@pytest.mark.parametrize("reloads", [False, True], ids=["at once", "opened offline"])
def test_the_bar_says_how_many_answers_are_not_sent_in_one_line(
    page: Page, line: Line, reloads: bool
) -> None:
    page.set_viewport_size(PHONE)
    wait_until_kept(page)
    bar = page.locator("#question-list")
    height = (bar.bounding_box() or {})["height"]
    expect(bar.get_by_text("not sent")).to_be_hidden()
    line.cut(page.context)
    page.check("#q1-right")
    page.check("#q2-right-1")
    question(page, 5).locator("select").first.select_option(index=1)

    if reloads:
        expect(question(page, 5).locator(".receipt")).to_contain_text("kept on this device")
        page.reload()

    expect(bar.get_by_text("3 not sent")).to_be_visible()
    expect(bar.locator("summary")).to_have_text("2 of 11, 1 partly")
    assert (bar.bounding_box() or {})["height"] == height
    line.mend(page.context)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(bar.get_by_text("not sent")).to_be_hidden(timeout=20_000)
    expect(bar.locator("summary")).to_have_text("2 of 11 answered, 1 partly")


def test_what_is_on_its_way_is_not_said_to_be_unsent(page: Page) -> None:
    held: list[Route] = []
    page.route("**/answers", lambda route: held.append(route))

    page.check("#q1-right")

    expect(question(page, 1).locator(".receipt")).to_have_text("Saving…")
    expect(page.locator("#question-list").get_by_text("not sent")).to_be_hidden()
    expect(page.locator("#unsent")).to_be_hidden()
    held[0].continue_()
    saved(page, 1)


def test_a_line_that_was_moved_by_mistake_is_no_answer_once_it_is_cleared(
    page: Page, attempt: UUID
) -> None:
    asked = page.locator(".asked:has([data-kind=ordering])")
    clear = asked.get_by_role("button", name="Clear my answer")
    take = asked.get_by_role("button", name="This order is my answer")
    expect(clear).to_be_hidden()
    asked.locator("[data-move=down]").first.click()
    saved(page, 4)
    expect(take).to_be_hidden()

    clear.click()

    expect(question(page, 4).locator(".receipt")).to_contain_text("Cleared")
    expect(clear).to_be_hidden()
    expect(asked.locator("[data-move=down]").first).to_be_focused()
    expect(page.locator("#answered")).to_have_text("0 of 11 answered")
    assert answers(attempt) == {4: None}
    take.click()
    saved(page, 4)
    expect(take).to_be_hidden()
    expect(page.locator("#answered")).to_have_text("1 of 11 answered")


def test_gaps_are_emptied_together_and_filled_again(page: Page, attempt: UUID) -> None:
    asked = page.locator(".asked:has([data-kind=cloze])")
    typed = page.locator("[name=q9-typed]")
    page.select_option("[name=q9-chosen]", "right")
    typed.fill("second")
    expect(question(page, 9).locator(".receipt")).to_have_text(re.compile(r"^Saved 9:00.AM$"))

    asked.get_by_role("button", name="Clear my answer").click()

    expect(question(page, 9).locator(".receipt")).to_contain_text("Cleared")
    expect(page.locator("[name=q9-chosen]")).to_have_value("")
    expect(typed).to_have_value("")
    expect(page.locator("[name=q9-chosen]")).to_be_focused()
    assert answers(attempt) == {9: None}
    typed.fill("second")
    expect(question(page, 9).locator(".receipt")).to_contain_text("A part is still open")
    expect_answers(page, attempt, {9: {"gaps": {"typed": "second"}}})
