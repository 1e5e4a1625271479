"""The words for each act in the school's log, and for what it changed."""

from typing import Any

from flask_babel import lazy_gettext as _l

ACTS: dict[str, Any] = {
    "accept-challenge": _l("accepted a challenge"),
    "accept-late-answers": _l("accepted answers that came late"),
    "add-person": _l("added a person"),
    "add-students": _l("added students"),
    "add-teacher": _l("added a teacher"),
    "archive-class": _l("archived a class"),
    "archive-person": _l("closed an account"),
    "archive-quiz": _l("archived a quiz"),
    "assign": _l("assigned"),
    "build-quiz": _l("made a quiz"),
    "challenge-question": _l("challenged a question"),
    "change-accommodation": _l("changed what a student is granted"),
    "change-assignment": _l("changed an assignment"),
    "change-dates-for-group": _l("changed the dates for several students"),
    "change-email": _l("changed an e-mail address"),
    "change-dates-for-student": _l("changed the dates for one student"),
    "change-own-password": _l("changed their own password"),
    "change-quiz": _l("changed a quiz"),
    "change-roles": _l("changed roles"),
    "change-school": _l("changed the school's name or time zone"),
    "change-user-name": _l("changed a user name"),
    "clear-sign-in-delay": _l("cleared a sign-in delay"),
    "create-class": _l("made a class"),
    "decline-challenge": _l("declined a challenge"),
    "decline-late-answers": _l("declined answers that came late"),
    "give-again": _l("gave a withdrawn assignment again"),
    "give-attempt": _l("gave another attempt"),
    "join-class": _l("joined a class"),
    "lock-class-code": _l("locked a class code"),
    "mark-answer": _l("marked an answer"),
    "merge-students": _l("merged two students"),
    "put-student-back": _l("put a student back"),
    "remove-student": _l("removed a student"),
    "remove-teacher": _l("took a teacher off"),
    "rename-class": _l("renamed a class"),
    "rename-person": _l("changed a name"),
    "renew-class-code": _l("renewed a class code"),
    "reopen-attempt": _l("reopened an attempt"),
    "rescore-question": _l("re-scored a question"),
    "reset-password": _l("reset a password"),
    "restore-class": _l("restored a class"),
    "restore-person": _l("opened an account again"),
    "unlock-class-code": _l("unlocked a class code"),
    "withdraw-assignment": _l("withdrew an assignment"),
}


CHANGED: dict[str, Any] = {
    "attempts_allowed": _l("Attempts"),
    "closes_at": _l("Closes"),
    "closing_policy": _l("At closing time"),
    "due_at": _l("Due"),
    "email": _l("E-mail address"),
    "explains_words": _l("Words explained while answering"),
    "extra_attempts": _l("Extra attempts"),
    "extra_days": _l("Extra days"),
    "feedback_policy": _l("Results"),
    "hides_timer": _l("Timer hidden"),
    "late_percent": _l("Taken off for each day"),
    "late_policy": _l("Late work"),
    "name": _l("Name"),
    "opens_at": _l("Opens"),
    "percent": _l("Marks"),
    "roles": _l("Roles"),
    "score_rule": _l("What counts"),
    "sign_in_name": _l("User name"),
    "time_limit_minutes": _l("Time limit in minutes"),
    "time_zone": _l("Time zone"),
    "time_percent": _l("Time in percent"),
}


def act(action: str) -> str:
    """The words for an act; one that has none is shown by its name."""
    return str(ACTS.get(action, action))


def changed(what: str) -> str:
    """The words for what an act changed."""
    return str(CHANGED.get(what, what))
