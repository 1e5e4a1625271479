"""After a quiz: its results, challenging a question, and practice of what was missed."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Refusal
from domain.people import Role
from models.session import unit_of_work
from quizzes import actions, queries
from quizzes.forms import ChallengeForm, challenge_form
from quizzes.routes.blueprint import bp
from web import clock
from web.access import access
from web.session import current_actor


@bp.get("/attempts/<uuid:attempt_id>/results")
@access(Role.STUDENT, Role.TEACHER, Role.ADMINISTRATOR)
def results(attempt_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    page = queries.results_page(actor, attempt_id, now)
    if page.attempt.access(now).is_over:
        with unit_of_work():
            actions.close_if_over(attempt_id, now)
        page = queries.results_page(actor, attempt_id, now)
    if page.is_own and not page.attempt.is_submitted:
        return redirect(url_for("quizzes.take", attempt_id=attempt_id))
    return render_template("quizzes/results.html", page=page, forms=_challenge_forms(page))


@bp.post("/attempts/<uuid:attempt_id>/questions/<int(max=9999):position>/challenge")
@access(Role.STUDENT)
def challenge(attempt_id: UUID, position: int) -> ResponseReturnValue:
    actor = current_actor()
    form = challenge_form(position, is_sent=True)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.challenge(actor, attempt_id, position, form.reason.data, clock.now())
        except Refusal as refusal:
            if refusal.field is None:
                raise
            form.refuse(refusal)
        else:
            sent = f"challenge-{position}"  # it says there what became of it
            return redirect(url_for("quizzes.results", attempt_id=attempt_id, _anchor=sent), 303)
    page = queries.results_page(actor, attempt_id, clock.now())
    forms = {**_challenge_forms(page), position: form}
    return render_template("quizzes/results.html", page=page, forms=forms), 422


def _challenge_forms(page: queries.ResultsPage) -> dict[int, ChallengeForm]:
    """A form for each question that may be challenged now."""
    if not page.may_challenge:
        return {}
    return {item.position: challenge_form(item.position) for item in page.items}


@bp.post("/attempts/<uuid:attempt_id>/practise")
@access(Role.STUDENT)
def practise(attempt_id: UUID) -> ResponseReturnValue:
    with unit_of_work():
        practice_id = actions.start_practice(current_actor(), attempt_id, clock.now())
    return redirect(url_for("quizzes.take", attempt_id=practice_id), 303)
