"""What teachers do with classes: managing them, assigning, and allowances for one student."""

from classes.actions.allowances import change_dates_for_student, give_extra_attempt, reopen_attempt
from classes.actions.assigning import assign, change_assignment, withdraw
from classes.actions.managing import (
    add_teacher,
    archive_class,
    create_class,
    remove_teacher,
    rename_class,
    restore_class,
)

__all__ = [
    "add_teacher",
    "archive_class",
    "assign",
    "change_assignment",
    "change_dates_for_student",
    "create_class",
    "give_extra_attempt",
    "remove_teacher",
    "rename_class",
    "reopen_attempt",
    "restore_class",
    "withdraw",
]
