"""Every kind of question: by keyboard alone, read aloud, saved while typing, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.answering import begin_quiz, expect_answers
from tests.browser.checks import (
    DESKTOP,
    FIRST_VISIT_BYTES,
    LATER_VISIT_BYTES,
    PHONE,
    take_axe,
    too_wide,
    violations,
    weight,
)
from tests.browser.scenes.steps import hand_in, open_quiz, press
from tests.browser.signing_in import sign_in
from tests.browser.test_keyboard import Keys
from tests.cast import Cast
from tests.quizzes.conftest import answers

OpenContext = Callable[..., BrowserContext]

ANSWERS: dict[int, Any] = {
    1: {"choice": "right"},
    2: {"choices": ["right-1"]},
    3: {"choice": "true"},
    5: {"pairs": {"first": "shared", "second": "own", "third": "spare"}},
    6: {"groups": {"left-1": "left", "left-2": "left", "right-1": "left", "right-2": "left"}},
    7: {"number": "1,234"},
    8: {"text": "moderator"},
    9: {"gaps": {"chosen": "right", "typed": "second"}},
    10: {"claim": "right", "sentence": "before"},
    11: {"text": "First line\nsecond line"},
}

NAMES = {
    ("combobox", "The first prompt of match-1, with the shared target"),
    ("combobox", "The third prompt of match-1, with its own target"),
    ("group", "The first left item of group-1"),
    ("radio", "Left"),
    ("radio", "Right"),
    ("textbox", "Your answer"),
    ("combobox", "Gap 1 of 2: The … gap of cloze-1 is"),
    ("textbox", "Gap 2 of 2: is chosen, and the … gap is typed."),
    ("group", "The claim"),
    ("group", "The sentence that supports it"),
    ("radio", "The right sentence of evidence-1."),
    ("radio", "The right option of single-1"),
    ("checkbox", "The first right option of multiple-1"),
    ("radio", "True"),
}
CONTROLS = {"radio", "checkbox", "combobox", "textbox", "button", "link"}


@pytest.fixture
def attempt(cast: Cast) -> UUID:
    """Maya's open attempt at a quiz with one question of every kind."""
    return begin_quiz(cast, "riverbend-every-kind")


@pytest.fixture
def open_page(
    app: Flask, cast: Cast, attempt: UUID, address: str, open_context: OpenContext
) -> Callable[..., Page]:
    """Open the quiz in a new browser of Maya's."""

    def open_one(**options: Any) -> Page:
        page = sign_in(open_context(**options), app, cast.maya, address).new_page()
        page.goto(f"{address}/attempts/{attempt}")
        if options.get("java_script_enabled", True):
            open_quiz(page)
        return page

    return open_one


def question(page: Page, position: int) -> Locator:
    return page.locator(f"[data-position='{position}']")


def saved(page: Page, *positions: int) -> None:
    """Wait until the questions say that they are saved."""
    for position in positions:
        expect(question(page, position).locator(".receipt[data-state=saved]")).to_be_visible()


class Fingers(Keys):
    """Somebody at the keyboard who answers questions."""

    def choose(self, name: str, value: str) -> None:
        """Go to a group of radio buttons, and along it to one of them."""
        self.tab_to(f"input[name='{name}']")
        self.press("Space")
        wanted = self.page.locator(f"input[name='{name}'][value='{value}']")
        for _ in range(self.page.locator(f"input[name='{name}']").count()):
            if wanted.is_checked():
                return
            self.press("ArrowDown")
        assert wanted.is_checked(), f"the arrows do not lead to {name}: {value}"

    def select(self, name: str, text: str) -> None:
        """Go to a list and type the beginning of what is wanted."""
        self.tab_to(f"select[name='{name}']")
        self.page.keyboard.type(text)
        self.look()

    def write(self, name: str, text: str) -> None:
        """Go to a field and type."""
        self.tab_to(f"[name='{name}']")
        self.page.keyboard.type(text)
        self.look()


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_keyboard_alone_answers_every_kind(
    open_page: Callable[..., Page], attempt: UUID, viewport: dict[str, int]
) -> None:
    page = open_page(viewport=viewport)
    keys = Fingers(page)

    keys.choose("q1", "right")
    keys.tab_to("#q2-right-1")
    keys.press("Space")
    keys.choose("q3", "true")
    keys.tab_to(question(page, 4).locator("[data-take-order] button"))
    page.keyboard.press("Enter")
    for part, text in (("first", "The sh"), ("second", "The ow"), ("third", "The sp")):
        keys.select(f"q5-{part}", text)
    for item in question(page, 6).locator("[data-part]").all():
        keys.choose(f"q6-{item.get_attribute('data-part')}", "left")
    keys.write("q7", "1,234")
    keys.write("q8", "moderator")
    keys.select("q9-chosen", "fir")
    keys.write("q9-typed", "second")
    keys.choose("q10-claim", "right")
    keys.choose("q10-sentence", "before")
    keys.write("q11", "First line\nsecond line")
    expect(question(page, 11).locator("[data-words]")).to_have_text("4 of at most 60 words")
    keys.tab_to("#quiz button[value=hand-in]")

    saved(page, *range(1, 12))
    expect(page.locator("#answered")).to_have_text("11 of 11 answered")
    found = answers(attempt)
    assert set(found.pop(4)["order"]) == {"first", "second", "third", "fourth"}
    assert found == ANSWERS


