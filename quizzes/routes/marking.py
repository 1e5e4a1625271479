"""Marking by a person: what waits in an assignment, and one answer after the other."""

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import Refusal
from domain.people import Role
from models.session import unit_of_work
from quizzes import actions, queries
from quizzes.forms import MarkForm, mark_form
from quizzes.routes.blueprint import bp
from web import clock
from web.access import access
from web.session import current_actor


@bp.get("/assignments/<uuid:assignment_id>/marking")
@access(Role.TEACHER)
def marking(assignment_id: UUID) -> ResponseReturnValue:
    page = queries.marking_page(current_actor(), assignment_id)
    return render_template("quizzes/marking.html", page=page)


@bp.get("/attempts/<uuid:attempt_id>/questions/<int(max=9999):position>/marking")
@access(Role.TEACHER)
def mark_answer(attempt_id: UUID, position: int) -> ResponseReturnValue:
    page = queries.mark_answer_page(current_actor(), attempt_id, position)
    return _draw(page, mark_form(page.answer))


@bp.post("/attempts/<uuid:attempt_id>/questions/<int(max=9999):position>/marking")
@access(Role.TEACHER)
def save_mark(attempt_id: UUID, position: int) -> ResponseReturnValue:
    actor = current_actor()
    page = queries.mark_answer_page(actor, attempt_id, position)
    form = mark_form(page.answer)
    if not form.validate_on_submit():
        return _draw(page, form), 422
    try:
        with unit_of_work():
            count = actions.mark_answer(
                actor,
                attempt_id,
                position,
                levels=form.levels,
                comment=form.comment.data or "",
                **form.seen,
                now=clock.now(),
            )
    except Refusal as refusal:
        return _draw_again(queries.mark_answer_page(actor, attempt_id, position), refusal), 422
    flash(ngettext("%(num)s answer is marked.", "%(num)s equal answers are marked.", count), "good")
    return redirect(_onward(page.page.assignment_id, page.answer.question_id), 303)


def _onward(assignment_id: UUID, question_id: str) -> str:
    """Where the next answer is marked; the list, once nothing waits."""
    page = queries.marking_page(current_actor(), assignment_id)
    following = queries.next_to_mark(page, question_id)
    if following is None:
        flash(_("Nothing waits any more."), "good")
        return url_for("quizzes.marking", assignment_id=assignment_id)
    return url_for(
        "quizzes.mark_answer", attempt_id=following.attempt_id, position=following.position
    )


def _draw_again(page: queries.MarkAnswerPage, refusal: Refusal) -> str:
    """What was typed, beside what has become of the answer: sending it once more decides."""
    form = mark_form(page.answer)
    form.see(page.answer)
    form.refuse(refusal)
    return _draw(page, form, is_overtaken=refusal.code == "marked-meanwhile")


def _draw(page: queries.MarkAnswerPage, form: MarkForm, *, is_overtaken: bool = False) -> str:
    return render_template(
        "quizzes/mark_answer.html",
        page=page.page,
        asked=page,
        form=form,
        overtaken_by=page.answer.marked if is_overtaken else None,
    )
