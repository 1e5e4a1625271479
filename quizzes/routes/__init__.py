"""Pages of quizzes: taking one, its results, and the teacher's side."""

from quizzes.routes import device, late_answers, marking, results, saving, taking, teaching
from quizzes.routes.blueprint import bp

__all__ = ["bp", "device", "late_answers", "marking", "results", "saving", "taking", "teaching"]
