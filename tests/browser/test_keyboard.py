"""The keyboard alone is enough: the focus can be seen at every step, and is never lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from admin.demo.invented import CLASS_CODE
from tests.browser.checks import DESKTOP, PHONE
from tests.browser.scenes.steps import enter, open_quiz

OpenContext = Callable[..., BrowserContext]
TABS_AT_MOST = 80

# What is wrong with the place where the focus is, or nothing.
_WRONG_WITH_FOCUS = """
() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return 'nothing has the focus';
  const told = ` has the focus: ${focused.outerHTML.slice(0, 120)}`;
  const drawn = focused.closest('.option') ?? focused;  // an option is outlined as a whole
  const {outlineStyle, outlineWidth} = getComputedStyle(drawn);
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) return 'something unmarked' + told;
  const {left, top, width, height} = drawn.getBoundingClientRect();
  const [x, y] = [left + Math.min(width, 20) / 2, top + Math.min(height, 20) / 2];
  const there = document.elementFromPoint(x, y);
  if (!there) return 'something out of sight' + told;
  return drawn.contains(there) || there.contains(drawn) ? null : 'something covered' + told;
}
"""


class Keys:
    """Somebody at the keyboard who looks where the focus is after every key."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, target: str | Locator) -> None:
        """Go on until the focus is there."""
        wanted = self.page.locator(target).first if isinstance(target, str) else target
        for _ in range(TABS_AT_MOST):
            self.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                return
        raise AssertionError(f"{self.page.url}: {TABS_AT_MOST} tabs do not lead to {target}")

    def press(self, key: str) -> None:
        """Press a key that stays on the page."""
        self.page.keyboard.press(key)
        self.look()

    def look(self) -> None:
        """Fail when nobody could see where the focus is."""
        wrong = self.page.evaluate(_WRONG_WITH_FOCUS)
        assert wrong is None, f"{self.page.url}: {wrong}"

    def type_into(self, name: str, text: str) -> None:
        """Go to the field and fill it in."""
        self.tab_to(f"main [name={name}]")
        self.page.keyboard.type(text)

    def enter(self) -> None:
        """Press Enter on what leads to another page."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_student_joins_and_answers_a_first_question(
    site: str, open_context: OpenContext, viewport: dict[str, int]
) -> None:
    page = open_context(viewport=viewport).new_page()
    keys = Keys(page)
    page.goto(site)
    keys.type_into("code", CLASS_CODE)
    keys.enter()
    keys.type_into("display_name", f"Kit Nuthatch {viewport['width']}")
    keys.type_into("password", "four brown acorns")
    keys.enter()
    keys.tab_to("main a[href$='/quiz']")
    keys.enter()
    keys.tab_to("main form button")
    keys.enter()
    open_quiz(page)

    question = page.locator("[data-position]:has([type=radio], [type=checkbox])").first
    keys.tab_to(question.locator("[type=radio], [type=checkbox]").first)
    keys.press("Space")

    expect(question.locator(".receipt")).to_contain_text("Saved")
    keys.look()
    keys.tab_to("#quiz button[value=hand-in]")


def test_the_first_tab_skips_to_the_content(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=PHONE).new_page()
    keys = Keys(page)
    enter(page, site, "student")

    keys.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    keys.press("Tab")

    assert page.evaluate("() => document.activeElement.closest('main') !== null")


def test_a_lesson_keeps_the_focus_while_it_changes(site: str, open_context: OpenContext) -> None:
    page = open_context(viewport=DESKTOP).new_page()
    keys = Keys(page)
    enter(page, site, "teacher")
    page.goto(f"{site}/lessons/vice-presidents-role")
    page.wait_for_load_state("networkidle")
    check = page.locator(".check:has([type=radio])").first
    here = page.locator(f"[id='{check.get_attribute('id')}']")

    here.locator("[type=radio]").first.focus()
    page.keyboard.press("Tab")
    keys.look()
    page.keyboard.press("Enter")
    expect(here.locator(".field-error:not(:empty)")).to_be_visible()
    assert _is_in(here), "the focus left a question that was not answered"

    here.locator("[type=radio]").first.focus()
    keys.press("Space")
    keys.tab_to(here.locator("[type=submit]"))
    page.keyboard.press("Enter")
    expect(here.locator(".verdict")).to_be_visible()
    assert _is_in(here), "the focus left a question that was answered"


def _is_in(box: Locator) -> bool:
    inside: bool = box.evaluate("box => box.contains(document.activeElement)")
    return inside
