"""What pages show of quizzes: before, while and after taking one, and the teacher's side."""

from quizzes.queries.assignments import StartPage, start_page
from quizzes.queries.banks import BankPage, BankSummary, bank_list, bank_page
from quizzes.queries.building import OfferedBank, offered_banks
from quizzes.queries.library import QuizSummary, available_quizzes
from quizzes.queries.papers import Paper, bank_paper, quiz_paper
from quizzes.queries.results import ResultsPage, ReviewItem, results_page
from quizzes.queries.taking import (
    CheckedForm,
    FormField,
    TakeItem,
    TakePage,
    check_answer,
    check_form,
    take_page,
)

__all__ = [
    "BankPage",
    "BankSummary",
    "CheckedForm",
    "FormField",
    "OfferedBank",
    "Paper",
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
    "offered_banks",
    "quiz_paper",
    "results_page",
    "start_page",
    "take_page",
]
