"""What people do with quizzes: beginning, answering, handing in, and building them."""

from quizzes.actions.building import Pick, archive_quiz, build_quiz
from quizzes.actions.saving import SaveResult, save_answer, save_edits, save_form
from quizzes.actions.starting import start_attempt, start_practice, start_preview
from quizzes.actions.submitting import submit
from quizzes.deciding import Edit, Outcome

__all__ = [
    "Edit",
    "Outcome",
    "Pick",
    "SaveResult",
    "archive_quiz",
    "build_quiz",
    "save_answer",
    "save_edits",
    "save_form",
    "start_attempt",
    "start_practice",
    "start_preview",
    "submit",
]
