"""After a quiz: its results, and practice of what was missed."""

from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from domain.people import Role
from models.session import unit_of_work
from quizzes import actions, queries
from quizzes.routes.blueprint import bp
from web import clock
from web.access import access
from web.session import current_actor


@bp.get("/attempts/<uuid:attempt_id>/results")
@access(Role.STUDENT, Role.TEACHER, Role.ADMINISTRATOR)
def results(attempt_id: UUID) -> ResponseReturnValue:
    page = queries.results_page(current_actor(), attempt_id, clock.now())
    if page.is_own and not page.attempt.is_submitted:
        return redirect(url_for("quizzes.take", attempt_id=attempt_id))
    return render_template("quizzes/results.html", page=page)


@bp.post("/attempts/<uuid:attempt_id>/practise")
@access(Role.STUDENT)
def practise(attempt_id: UUID) -> ResponseReturnValue:
    with unit_of_work():
        practice_id = actions.start_practice(current_actor(), attempt_id, clock.now())
    return redirect(url_for("quizzes.take", attempt_id=practice_id), 303)
