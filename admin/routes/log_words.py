"""What an act changed in words, and the log as rows of a table."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from admin.queries.log import LogLine, Value
from admin.wording import act, changed
from classes.routes.words import closing_words, feedback_words, score_rule_words
from domain.access import ClosingPolicy, FeedbackPolicy
from domain.scoring import ScoreRule
from web.templating import exact_datetime, local_datetime

_OWN_DATES: Final = {"change-dates-for-student", "change-dates-for-group"}
_ROLES: Final = {
    "student": _l("Student"),
    "teacher": _l("Teacher"),
    "administrator": _l("Administrator"),
}
_LATE: Final = {
    "mark_late": _l("marked late"),
    "nothing_late": _l("not taken"),
    "take_off": _l("less for each day"),
}


def value_words(action: str, what: str, value: Value) -> str:
    """The words for what an act set, or changed from or to."""
    if value is None:
        return _missing(action, what)
    if value == "":
        return _("none")
    if isinstance(value, datetime):
        return local_datetime(value)
    return _present(what, value)


def _missing(action: str, what: str) -> str:
    if what not in {"due_at", "closes_at", "opens_at", "time_limit_minutes"}:
        return _("as many as they like")
    return _("as for the class") if action in _OWN_DATES else _("none")


def _present(what: str, value: Any) -> str:
    match what:
        case "roles":
            return ", ".join(str(_ROLES[role]) for role in value.split(", "))
        case "feedback_policy":
            return feedback_words(FeedbackPolicy(value))
        case "score_rule":
            return score_rule_words(ScoreRule(value))
        case "closing_policy":
            return closing_words(ClosingPolicy(value))
        case "late_policy":
            return str(_LATE[value])
        case "explains_words" | "hides_timer":
            return _("yes") if value else _("no")
        case "percent":
            return f"{value}%"
        case _:
            return str(value)


def log_rows(lines: Iterable[LogLine]) -> Iterator[Sequence[object]]:
    """The log as a spreadsheet shows it."""
    yield [
        _("When"),
        _("Who"),
        _("What"),
        _("Whom and what it was done to"),
        _("Students"),
        _("How"),
    ]
    for line in lines:
        yield [
            exact_datetime(line.at),
            line.actor,
            act_words(line),
            " · ".join(line.subjects),
            ", ".join(line.students),
            "; ".join(_details(line)),
        ]


def act_words(line: LogLine) -> str:
    """What was done; of a merge, which account went into which."""
    if line.merged is None:
        return act(line.action)
    return _("merged %(gone)s into %(kept)s", gone=line.merged[0], kept=line.merged[1])


def _details(line: LogLine) -> Iterator[str]:
    if line.note:
        yield f"“{line.note}”"
    if line.moved:
        rose, fell = line.moved
        yield ngettext("%(num)s result rose", "%(num)s results rose", rose)
        yield ngettext("%(num)s fell", "%(num)s fell", fell)
    for each in line.given:
        yield f"{changed(each.what)}: {value_words(line.action, each.what, each.value)}"
    for change in line.changes:
        before, after = (
            value_words(line.action, change.what, value) for value in (change.before, change.after)
        )
        yield f"{changed(change.what)}: {before} → {after}"
