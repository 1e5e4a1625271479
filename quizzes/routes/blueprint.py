"""The blueprint that all pages of quizzes belong to."""

from flask import Blueprint

from domain.scoring import display_marks
from web.coming_back import origin

bp = Blueprint("quizzes", __name__)

bp.add_app_template_filter(display_marks, "marks")
bp.add_app_template_global(origin, "came_from")
