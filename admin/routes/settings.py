"""What the school is called and which clock it goes by."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.routes.refusing import UNPROCESSABLE, passes
from admin.actions.school import change_school
from admin.forms import SchoolForm
from admin.routes.blueprint import bp
from admin.setting_up import checked_school_name, checked_time_zone
from domain.clock_times import known_zones
from domain.people import Role
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor


@bp.route("/school/settings", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def school_settings() -> ResponseReturnValue:
    """The school's name and time zone."""
    actor = current_actor()
    form = SchoolForm.of(actor.school_name, actor.time_zone)
    if form.validate_on_submit() and _will_do(form):
        with unit_of_work():
            change_school(actor, clock.now(), **form.changes)
        flash(_("The changes are saved."), "good")
        return redirect(url_for("admin.school"))
    page = render_template("admin/school_settings.html", form=form, zones=sorted(known_zones()))
    return page, UNPROCESSABLE if form.errors else 200


def _will_do(form: SchoolForm) -> bool:
    """Whether both may be used; what may not be is said of both at once."""
    return passes(
        form,
        lambda: checked_school_name(form.name.data),
        lambda: checked_time_zone(form.time_zone.data),
    )
