"""Pages of admin."""

from admin.routes import demo, log, people, person, school, settings
from admin.routes.blueprint import bp

__all__ = ["bp", "demo", "log", "people", "person", "school", "settings"]
