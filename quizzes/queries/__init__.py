"""What pages show of quizzes: before, while and after taking one, and the teacher's side."""

from quizzes.queries.assignments import StartPage, start_page
from quizzes.queries.banks import BankPage, BankSummary, bank_list, bank_page
from quizzes.queries.building import OfferedBank, offered_banks
from quizzes.queries.contents import QuizPage, quiz_page
from quizzes.queries.late_answers import LateAnswer, LatePage, LateStudent, late_page
from quizzes.queries.library import QuizSummary, available_quizzes, has_same_title
from quizzes.queries.marking import (
    AnswerToMark,
    MarkAnswerPage,
    MarkingPage,
    mark_answer_page,
    marking_page,
    next_to_mark,
)
from quizzes.queries.papers import Paper, bank_paper, quiz_paper
from quizzes.queries.results import ResultsPage, results_page
from quizzes.queries.reviews import ReviewItem
from quizzes.queries.taking import (
    CheckedForm,
    FormField,
    TakeItem,
    TakePage,
    check_answer,
    check_form,
    take_page,
    time_left,
)

__all__ = [
    "AnswerToMark",
    "BankPage",
    "BankSummary",
    "CheckedForm",
    "FormField",
    "LateAnswer",
    "LatePage",
    "LateStudent",
    "MarkAnswerPage",
    "MarkingPage",
    "OfferedBank",
    "Paper",
    "QuizPage",
    "QuizSummary",
    "ResultsPage",
    "ReviewItem",
    "StartPage",
    "TakeItem",
    "TakePage",
    "available_quizzes",
    "bank_list",
    "bank_page",
    "bank_paper",
    "check_answer",
    "check_form",
    "has_same_title",
    "late_page",
    "mark_answer_page",
    "marking_page",
    "next_to_mark",
    "offered_banks",
    "quiz_page",
    "quiz_paper",
    "results_page",
    "start_page",
    "take_page",
    "time_left",
]
