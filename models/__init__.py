"""What is remembered: typed tables, one module a subject. No decisions, no Flask."""

from models import (
    assignments,
    attempts,
    audit,
    classes,
    content,
    installation,
    people,
    progress,
    quizzes,
    reading,
    reference,
    sign_in,
)

__all__ = [
    "assignments",
    "attempts",
    "audit",
    "classes",
    "content",
    "installation",
    "people",
    "progress",
    "quizzes",
    "reading",
    "reference",
    "sign_in",
]