def test_more_words_than_asked_for_are_noticed_and_kept(
    attempt: UUID, open_page: Callable[..., Page]
) -> None:
    page = open_page(viewport=DESKTOP)
    notice = question(page, 11).locator(".notice-warning")
    expect(notice).to_be_hidden()

    question(page, 11).locator("textarea").fill("word " * 61)
    expect(notice).to_have_text("1 word over the limit; your answer is kept whole.")
    question(page, 11).locator("textarea").fill("word " * 80)
    expect(notice).to_have_text("20 words over the limit; your answer is kept whole.")

    saved(page, 11)
    assert answers(attempt)[11]["text"].split() == ["word"] * 80


def test_a_screen_reader_hears_what_each_control_is_for(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=DESKTOP)

    heard = list(read_aloud(page))

    nameless = [role for role, name in heard if role in CONTROLS and not name]
    assert nameless == []
    assert set(heard) >= NAMES
    groups = [name for role, name in heard if role == "group"]
    for number in range(1, 12):
        assert any(name.startswith(f"Question {number} of 11") for name in groups), groups
    assert spoken(heard, "Question 9 of 11")[:5] == [
        "The",
        "Gap 1 of 2: The … gap of cloze-1 is",
        "gap of cloze-1 is chosen, and the",
        "Gap 2 of 2: is chosen, and the … gap is typed.",
        "gap is typed.",
    ]


