"""Answers that came late: the teacher looks at their evidence and decides."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import Refusal
from domain.people import Role
from models.session import unit_of_work
from quizzes import actions, queries
from quizzes.forms import LateAnswersForm
from quizzes.routes.blueprint import bp
from web import clock
from web.access import access
from web.session import current_actor


@bp.get("/assignments/<uuid:assignment_id>/late-answers")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def late_answers(assignment_id: UUID) -> ResponseReturnValue:
    return _page(assignment_id)


@bp.post("/assignments/<uuid:assignment_id>/late-answers/<uuid:person_id>")
@access(Role.TEACHER)
def decide_late_answers(assignment_id: UUID, person_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    queries.late_page(actor, assignment_id)
    form = LateAnswersForm()
    if not form.validate_on_submit():
        return _page(assignment_id, person_id, form), 422
    try:
        with unit_of_work():
            count = actions.decide_late_answers(
                actor,
                assignment_id,
                person_id,
                form.response_ids,
                accept=form.accepts,
                reason=form.reason.data or "",
                now=clock.now(),
            )
    except Refusal as refusal:
        form.refuse(refusal)
        return _page(assignment_id, person_id, form), 422
    flash(_done(count, form.accepts), "good")
    return redirect(url_for("quizzes.late_answers", assignment_id=assignment_id), 303)


def _done(count: int, accepted: bool) -> str:
    if not count:
        return _("These were decided already.")
    if accepted:
        return ngettext("%(num)s answer counts now.", "%(num)s answers count now.", count)
    return ngettext("%(num)s answer stays out.", "%(num)s answers stay out.", count)


def _page(
    assignment_id: UUID, person_id: UUID | None = None, form: LateAnswersForm | None = None
) -> str:
    """The page, with what was typed for one student where it could not be taken."""
    page = queries.late_page(current_actor(), assignment_id)
    if form:
        shown = {each.person_id for each in page.students if each.waiting and page.may_decide}
        form.stand_below(person_id if person_id in shown else None)
    return render_template(
        "quizzes/late_answers.html", page=page, asked=person_id, form=form or LateAnswersForm()
    )
