"""The school at a glance, on the screen and as CSV."""

from collections.abc import Iterator, Sequence

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from admin.queries import school as queries
from admin.routes.blueprint import bp
from domain.people import Role
from web import clock
from web.access import access
from web.csv_files import csv_response
from web.session import current_actor
from web.templating import percent


@bp.get("/school")
@access(Role.ADMINISTRATOR)
def school() -> ResponseReturnValue:
    """The administrator's first page."""
    found = queries.school(current_actor(), clock.now())
    return render_template("admin/school.html", school=found)


@bp.get("/school.csv")
@access(Role.ADMINISTRATOR)
def school_csv() -> Response:
    """The same figures for a spreadsheet."""
    actor = current_actor()
    found = queries.school(actor, clock.now())
    return csv_response(actor.school_name, found.as_of, _rows(found))


def _rows(found: queries.School) -> Iterator[Sequence[object]]:
    yield [
        _("Class"),
        _("Teachers"),
        _("Students"),
        _("Work finished"),
        _("Work given"),
        _("Share finished"),
        _("Average"),
        _("Students behind"),
        _("Worked in the last 7 days"),
    ]
    for line in found.classes:
        yield [
            line.name,
            ", ".join(line.teachers) or _("No teacher"),
            line.students,
            line.finished,
            line.expected,
            "" if line.share_finished is None else percent(line.share_finished),
            "" if line.average is None else percent(line.average),
            line.behind,
            line.active,
        ]
