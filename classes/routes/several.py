"""The same dates for several students of a class at once."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from markupsafe import Markup
from wtforms import SelectChoice

from classes.actions import change_dates_for_group
from classes.forms import GroupDatesForm
from classes.queries.groups import Group, GroupDates, group_dates
from classes.routes.blueprint import bp
from classes.routes.words import minutes_of
from domain.errors import Refusal
from domain.people import Role
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor


@bp.route("/assignments/<uuid:assignment_id>/dates", methods=["GET", "POST"])
@access(Role.TEACHER)
def several_dates(assignment_id: UUID) -> ResponseReturnValue:
    """Tick students and give them dates; `like` names one whose group is to be changed."""
    found = group_dates(current_actor(), assignment_id, clock.now())
    form = _form(found)
    if form.validate_on_submit():
        try:
            _give(assignment_id, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            many = len(form.students.data)
            flash(
                ngettext(
                    "The dates of one student are saved.",
                    "The dates of %(num)s students are saved.",
                    many,
                ),
                "good",
            )
            return redirect(url_for("classes.several_dates", assignment_id=assignment_id))
    page = render_template("classes/several_dates.html", found=found, form=form)
    return page, 422 if form.errors else 200


def _give(assignment_id: UUID, form: GroupDatesForm) -> None:
    with unit_of_work():
        change_dates_for_group(
            current_actor(),
            assignment_id,
            [UUID(each) for each in form.students.data],
            due_at=form.due_at.moment,
            closes_at=form.closes_at.moment,
            time_limit_minutes=form.time_limit.data,
            now=clock.now(),
        )


def _form(found: GroupDates) -> GroupDatesForm:
    group = found.group_of(request.args.get("like", type=UUID))
    form = GroupDatesForm(data=_as_typed(group) if group else {})
    form.students.choices = [
        SelectChoice(
            str(student.person_id), Markup('<span translate="no">{}</span>').format(student.name)
        )
        for student in found.students
    ]
    return form


def _as_typed(group: Group) -> dict[str, object]:
    return {
        "students": [str(each) for each in group.person_ids],
        "due_at": group.times.due_at,
        "closes_at": group.times.closes_at,
        "time_limit": minutes_of(group.times.time_limit),
    }
