"""While a quiz is taken: the list of questions, flags, an answer taken back, read-aloud."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from admin.demo.invented import CLASS_CODE
from tests.browser.checks import PHONE
from tests.browser.scenes.steps import answer, answer_all, open_quiz, press, send
from tests.browser.test_keyboard import Keys

OpenContext = Callable[..., BrowserContext]

STOPS = 40
_numbers = count(1)

# A device with one voice of its own and one that sends the text elsewhere; notes what it is given.
VOICES = """
(own) => {
  window.spoken = [];
  const voices = [{name: 'Afar', lang: 'en-US', localService: false, default: true}];
  if (own) voices.push({name: 'Here', lang: 'en-GB', localService: true});
  const synthesis = Object.assign(new EventTarget(), {
    getVoices: () => voices,
    speak: (piece) => window.spoken.push(`${piece.voice.name}: ${piece.text}`),
    cancel: () => (window.spoken = []),
  });
  Object.defineProperty(window, 'speechSynthesis', {value: synthesis});
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
}
"""


@pytest.fixture
def open_page(open_context: OpenContext, site: str) -> Callable[..., Page]:
    """A new student's phone, with a quiz just begun."""

    def take(script: str | None = None) -> Page:
        context = open_context(viewport=PHONE, reduced_motion="reduce")
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.goto(site)
        send(page, code=CLASS_CODE)
        name = f"Wil Bittern {'ABCDEFGHIJKLMNOP'[next(_numbers)]}"
        send(page, display_name=name, password="four brown acorns")
        press(page, "main a[href$='/quiz']")
        press(page, page.get_by_role("button", name="Start"))
        open_quiz(page)
        return page

    return take


def test_the_list_follows_and_leads(open_page: Callable[..., Page]) -> None:
    page = open_page()
    total = page.locator("[data-position]").count()
    bar = page.locator("#question-list")
    expect(bar.locator("summary")).to_have_text(f"0 of {total} answered")

    answer(page, 1)
    expect(bar.locator("summary")).to_have_text(f"1 of {total} answered")
    bar.get_by_role("link", name="Next open question").click()
    expect(page.locator("#q2 legend")).to_be_in_viewport()
    expect(bar).to_be_in_viewport()

    bar.locator("summary").click()
    line = bar.locator("[data-of='1']")
    expect(line.get_by_text("Answered", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(line).to_be_hidden()
    expect(bar.locator("summary")).to_be_focused()
    bar.locator("summary").click()
    bar.locator("[data-of='3'] a").click()
    expect(line).to_be_hidden()
    expect(page.locator("#q3 > legend")).to_be_in_viewport()

    answer_all(page)
    bar.get_by_role("link", name="To the end").click()
    expect(page.get_by_role("button", name="Hand in")).to_be_in_viewport()


def test_the_bar_never_covers_where_the_focus_is(open_page: Callable[..., Page]) -> None:
    page = open_page()
    keys = Keys(page)
    page.locator("#hand-in button").first.focus()

    for _ in range(STOPS):
        keys.press("Shift+Tab")


def test_a_flag_is_kept_at_once_and_again_when_the_network_is_back(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    with page.expect_response("**/flags"):
        page.locator("[name=flag-2]").check()
    page.reload()
    open_quiz(page)
    expect(page.locator("[name=flag-2]")).to_be_checked()
    expect(page.locator("[data-of='2']")).to_contain_class("is-flagged")

    page.context.set_offline(True)
    page.locator("[name=flag-3]").check()
    with page.expect_response("**/flags"):
        page.context.set_offline(False)
    press(page, "#quiz button[value=hand-in]")
    expect(page.locator("main")).to_contain_text("You flagged 2 questions")


def test_an_answer_is_taken_back(open_page: Callable[..., Page]) -> None:
    page = open_page()
    asked = page.locator(".asked:has([type=radio])").first
    place = asked.locator("[data-position]").get_attribute("data-position")
    clear = asked.get_by_role("button", name="Clear my answer")
    expect(clear).to_be_hidden()
    answer(page, int(place or 0))

    clear.click()

    expect(clear).to_be_hidden()
    expect(asked.locator("[type=radio]").first).to_be_focused()
    expect(page.locator("#question-list summary")).to_contain_text("0 of")
    expect(asked.locator(".receipt")).to_contain_text("Cleared")
    page.reload()
    expect(asked.locator(":checked")).to_have_count(0)


def test_save_is_for_those_without_scripts(open_page: Callable[..., Page]) -> None:
    page = open_page()

    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    expect(page.get_by_role("button", name="Hand in")).to_be_visible()


def test_signed_out_is_said_where_the_student_is(open_page: Callable[..., Page]) -> None:
    page = open_page()
    told = page.locator(".signed-out:visible")
    expect(told).to_have_count(0)
    page.context.clear_cookies()

    question = page.locator("[data-position]:has([type=radio])").first
    question.locator("[type=radio]").first.check()

    expect(question.locator(".signed-out")).to_be_visible()
    expect(question.locator(".signed-out a")).to_have_attribute("href", "/sign-in")
    expect(page.locator("#hand-in .signed-out")).to_be_visible()
    expect(told).to_have_count(2)


def test_a_question_is_read_by_the_devices_own_voice(open_page: Callable[..., Page]) -> None:
    page = open_page(f"({VOICES})(true)")
    asked = page.locator(".asked:has([type=radio])").first
    assert page.evaluate("spoken") == []

    asked.get_by_role("button", name="Read aloud").click()

    stem = asked.locator(".stem").inner_text()
    options = asked.locator(".option").all_inner_texts()
    read = [" ".join(piece.split()) for piece in page.evaluate("spoken")]
    assert read[0] == "Here: " + " ".join(stem.split())
    assert read[1:] == [
        f"Here: {number}: {' '.join(text.split())}" for number, text in enumerate(options, start=1)
    ]
    asked.get_by_role("button", name="Stop reading").click()
    assert page.evaluate("spoken") == []
    expect(asked.get_by_role("button", name="Read aloud")).to_be_visible()


def test_a_voice_that_sends_the_text_elsewhere_is_no_voice(open_page: Callable[..., Page]) -> None:
    page = open_page(f"({VOICES})(false)")

    expect(page.locator("[data-read-aloud]:visible")).to_have_count(0)


def test_a_section_of_a_lesson_is_read_without_its_note_numbers(
    open_page: Callable[..., Page], site: str
) -> None:
    page = open_page(f"({VOICES})(true)")
    page.goto(f"{site}/lessons/objections")
    page.locator("[data-read-aloud]:visible").first.click()

    read = page.evaluate("spoken")

    assert read[0] == "Here: " + page.locator("[data-section] h2 [translate]").first.inner_text()
    assert len(read) > 2
    assert all(piece.removeprefix("Here: ") for piece in read)
