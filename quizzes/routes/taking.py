"""Before and while a quiz is taken: the start page, the questions, handing in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from domain.people import Role
from domain.question_kinds.base import FormValues, InvalidResponse
from models.session import unit_of_work
from quizzes import actions, queries
from quizzes.actions import Outcome, SaveResult
from quizzes.forms import QuizForm, new_client_id, read_quiz_form
from quizzes.queries import TakePage
from quizzes.routes.blueprint import bp
from web import clock
from web.access import access
from web.session import current_actor
from web.templating import local_time
from web.wording import word, word_code


@dataclass(frozen=True)
class Redraw:
    """What a form sent that could not be saved, shown again where it was typed."""

    typed: Mapping[int, FormValues] = field(default_factory=dict)
    messages: Mapping[int, str] = field(default_factory=dict)
    stamps: Mapping[int, str] = field(default_factory=dict)
    conflicts: frozenset[int] = frozenset()
    notice: str | None = None


@bp.get("/assignments/<uuid:assignment_id>/quiz")
@access(Role.STUDENT)
def start(assignment_id: UUID) -> ResponseReturnValue:
    page = queries.start_page(current_actor(), assignment_id, clock.now())
    return render_template("quizzes/start.html", page=page)


@bp.post("/assignments/<uuid:assignment_id>/quiz")
@access(Role.STUDENT)
def begin(assignment_id: UUID) -> ResponseReturnValue:
    with unit_of_work():
        attempt_id = actions.start_attempt(current_actor(), assignment_id, clock.now())
    return redirect(url_for("quizzes.take", attempt_id=attempt_id), 303)


@bp.get("/attempts/<uuid:attempt_id>")
@access(Role.STUDENT, Role.TEACHER)
def take(attempt_id: UUID) -> ResponseReturnValue:
    page = queries.take_page(current_actor(), attempt_id, clock.now())
    if page.attempt.is_submitted:
        return redirect(url_for("quizzes.results", attempt_id=attempt_id))
    return _draw(page, Redraw())


@bp.post("/attempts/<uuid:attempt_id>")
@access(Role.STUDENT, Role.TEACHER)
def save_form(attempt_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    page = queries.take_page(actor, attempt_id, now)
    form = read_quiz_form(request.form)
    checked = queries.check_form(page, form.fields)
    with unit_of_work():
        results = actions.save_form(
            actor, attempt_id, client_id=form.client_id, answers=checked.answers, now=now
        )
        all_saved = not checked.faults and not any(map(_needs_asking, results))
        is_complete = all_saved and not _still_unanswered(page, results)
        if form.wants_to_hand_in and is_complete:
            actions.submit(actor, attempt_id, now)
    if not all_saved:
        return _ask(queries.take_page(actor, attempt_id, now), form, checked.faults, results)
    if form.wants_to_hand_in:
        endpoint = "quizzes.results" if is_complete else "quizzes.submit"
        return redirect(url_for(endpoint, attempt_id=attempt_id), 303)
    flash(_("Saved %(time)s", time=local_time(now)), "good")
    return redirect(url_for("quizzes.take", attempt_id=attempt_id), 303)


def _ask(
    page: TakePage,
    form: QuizForm,
    faults: Mapping[int, InvalidResponse],
    results: Sequence[SaveResult],
) -> ResponseReturnValue:
    """Show again what could not be saved, or say that the attempt was handed in meanwhile."""
    redraw = _redraw(form, faults, results)
    if page.attempt.is_submitted:
        flash(redraw.notice or word_code("already_submitted"), "warning")
        return redirect(url_for("quizzes.results", attempt_id=page.attempt.id), 303)
    return _draw(page, redraw), 422 if faults else 409


@bp.route("/attempts/<uuid:attempt_id>/submit", methods=["GET", "POST"])
@access(Role.STUDENT, Role.TEACHER)
def submit(attempt_id: UUID) -> ResponseReturnValue:
    results = url_for("quizzes.results", attempt_id=attempt_id)
    if request.method == "POST":
        with unit_of_work():
            actions.submit(current_actor(), attempt_id, clock.now())
        return redirect(results, 303)
    page = queries.take_page(current_actor(), attempt_id, clock.now())
    if page.attempt.is_submitted:
        return redirect(results)
    return render_template("quizzes/submit.html", page=page)


def _draw(page: TakePage, redraw: Redraw) -> str:
    return render_template("quizzes/take.html", page=page, redraw=redraw, client_id=new_client_id())


def _needs_asking(result: SaveResult) -> bool:
    return result.outcome in (Outcome.CONFLICT, Outcome.LATE)


def _still_unanswered(page: TakePage, results: Sequence[SaveResult]) -> bool:
    answers = {item.position: item.answer for item in page.items}
    answers.update({result.position: result.answer for result in results})
    return None in answers.values()


def _redraw(
    form: QuizForm,
    faults: Mapping[int, InvalidResponse],
    results: Sequence[SaveResult],
) -> Redraw:
    """Show what was typed again: beside a fault, or beside the answer saved elsewhere."""
    asked = [result for result in results if _needs_asking(result)]
    late = next((result.why_not for result in asked if result.why_not), None)
    return Redraw(
        typed={
            position: form.fields[position].values
            for position in [*faults, *(result.position for result in asked)]
        },
        messages={position: word(fault) for position, fault in faults.items()},
        stamps={
            position: str(form.fields[position].stamp)
            for position in faults
            if form.fields[position].stamp
        },
        conflicts=frozenset(r.position for r in asked if r.outcome is Outcome.CONFLICT),
        notice=word_code(late) if late else None,
    )
