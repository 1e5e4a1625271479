"""Pages of classes."""

from classes.routes import assigning, managing, progress, students
from classes.routes.blueprint import bp

__all__ = ["assigning", "bp", "managing", "progress", "students"]
