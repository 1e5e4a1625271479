"""Walks through the product as one person, by its own links, one page for each kind of URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin, urlsplit

from playwright.sync_api import BrowserContext, Page

_ID = re.compile(r"/[0-9a-f]{8}-[0-9a-f-]{27}")
_FILE = re.compile(r"\.(csv|json|txt|svg)$")
_SLUGGED = re.compile(r"^/(lessons|banks)/[a-z0-9-]+")
PAGES_PER_SHAPE = 2
PAGES_AT_MOST = 90


def shape(path: str) -> str:
    """A path with its ids blotted out: two pages of one shape come from one template."""
    return _SLUGGED.sub(r"/\1/*", _ID.sub("/*", path))


def walk(context: BrowserContext, start: str) -> Iterator[tuple[str, Page]]:
    """Yield (address, page) for each page reachable by links from `start`, breadth first."""
    page = context.new_page()
    waiting, seen = [start], {start}
    shapes: dict[str, int] = {}
    visited = 0
    while waiting and visited < PAGES_AT_MOST:
        address = waiting.pop(0)
        kind = shape(urlsplit(address).path)
        if shapes.get(kind, 0) >= PAGES_PER_SHAPE:
            continue
        shapes[kind] = shapes.get(kind, 0) + 1
        visited += 1
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, f"{address}: {response.status}"
        yield address, page
        for link in page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"):
            target = urldefrag(urljoin(address, link)).url
            same_site = urlsplit(target).netloc == urlsplit(start).netloc
            if same_site and target not in seen and not _FILE.search(urlsplit(target).path):
                seen.add(target)
                waiting.append(target)
    page.close()
