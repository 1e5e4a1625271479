"""What people do that no link leads to: each scene leaves the page as they see it, and names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page

from tests.browser.scenes import administrator, stranger, student, teacher

SCENES: dict[str, Callable[[Page, str], Iterator[str]]] = {
    "stranger": stranger.scenes,
    "student": student.scenes,
    "teacher": teacher.scenes,
    "administrator": administrator.scenes,
}
