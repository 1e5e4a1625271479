"""Answering on a quiz page in a browser, and looking at what it shows and what arrived."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from playwright.sync_api import BrowserContext, Page

from models.session import unit_of_work
from quizzes.actions import start_attempt
from tests import factories
from tests.cast import MORNING, Cast
from tests.quizzes.conftest import answers, quiz_named

_IS_KEPT = """
async () => {
  const names = (await caches.keys()).filter(name => name.startsWith('pages-'));
  const kept = await Promise.all(names.map(async name =>
    (await caches.open(name)).match(location.pathname)));
  const files = performance.getEntriesByType('resource').map(file => file.name)
    .filter(name => new URL(name).pathname.startsWith('/static/'));
  const held = await Promise.all(files.map(name => caches.match(name)));
  return kept.some(Boolean) && held.every(Boolean) && Boolean(navigator.serviceWorker.controller);
}
"""

# What waits on the device to be sent, whosever it is.
_UNSENT = """
async () => {
  const done = request => new Promise(resolve => request.onsuccess = () => resolve(request.result));
  const names = (await indexedDB.databases()).map(each => each.name);
  const found = await Promise.all(names.map(async name => {
    const database = await done(indexedDB.open(name));
    const saves = await done(database.transaction('unsent').objectStore('unsent').getAll());
    database.close();
    return saves.map(save => [save.position, save.answer]);
  }));
  return found.flat();
}
"""


def begin_quiz(cast: Cast, prepared_id: str = "riverbend-fixed", **rules: Any) -> UUID:
    """Give Mr. Rivera's class a quiz by these rules, and let Maya begin it: her attempt."""
    with unit_of_work():
        assignment = factories.assignment(
            cast.northfield,
            cast.civics,
            cast.rivera,
            MORNING,
            quiz_id=quiz_named(prepared_id),
            **rules,
        )
        return start_attempt(cast.actor("maya"), assignment, MORNING)


def open_quiz(context: BrowserContext, address: str, attempt: UUID) -> Page:
    """The quiz page, once it saves each change and the browser has kept it."""
    page = context.new_page()
    page.goto(f"{address}/attempts/{attempt}")
    page.wait_for_selector("form[data-is-live]")
    wait_until_kept(page)
    return page


def wait_until_kept(page: Page) -> None:
    """Wait until the browser could show the page without a connection."""
    # Playwright's wait_for_function takes the promise of an async function for a yes.
    _expect(page, lambda: page.evaluate(_IS_KEPT), True)


def _expect(page: Page, read: Callable[[], Any], expected: Any) -> None:
    """Let the page go on until this is read; ten seconds later it must be."""
    for _ in range(100):
        if read() == expected:
            return
        page.wait_for_timeout(100)
    assert read() == expected


def receipt(page: Page, position: int) -> Any:
    return page.locator(f"[data-position='{position}'] .receipt")


def give(page: Page, position: int) -> None:
    """Answer one question; each kind in its own way."""
    question = page.locator(f"[data-position='{position}']")
    kind = question.get_attribute("data-kind")
    if kind == "ordering":
        question.locator("[data-take-order] button").click()
    elif kind == "multiple_choice":
        question.locator("input[type=checkbox]").nth(1).check()
    else:
        question.locator("input[type=radio]").nth(position % 2).check()


def given(page: Page) -> list[Any]:
    """What the controls of every question show."""
    found: list[Any] = page.locator("[data-position]").evaluate_all(
        """questions => questions.map(question => [
          ...[...question.querySelectorAll('input:checked')].map(input => input.value),
          ...[...question.querySelectorAll('select')].map(select => select.value)])"""
    )
    return found


def wait_for_answers(page: Page, attempt: UUID, count: int) -> None:
    """Wait until so many answers have arrived."""
    _expect(page, lambda: len(answers(attempt)), count)


def expect_answers(page: Page, attempt: UUID, expected: dict[int, Any]) -> None:
    """Wait until these are the answers that count: a page can say "Saved" of the one before."""
    _expect(page, lambda: answers(attempt), expected)


def expect_unsent(page: Page, count: int) -> None:
    """Wait until so many answers wait: one that arrived leaves the device a moment later."""
    _expect(page, lambda: len(page.evaluate(_UNSENT)), count)


def expect_kept(page: Page, position: int, answer: Any) -> None:
    """Wait until this answer to a question is on the disk, to be sent later."""
    _expect(page, lambda: [position, answer] in page.evaluate(_UNSENT), True)
