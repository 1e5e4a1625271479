"""Shows every page of one person: first by the product's own links, then by what they do there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import BrowserContext, Page

from tests.browser.scenes import SCENES
from tests.browser.scenes.steps import enter

STRANGER = "stranger"
ROLES = ("student", "teacher", "administrator")
EVERYBODY = (STRANGER, *ROLES)

_ID = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}")
_FILE = re.compile(r"\.(csv|json|txt|svg)$")
_SLUGGED = re.compile(r"^/(lessons|banks)/[a-z0-9-]+")
_PUBLIC_LESSON = re.compile(r"^/course/[a-z0-9-]+")
# One template that looks different for a lesson and a quiz, or for one begun and one not begun.
_VARIED = {
    "/lessons/*",
    "/assignments/*/report",
    "/assignments/*/edit",
    "/assignments/*/students/*",
}


def shape(path: str) -> str:
    """A path with its ids blotted out: two pages of one shape come from one template."""
    return _SLUGGED.sub(r"/\1/*", _ID.sub("/*", path))


def tour(context: BrowserContext, site: str, role: str) -> Iterator[tuple[str, Page]]:
    """Yield (what it is, page) for each page that somebody of this role meets."""
    page = context.new_page()
    page.goto(site)
    if role != STRANGER:
        enter(page, site, role)
    for path in walk(page, every_lesson=role == STRANGER):
        yield path, page
    for name in SCENES[role](page, site):
        yield f"{name} ({shape(urlsplit(page.url).path)})", page
    page.close()


def walk(page: Page, *, every_lesson: bool) -> Iterator[str]:
    """Follow links from the page, breadth first; yield the path of each page that is met.

    The public page of every lesson, figures and all, is looked at once, as a stranger; somebody who
    is signed in looks at one of them.
    """
    waiting, seen = [page.url], {page.url}
    taken: dict[str, int] = {}
    while waiting:
        address = waiting.pop(0)
        kind = shape(urlsplit(address).path)
        if not every_lesson:
            kind = _PUBLIC_LESSON.sub("/course/*", kind)
        if taken.get(kind, 0) >= (2 if kind in _VARIED else 1):
            continue
        taken[kind] = taken.get(kind, 0) + 1
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, f"{address}: {response.status}"
        yield urlsplit(address).path
        for target in _links(page, address):
            if target not in seen:
                seen.add(target)
                waiting.append(target)


def _links(page: Page, address: str) -> list[str]:
    found = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)")
    targets = [urldefrag(urljoin(address, link)).url for link in found]
    return [
        target
        for target in targets
        if urlsplit(target).netloc == urlsplit(address).netloc
        and not _FILE.search(urlsplit(target).path)
    ]
