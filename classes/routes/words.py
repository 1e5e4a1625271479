"""Words for how students stand: the same on the screen and in CSV files."""

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any, Final

from flask import get_template_attribute
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup, escape

from classes.forms import CLOSING, FEEDBACK, LATE, SCORE_RULES
from classes.queries.work import Cell
from domain.access import ClosingPolicy, FeedbackPolicy, LatePolicy, Standing
from domain.needing_help import is_low
from domain.scoring import ScoreRule
from web.templating import as_data, local_datetime, percent

STANDINGS: Final[dict[Standing, Any]] = {
    Standing.NOT_STARTED: _l("Not started"),
    Standing.IN_PROGRESS: _l("In progress"),
    Standing.DONE: _l("Done"),
    Standing.DONE_LATE: _l("Done late"),
    Standing.OVERDUE: _l("Overdue"),
    Standing.CLOSED: _l("Not handed in"),
    Standing.DUE_BEFORE_JOINED: _l("Joined later"),
}

_KINDS: Final = {
    Standing.NOT_STARTED: "not-started",
    Standing.IN_PROGRESS: "in-progress",
    Standing.DONE: "done",
    Standing.DONE_LATE: "late",
    Standing.OVERDUE: "overdue",
    Standing.CLOSED: "closed",
    Standing.DUE_BEFORE_JOINED: "not-started",
}


def cell_kind(cell: Cell) -> str:
    """The name of a cell's shape (docs/look.md): no score is praised, and a low one warns."""
    if not cell.assignment.is_open and not cell.has_begun:
        return "not-started"
    if cell.awaiting:
        return "in-progress"
    if cell.score is not None and cell.standing.is_done:
        return "late" if not (_is_on_time(cell) or is_low(cell.score)) else score_kind(cell.score)
    return _KINDS[cell.standing]


def score_kind(score: Fraction) -> str:
    """The name of a score's shape."""
    return "low" if is_low(score) else "handed-in"


def score_words(score: Fraction) -> str:
    """A score, and whether it is one to worry about."""
    return _("%(score)s, low", score=percent(score)) if is_low(score) else percent(score)


def cell_words(cell: Cell) -> str:
    """What a cell of the grid says: the score where there is one, else how far the student is."""
    if cell.score is None:
        return state_words(cell)
    if cell.awaiting:
        return to_mark_words(cell.awaiting)
    score = score_words(cell.score)
    return score if _is_on_time(cell) else _("%(score)s, late", score=score)


def to_mark_words(count: int) -> str:
    """That so many answers await a person: until then a score would mislead."""
    return ngettext("%(num)s to mark", "%(num)s to mark", count)


def _is_on_time(cell: Cell) -> bool:
    return cell.standing is not Standing.DONE_LATE


def state_words(cell: Cell) -> str:
    """How far the student is, without the score."""
    if not cell.assignment.is_open and not cell.has_begun:
        return _("Not open yet")
    if cell.has_begun and not cell.standing.is_done and cell.steps_total:
        done = _("%(done)s of %(total)s", done=cell.steps_done, total=cell.steps_total)
        if cell.standing is Standing.IN_PROGRESS:
            return done
        return f"{STANDINGS[cell.standing]}, {done}"
    return str(STANDINGS[cell.standing])


def feedback_words(policy: FeedbackPolicy) -> str:
    """A feedback policy and what it means."""
    return next(str(choice.label) for choice in FEEDBACK if choice.value == policy)


def score_rule_words(rule: ScoreRule) -> str:
    """Which attempt counts."""
    return next(str(choice.label) for choice in SCORE_RULES if choice.value == rule)


def part_words(kind: str, part_id: str) -> str:
    """A part of an answer that has no text of its own, such as "true", in the kind's words."""
    words = get_template_attribute(f"question_kinds/{kind}/author.html", "part")
    return str(words(part_id)).strip()


def left_words(left: int) -> str:
    """That the figures of questions count students whom the rest of a report leaves out."""
    return ngettext(
        "The figures of the questions include %(num)s student who has left the class.",
        "The figures of the questions include %(num)s students who have left the class.",
        left,
    )


def closing_words(policy: ClosingPolicy) -> str:
    """What closing time means to who is still at work."""
    return next(str(choice.label) for choice in CLOSING if choice.value == policy)


def late_words(policy: LatePolicy, late_percent: int) -> str:
    """What becomes of late work."""
    if policy is LatePolicy.TAKE_OFF:
        return _("%(percent)s%% of the score is taken off for each day begun", percent=late_percent)
    return next(str(choice.label) for choice in LATE if choice.value == policy)


def minutes_of(limit: timedelta | None) -> int | None:
    """A time limit as it is typed."""
    return None if limit is None else limit // timedelta(minutes=1)


MOST_NAMED: Final = 3


def assigned(*, titles: list[str], classes: list[str], due_at: datetime | None) -> Markup:
    """What was given to whom, and when it is due."""
    if due_at is None:
        words = _("Assigned %(what)s to %(whom)s, with no due time.")
    else:
        words = _("Assigned %(what)s to %(whom)s, due %(time)s.")
    return escape(words) % _what_and_whom(titles, classes, due_at)


def to_be_assigned(*, titles: list[str], classes: list[str], due_at: datetime | None) -> Markup:
    """What would be given to whom, and when it would be due."""
    if due_at is None:
        words = _("%(what)s for %(whom)s, with no due time")
    else:
        words = _("%(what)s for %(whom)s, due %(time)s")
    return escape(words) % _what_and_whom(titles, classes, due_at)


def _what_and_whom(
    titles: list[str], classes: list[str], due_at: datetime | None
) -> dict[str, Markup]:
    """The names, as long as they are few."""
    what, whom = _listed(titles), _listed(classes)
    if len(titles) > MOST_NAMED:
        what = escape(ngettext("%(num)s activity", "%(num)s activities", len(titles)))
    if len(classes) > MOST_NAMED:
        whom = escape(ngettext("%(num)s class", "%(num)s classes", len(classes)))
    time = escape(local_datetime(due_at) if due_at else "")
    return {"what": what, "whom": whom, "time": time}


def _listed(names: list[str]) -> Markup:
    *others, last = (as_data(name) for name in names)
    if not others:
        return last
    words = _("%(these)s and %(last)s")
    return escape(words) % {"these": Markup(", ").join(others), "last": last}
