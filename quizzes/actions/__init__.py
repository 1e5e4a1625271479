"""What people do with quizzes: beginning, answering, handing in, and building them."""

from quizzes.actions.building import Pick, archive_quiz, build_quiz, change_quiz
from quizzes.actions.challenging import challenge
from quizzes.actions.checking import check_practice
from quizzes.actions.flagging import set_flags
from quizzes.actions.marking import mark_answer
from quizzes.actions.recovering import decide_late_answers
from quizzes.actions.saving import SaveResult, save_edits, save_form
from quizzes.actions.starting import start_attempt, start_practice, start_preview
from quizzes.actions.submitting import close_if_over, submit
from quizzes.deciding import Edit, Outcome

__all__ = [
    "Edit",
    "Outcome",
    "Pick",
    "SaveResult",
    "archive_quiz",
    "build_quiz",
    "challenge",
    "change_quiz",
    "check_practice",
    "close_if_over",
    "decide_late_answers",
    "mark_answer",
    "save_edits",
    "save_form",
    "set_flags",
    "start_attempt",
    "start_practice",
    "start_preview",
    "submit",
]
