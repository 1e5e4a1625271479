"""What teachers do with classes: managing, assigning, allowances, re-scoring, challenges."""

from classes.actions.allowances import give_extra_attempt, reopen_attempt
from classes.actions.assigning import assign, change_assignment, give_again, withdraw
from classes.actions.challenges import answer_challenge
from classes.actions.dates import change_dates_for_group, change_dates_for_student
from classes.actions.managing import (
    add_teacher,
    archive_class,
    create_class,
    remove_teacher,
    rename_class,
    restore_class,
)
from classes.actions.rescoring import Correction, Rescored, rescore

__all__ = [
    "Correction",
    "Rescored",
    "add_teacher",
    "answer_challenge",
    "archive_class",
    "assign",
    "change_assignment",
    "change_dates_for_group",
    "change_dates_for_student",
    "create_class",
    "give_again",
    "give_extra_attempt",
    "remove_teacher",
    "rename_class",
    "reopen_attempt",
    "rescore",
    "restore_class",
    "withdraw",
]
