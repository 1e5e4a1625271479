"""Words for how students stand: the same on the screen and in CSV files."""

from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from classes.forms import FEEDBACK, SCORE_RULES
from classes.queries.work import Cell
from domain.access import FeedbackPolicy, Standing
from domain.scoring import ScoreRule
from web.templating import percent

STANDINGS: Final[dict[Standing, Any]] = {
    Standing.NOT_STARTED: _l("Not started"),
    Standing.IN_PROGRESS: _l("In progress"),
    Standing.DONE: _l("Done"),
    Standing.DONE_LATE: _l("Done late"),
    Standing.OVERDUE: _l("Overdue"),
    Standing.CLOSED: _l("Not handed in"),
    Standing.DUE_BEFORE_JOINED: _l("Due before they joined"),
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


def standing_kind(standing: Standing) -> str:
    """The name of the standing's shape: see `status` in docs/look.md."""
    return _KINDS[standing]


def cell_words(cell: Cell) -> str:
    """What a cell of the grid says: the score where there is one, else how far the student is."""
    if cell.score is not None:
        score = percent(cell.score)
        if cell.standing is Standing.DONE_LATE:
            return _("%(score)s, late", score=score)
        return score
    return state_words(cell)


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
