"""The blueprint that all pages of quizzes belong to."""

from flask import Blueprint

from domain.scoring import display_marks

bp = Blueprint("quizzes", __name__)

bp.add_app_template_filter(display_marks, "marks")
