"""Reads of lessons."""

from lessons.queries.catalogue import (
    CorePlace,
    available_lessons,
    catalogue,
    glossary,
    public_courses,
)
from lessons.queries.checks import Given, wording
from lessons.queries.pages import lesson_page, require_lesson
from lessons.queries.public import course_sources, public_lesson
from lessons.queries.teaching import notes_page

__all__ = [
    "CorePlace",
    "Given",
    "available_lessons",
    "catalogue",
    "course_sources",
    "glossary",
    "lesson_page",
    "notes_page",
    "public_courses",
    "public_lesson",
    "require_lesson",
    "wording",
]
