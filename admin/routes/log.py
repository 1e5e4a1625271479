"""The school's log of changes."""

from uuid import UUID

from flask import render_template, request
from flask.typing import ResponseReturnValue

from admin.queries.log import log_page
from admin.queries.log_filter import Wanted
from admin.queries.people import person_page
from admin.routes.blueprint import bp
from admin.routes.paging import page_number, search_text
from admin.wording import ACTS, act, changed
from classes.routes.words import closing_words, feedback_words, score_rule_words
from domain.errors import NotFound
from domain.people import Role
from web.access import access
from web.session import current_actor


@bp.get("/school/log")
@access(Role.ADMINISTRATOR)
def log() -> ResponseReturnValue:
    """Who changed what, newest first; `kind` and `person` filter, `q` searches names."""
    actor, wanted = current_actor(), _wanted()
    return render_template(
        "admin/log.html",
        page=log_page(actor, page_number(), wanted),
        wanted=wanted,
        person=person_page(actor, wanted.person_id) if wanted.person_id else None,
        kinds=sorted(((act(kind), kind) for kind in ACTS), key=lambda pair: pair[0].casefold()),
        act=act,
        changed=changed,
        closing_words=closing_words,
        feedback_words=feedback_words,
        score_rule_words=score_rule_words,
    )


def _wanted() -> Wanted:
    kind, person = request.args.get("kind"), request.args.get("person")
    return Wanted(
        kind=kind if kind in ACTS else None,
        person_id=_id_or_not_found(person) if person else None,
        search=search_text(),
    )


def _id_or_not_found(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
