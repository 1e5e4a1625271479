"""What must hold on every page that is shown: measured on the page as it stands."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
FIRST_VISIT_BYTES = 100_000
LATER_VISIT_BYTES = 30_000
PAGE_HEADER_BYTES = 1_000  # ours are smaller
FILE_HEADER_BYTES = 350  # likewise: tests/web/test_static_files.py

# Visible text, and names for screen readers, that the pseudo-locale left in plain English. What is
# marked translate="no" is data: names, codes, and the course's own text.
_UNTRANSLATED = """
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
  return found;
}
"""

_OVERFLOW = """
() => {
  const width = document.documentElement.clientWidth;
  const isWide = element => element.getBoundingClientRect().right > width + 1;
  if (document.documentElement.scrollWidth <= width + 1) return [];
  return [...document.querySelectorAll('main *, header *, footer *')]
    .filter(element => isWide(element) && !element.closest('.table-scroll'))
    .slice(0, 4).map(element => element.outerHTML.slice(0, 120));
}
"""

# Bytes over the wire: with an empty cache, and with what earlier pages left in it.
_WEIGHT = """
([pageHeader, fileHeader]) => {
  const page = performance.getEntriesByType('navigation')[0];
  const parts = performance.getEntriesByType('resource').filter(
    part => ['link', 'script', 'css', 'img', 'other'].includes(part.initiatorType));
  const size = (part) => part.encodedBodySize + (part === page ? pageHeader : fileHeader);
  const sum = some => some.reduce((total, part) => total + size(part), 0);
  const isFetched = part => part.transferSize > 0;
  return {first: sum([page, ...parts]), later: sum([page, ...parts.filter(isFetched)])};
}
"""

_AXE = """
async () => {
  const found = await axe.run({resultTypes: ['violations'], preload: false});
  const shown = nodes => nodes.slice(0, 3).map(node => node.html.slice(0, 150)).join(' | ');
  return found.violations.map(rule => `${rule.id}: ${shown(rule.nodes)}`);
}
"""


def weight(page: Page) -> dict[str, int]:
    """Bytes of the page's `first` visit and of a `later` one."""
    found: dict[str, int] = page.evaluate(_WEIGHT, [PAGE_HEADER_BYTES, FILE_HEADER_BYTES])
    return found


def untranslated(page: Page) -> list[str]:
    """Text that the pseudo-locale left alone."""
    found: list[str] = page.evaluate(_UNTRANSLATED)
    return found


def too_wide(page: Page) -> list[str]:
    """The outermost elements that widen the page beyond the screen."""
    found: list[str] = page.evaluate(_OVERFLOW)
    return found


def take_axe(page: Page) -> None:
    """Give the page axe-core, for as long as it is open."""
    page.evaluate(Axe().axe_script)


def violations(page: Page) -> list[str]:
    """What axe-core reports on the page as it is shown now; needs `take_axe` first."""
    found: list[str] = page.evaluate(_AXE)
    return found
