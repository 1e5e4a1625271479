"""Pages of lessons: for readers, for teachers and for everybody."""

from lessons.routes import public, reading, teaching
from lessons.routes.blueprint import bp

__all__ = ["bp", "public", "reading", "teaching"]
