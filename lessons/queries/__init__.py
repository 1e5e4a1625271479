"""Reads of lessons."""

from lessons.queries.catalogue import available_lessons, catalogue, glossary
from lessons.queries.checks import Given, wording
from lessons.queries.pages import lesson_page, require_lesson

__all__ = [
    "Given",
    "available_lessons",
    "catalogue",
    "glossary",
    "lesson_page",
    "require_lesson",
    "wording",
]
