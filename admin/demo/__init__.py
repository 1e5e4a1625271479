"""A demo school of invented people, with results as a real class would have them."""

from admin.demo.school import build_demo_school
from admin.demo.sign_in import card_opens, code_opens, demo_person, open_doors

__all__ = ["build_demo_school", "card_opens", "code_opens", "demo_person", "open_doors"]
