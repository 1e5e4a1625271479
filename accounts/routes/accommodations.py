"""The page on which a student's accommodation is set, once for everything."""

from fractions import Fraction
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.actions.accommodations import set_accommodation
from accounts.forms import AccommodationForm
from accounts.relations import require_class, require_student
from accounts.routes.blueprint import bp
from accounts.routes.refusing import UNPROCESSABLE
from domain.access import Accommodation
from domain.people import Role
from domain.permissions import Action
from models.session import unit_of_work
from progress.queries.terms import accommodation_of
from web import clock
from web.access import access
from web.session import current_actor


@bp.route(
    "/classes/<uuid:class_id>/students/<uuid:person_id>/accommodation", methods=["GET", "POST"]
)
@access(Role.TEACHER, Role.ADMINISTRATOR)
def accommodation(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """More time, attempts and days for one student, in every class of the school."""
    actor = current_actor()
    klass = require_class(actor, class_id, Action.MANAGE_ROSTER)
    student = require_student(actor, class_id, person_id, Action.MANAGE_ROSTER)
    form = _form(accommodation_of(actor.school_id, person_id))
    if form.validate_on_submit():
        with unit_of_work():
            set_accommodation(actor, class_id, person_id, _granted(form), clock.now())
        flash(_("Saved. It holds in every assignment, those of today too."), "good")
        return redirect(url_for("accounts.student", class_id=class_id, person_id=person_id))
    page = render_template("accounts/accommodation.html", klass=klass, student=student, form=form)
    return page, UNPROCESSABLE if form.errors else 200


def _form(granted: Accommodation) -> AccommodationForm:
    return AccommodationForm(
        data={
            "time": str(int(granted.multiplier * 100)),
            "extra_attempts": granted.extra_attempts,
            "extra_days": granted.extra_days,
            "hides_timer": granted.hides_timer,
        }
    )


def _granted(form: AccommodationForm) -> Accommodation:
    return Accommodation(
        multiplier=Fraction(int(form.time.data), 100),
        extra_attempts=form.extra_attempts.data or 0,
        extra_days=form.extra_days.data or 0,
        hides_timer=form.hides_timer.data,
    )
