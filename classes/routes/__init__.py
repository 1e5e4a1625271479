"""Pages of classes."""

from classes.routes import (
    assigning,
    challenges,
    managing,
    progress,
    rescoring,
    several,
    students,
)
from classes.routes.blueprint import bp

__all__ = [
    "assigning",
    "bp",
    "challenges",
    "managing",
    "progress",
    "rescoring",
    "several",
    "students",
]
