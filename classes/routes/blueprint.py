"""The blueprint of classes, and the words that its templates share."""

from typing import Any

from flask import Blueprint

from classes.routes.words import cell_words, feedback_words, score_rule_words, standing_kind

bp = Blueprint("classes", __name__)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "cell_words": cell_words,
        "feedback_words": feedback_words,
        "score_rule_words": score_rule_words,
        "standing_kind": standing_kind,
    }
