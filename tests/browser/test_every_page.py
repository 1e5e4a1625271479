"""Every page that a person can reach: accessible, translatable, without overflow, and light."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.conftest import DESKTOP, PHONE, ROLES, enter
from tests.browser.walk import walk

FIRST_VISIT_BYTES = 100_000
LATER_VISIT_BYTES = 30_000
OpenContext = Callable[..., BrowserContext]

# Visible text, and names for screen readers, that the pseudo-locale left in plain English. What is
# marked translate="no" is data: names, codes, and the course's own text.
UNTRANSLATED = """
() => {
  const plain = text => /[a-z]{2}/i.test(text) && !/[àéîöûýçñšÀÉÎÖÛÝÇÑŠ⟦⟧]/.test(text);
  const isData = element => element.closest('[translate="no"], time, script, style, noscript');
  const found = [];
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    if (plain(node.data) && !isData(node.parentElement)) found.push(node.data.trim());
  }
  for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      const text = element.getAttribute(name);
      if (text && plain(text) && !isData(element)) found.push(`${name}: ${text}`);
    }
  }
  if (plain(document.title)) found.push(`title: ${document.title}`);
  return found;
}
"""

OVERFLOW = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width + 1) return [];
  return [...document.querySelectorAll('main *, header *, footer *')]
    .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.table-scroll'))
    .slice(0, 4).map(e => e.outerHTML.slice(0, 120));
}
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_axe_reports_nothing(
    site: str, open_context: OpenContext, role: str, viewport: dict[str, int], scheme: str
) -> None:
    context = open_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    axe = Axe()
    problems = []
    for address, page in walk(context, _start(context, site, role)):
        for violation in axe.run(page).response["violations"]:
            nodes = [node["html"][:150] for node in violation["nodes"][:3]]
            problems.append(f"{address}: {violation['id']}: {nodes}")
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_the_pseudo_locale_finds_no_plain_text_and_no_overflow(
    pseudo_site: str, open_context: OpenContext, role: str, viewport: dict[str, int]
) -> None:
    context = open_context(viewport=viewport)
    problems = []
    for address, page in walk(context, _start(context, pseudo_site, role)):
        problems += [f"{address}: untranslated {text!r}" for text in page.evaluate(UNTRANSLATED)]
        problems += [f"{address}: too wide: {element}" for element in page.evaluate(OVERFLOW)]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_every_page_is_light(site: str, open_context: OpenContext, role: str) -> None:
    context = open_context(viewport=PHONE)
    heavy = []
    for address, _ in walk(context, _start(context, site, role)):
        cookies = context.cookies()
        first, later = _weigh(open_context(viewport=PHONE), cookies, address)
        if first > FIRST_VISIT_BYTES or later > LATER_VISIT_BYTES:
            heavy.append(f"{address}: {first} bytes at first, {later} later")
    assert not heavy, "\n".join(heavy)


def _start(context: BrowserContext, site: str, role: str) -> str:
    if role == "stranger":
        return site + "/"
    page = context.new_page()
    enter(page, site, role)
    address = page.url
    page.close()
    return address


def _weigh(context: BrowserContext, cookies: list[object], address: str) -> tuple[int, int]:
    """Bytes over the wire for a first visit with an empty cache, and for the next one."""
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    weights = (_load(page, address), _load(page, address))
    context.close()
    return weights


def _load(page: Page, address: str) -> int:
    answers: list[Response] = []
    page.on("response", answers.append)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", answers.append)
    total = 0
    for answer in answers:
        sizes = answer.request.sizes()
        total += sizes["responseBodySize"] + sizes["responseHeadersSize"]
    return total
