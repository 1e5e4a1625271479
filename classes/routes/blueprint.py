"""The blueprint of classes, and the words that its templates share."""

from typing import Any

from flask import Blueprint

from classes.routes.words import (
    cell_kind,
    cell_words,
    closing_words,
    feedback_words,
    late_words,
    score_kind,
    score_rule_words,
    score_words,
)

bp = Blueprint("classes", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "cell_kind": cell_kind,
        "cell_words": cell_words,
        "closing_words": closing_words,
        "feedback_words": feedback_words,
        "late_words": late_words,
        "score_kind": score_kind,
        "score_rule_words": score_rule_words,
        "score_words": score_words,
    }
