"""The school's log of changes."""

from flask import render_template
from flask.typing import ResponseReturnValue

from admin.queries.log import log_page
from admin.routes.blueprint import bp
from admin.routes.paging import page_number
from admin.wording import act, changed
from classes.routes.words import feedback_words, score_rule_words
from domain.people import Role
from web.access import access
from web.session import current_actor


@bp.get("/school/log")
@access(Role.ADMINISTRATOR)
def log() -> ResponseReturnValue:
    """Who changed what, newest first."""
    page = log_page(current_actor(), page_number())
    return render_template(
        "admin/log.html",
        page=page,
        act=act,
        changed=changed,
        feedback_words=feedback_words,
        score_rule_words=score_rule_words,
    )
