"""What is remembered: typed tables, one module a subject. No decisions, no Flask."""

from models import (
    accommodations,
    assignments,
    attempts,
    audit,
    challenges,
    classes,
    content,
    installation,
    notices,
    people,
    progress,
    quizzes,
    reading,
    reference,
    rescoring,
    sign_in,
)

__all__ = [
    "accommodations",
    "assignments",
    "attempts",
    "audit",
    "challenges",
    "classes",
    "content",
    "installation",
    "notices",
    "people",
    "progress",
    "quizzes",
    "reading",
    "reference",
    "rescoring",
    "sign_in",
]
