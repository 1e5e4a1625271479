"""Re-scoring a corrected question: who rises and who falls, and then doing it."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from wtforms import SelectChoice

from classes.actions import Rescored
from classes.actions import rescore as rescore_question
from classes.forms import RescoreForm
from classes.queries.rescoring import Preview, RescorePage, rescore_page
from classes.routes.blueprint import bp
from domain.errors import Refusal
from domain.people import Role
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor

PATH = "/assignments/<uuid:assignment_id>/questions/<slug:question_id>/rescore"


@bp.get(PATH)
@access(Role.TEACHER, Role.ADMINISTRATOR)
def rescoring(assignment_id: UUID, question_id: str) -> ResponseReturnValue:
    page = rescore_page(current_actor(), assignment_id, question_id)
    return _show(page, _form(page))


@bp.post(PATH)
@access(Role.TEACHER)
def rescore(assignment_id: UUID, question_id: str) -> ResponseReturnValue:
    page = rescore_page(current_actor(), assignment_id, question_id)
    form = _form(page)
    if not page.previews:
        return redirect(url_for("classes.report", assignment_id=assignment_id), 303)
    if not form.validate_on_submit():
        return _show(page, form)
    try:
        with unit_of_work():
            done = rescore_question(
                current_actor(), form.assignment_ids, form.correction(question_id), clock.now()
            )
    except Refusal as refusal:
        page = rescore_page(current_actor(), assignment_id, question_id)
        form.to_version.data = str(page.question.version.id)
        form.refuse(refusal)
        return _show(page, form)
    flash(_what_was_done(done), "good")
    return redirect(url_for("classes.report", assignment_id=assignment_id), 303)


def _form(page: RescorePage) -> RescoreForm:
    form = RescoreForm(
        data={
            "assignments": [str(page.assignment.id)],
            "to_version": str(page.question.version.id),
            "never_lower": True,
        }
    )
    form.assignments.choices = [SelectChoice(str(each.id), _label(each)) for each in page.previews]
    return form


def _show(page: RescorePage, form: RescoreForm) -> ResponseReturnValue:
    shown = render_template("classes/rescore.html", page=page, form=form)
    return shown, 422 if form.errors else 200


def _label(preview: Preview) -> Markup:
    return Markup(
        '<span translate="no">{} · {}</span> <small class="choice-note">{}, {}</small>'
    ).format(
        preview.class_name,
        preview.title,
        ngettext("%(num)s rises", "%(num)s rise", len(preview.strict.rises)),
        ngettext("%(num)s falls", "%(num)s fall", len(preview.strict.falls)),
    )


def _what_was_done(done: Rescored) -> str:
    if not done.rose and not done.fell:
        return _("Re-scored. Nobody's result changed.")
    return _(
        "Re-scored. %(rose)s %(fell)s Those who may see their score are told.",
        rose=ngettext("%(num)s result rose.", "%(num)s results rose.", done.rose),
        fell=ngettext("%(num)s fell.", "%(num)s fell.", done.fell),
    )
