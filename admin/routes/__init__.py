"""Pages of admin."""

from admin.routes import demo, log, people, person, school
from admin.routes.blueprint import bp

__all__ = ["bp", "demo", "log", "people", "person", "school"]