def read_aloud(page: Page) -> Iterator[tuple[str, str]]:
    """The role and name of everything on the page, as Chromium tells them to a screen reader."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}
    waiting = [nodes[0]]
    while waiting:
        node = waiting.pop()
        waiting += [by_id[each] for each in reversed(node.get("childIds", ())) if each in by_id]
        if not node["ignored"]:
            name = str(node.get("name", {}).get("value", ""))
            yield node["role"]["value"], " ".join(name.split())


def spoken(heard: list[tuple[str, str]], start: str) -> list[str]:
    """What is said of a question's text and gaps, after its hint."""
    begun = next(at for at, (role, name) in enumerate(heard) if role == "group" and start in name)
    ends = next(at for at in range(begun + 1, len(heard)) if heard[at][1].startswith("Question 10"))
    hint = next(at for at in range(begun, ends) if heard[at][1].startswith("Fill in each gap"))
    roles = {"StaticText", "combobox", "textbox"}
    said = [name for role, name in heard[hint + 1 : ends] if role in roles and name]
    return [name for name in said if not name.startswith("Fill in each gap") and name != "Saved"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_while_answering_and_afterwards(
    open_page: Callable[..., Page], viewport: dict[str, int], scheme: str
) -> None:
    # What passes through a service worker is counted uncompressed.
    page = open_page(viewport=viewport, color_scheme=scheme, service_workers="block")
    weights = weight(page)
    assert weights["first"] <= FIRST_VISIT_BYTES, weights
    for step in (lambda: None, lambda: hand_in(page)):
        step()
        take_axe(page)
        assert violations(page) == []
        assert too_wide(page) == []
    assert weight(page)["later"] <= LATER_VISIT_BYTES


def test_a_pause_in_typing_saves_and_enter_hands_nothing_in(
    open_page: Callable[..., Page], attempt: UUID
) -> None:
    page = open_page()
    field = page.locator("[name=q8]")

    field.press_sequentially("moderator")
    saved(page, 8)
    expect_answers(page, attempt, {8: {"text": "moderator"}})

    field.press("End")
    field.press_sequentially("s")
    field.press("Enter")
    page.wait_for_function("() => document.querySelector('[name=q8]').value === 'moderators'")
    page.locator("[name=q7]").focus()
    saved(page, 8)
    assert page.url.endswith(f"/attempts/{attempt}")
    page.reload()
    expect(page.locator("[name=q8]")).to_have_value("moderators")


def test_leaving_a_field_saves_once(open_page: Callable[..., Page]) -> None:
    page = open_page()
    sent: list[str] = []
    page.on(
        "request",
        lambda request: sent.append(request.method) if "/answers" in request.url else None,
    )

    page.locator("[name=q8]").press_sequentially("moderator")
    saved(page, 8)
    page.locator("[name=q7]").focus()
    page.locator("[name=q7]").fill("12")
    page.locator("[name=q8]").focus()
    saved(page, 7)

    assert sent == ["POST", "POST"]


def test_each_script_shows_an_answer_that_it_read(open_page: Callable[..., Page]) -> None:
    page = open_page()
    for position in (5, 6, 7, 8, 9, 10, 11):
        shown = page.evaluate(
            """async ([position, answer]) => {
                const element = document.querySelector(`[data-position="${position}"]`);
                const path = `/static/js/quiz-kinds/${element.dataset.kind}.js`;
                const kind = await import(new URL(path, location));
                kind.write(element, answer);
                const read = kind.read(element);
                kind.write(element, null);
                return [read, kind.read(element)];
            }""",
            [position, ANSWERS[position]],
        )
        assert shown == [ANSWERS[position], None]


def test_parts_left_out_leave_a_question_open(open_page: Callable[..., Page]) -> None:
    page = open_page(viewport=PHONE)
    bar = page.locator("#question-list")
    lines = question(page, 5).locator("select")
    lines.nth(0).select_option(index=1)
    question(page, 6).locator("[type=radio]").first.check()
    question(page, 9).locator("select").select_option(index=1)
    question(page, 10).locator("[type=radio]").first.check()
    saved(page, 5, 6, 9, 10)

    expect(bar.locator("summary")).to_have_text("0 of 11 answered, 4 partly")
    lines.nth(1).select_option(index=1)
    lines.nth(2).select_option(index=1)
    expect(bar.locator("summary")).to_have_text("1 of 11 answered, 3 partly")
    expect(bar.locator("[data-of='5']")).to_have_class("is-answered")
    expect(bar.locator("[data-of='6']")).to_have_class("is-partly")
    press(page, "#quiz button[value=hand-in]")
    expect(page.locator("main")).to_contain_text("1 of 11 answered, 3 partly.")


def test_without_scripts_every_kind_is_answered_saved_and_refused_in_words(
    open_page: Callable[..., Page], attempt: UUID
) -> None:
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.check("#q1-right")
    page.check("#q2-right-1")
    page.check("#q3-true")
    for part, target in ANSWERS[5]["pairs"].items():
        page.select_option(f"[name=q5-{part}]", target)
    for part, group in ANSWERS[6]["groups"].items():
        page.check(f"[name=q6-{part}][value={group}]")
    page.fill("[name=q7]", "many votes")
    page.fill("[name=q8]", "moderator")
    page.select_option("[name=q9-chosen]", "right")
    page.fill("[name=q9-typed]", "second")
    page.check("[name=q10-claim][value=right]")
    page.check("[name=q10-sentence][value=before]")
    page.fill("[name=q11]", "First line\nsecond line")
    press(page, page.get_by_role("button", name="Save", exact=True).last)

    expect(question(page, 7).locator(".field-error")).to_contain_text("Write it as a number")
    expect(page.locator("[name=q7]")).to_have_value("many votes")
    page.fill("[name=q7]", "1,234")
    with page.expect_navigation():
        page.locator("[name=q7]").press("Enter")
    expect(page.locator("#answered")).to_have_text("10 of 11 answered")
    assert page.url.endswith(f"/attempts/{attempt}"), "Enter saves; it hands nothing in"
    expect(page.locator("[name=q5-third]")).to_have_value("spare")
    expect(page.locator("[name=q6-left-1][value=left]")).to_be_checked()
    expect(page.locator("[name=q9-typed]")).to_have_value("second")
    assert answers(attempt) == ANSWERS
