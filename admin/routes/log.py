"""The school's log of changes."""

from datetime import date, timedelta
from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.queries.log import log_lines, log_page
from admin.queries.log_filter import Wanted
from admin.queries.people import person_page
from admin.routes.blueprint import bp
from admin.routes.log_words import log_rows, value_words
from admin.routes.paging import page_number, search_text
from admin.wording import ACTS, act, changed
from classes.forms import EARLIEST_YEAR, LATEST_YEAR
from domain.clock_times import day_begins
from domain.errors import NotFound
from domain.people import Role
from web import clock
from web.access import access
from web.csv_files import csv_response
from web.session import current_actor


@bp.get("/school/log")
@access(Role.ADMINISTRATOR)
def log() -> ResponseReturnValue:
    """Who changed what, newest first.

    `kind` and `person` filter, `q` searches names, `from` and `to` are days of the school.
    """
    actor, wanted = current_actor(), _wanted()
    return render_template(
        "admin/log.html",
        page=log_page(actor, page_number(), wanted),
        wanted=wanted,
        asked=_asked(wanted),
        person=person_page(actor, wanted.person_id) if wanted.person_id else None,
        kinds=sorted(((act(kind), kind) for kind in ACTS), key=lambda pair: pair[0].casefold()),
        act=act,
        changed=changed,
        value_words=value_words,
    )


@bp.get("/school/log.csv")
@access(Role.ADMINISTRATOR)
def log_csv() -> Response:
    """What the same filters find, all of it, for a spreadsheet."""
    actor, wanted = current_actor(), _wanted()
    if wanted.person_id:
        person_page(actor, wanted.person_id)
    return csv_response(
        _("Log of %(school)s", school=actor.school_name),
        clock.now(),
        log_rows(log_lines(actor, wanted)),
    )


def _wanted() -> Wanted:
    kind, person = request.args.get("kind"), request.args.get("person")
    first, last = _day("from"), _day("to")
    zone = current_actor().time_zone
    return Wanted(
        kind=kind if kind in ACTS else None,
        person_id=_id_or_not_found(person) if person else None,
        search=search_text(),
        since=day_begins(first, zone) if first else None,
        until=day_begins(last + timedelta(days=1), zone) if last else None,
    )


def _asked(wanted: Wanted) -> dict[str, object]:
    """The filters as an address holds them."""
    return {
        "q": wanted.search or None,
        "kind": wanted.kind,
        "person": wanted.person_id,
        "from": _day("from"),
        "to": _day("to"),
    }


def _day(name: str) -> date | None:
    """A day of the address, None for anything else."""
    try:
        day = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None
    return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None


def _id_or_not_found(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound from error
