"""Before and while a quiz is taken: the start page, the questions, handing in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from domain.errors import Refusal
from domain.people import Role
from domain.question_kinds.base import FormValues, InvalidResponse
from models.session import unit_of_work
from quizzes import actions, queries
from quizzes.actions import Outcome, SaveResult
from quizzes.forms import QuizForm, new_client_id, read_quiz_form
from quizzes.queries import TakePage
from quizzes.routes.blueprint import bp
from quizzes.routes.question_html import question_html
from quizzes.routes.words import kept_for_teacher, saved_words
from web import clock
from web.access import access
from web.i18n import language
from web.session import current_actor
from web.templating import local_datetime, local_time
from web.wording import word, word_code


@dataclass(frozen=True)
class Redraw:
    """What a form sent that could not be saved, shown again where it was typed."""

    typed: Mapping[int, FormValues] = field(default_factory=dict)
    messages: Mapping[int, str] = field(default_factory=dict)
    stamps: Mapping[int, str] = field(default_factory=dict)
    conflicts: frozenset[int] = frozenset()
    notice: str | None = None  # why nothing more is taken, and what becomes of it
    leads_to: int | None = None  # the question whose message is met first, not a list of all


@bp.get("/assignments/<uuid:assignment_id>/quiz")
@access(Role.STUDENT)
def start(assignment_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    page = queries.start_page(actor, assignment_id, now)
    if page.open_attempt_id and page.access.is_over:
        _close(page.open_attempt_id)
        page = queries.start_page(actor, assignment_id, now)
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
    if _is_done(page):
        return redirect(url_for("quizzes.results", attempt_id=attempt_id))
    return _draw(page, Redraw())


@bp.get("/attempts/<uuid:attempt_id>/time")
@access(Role.STUDENT, Role.TEACHER)
def time_left(attempt_id: UUID) -> ResponseReturnValue:
    """What the page's timer asks after a while: the server's time rules, and may have changed."""
    now = clock.now()
    left = queries.time_left(current_actor(), attempt_id, now)
    until, shown = (
        (left.until.isoformat(), local_datetime(left.until)) if left.until else (None, "")
    )
    return jsonify(now=now.isoformat(), until=until, shown=shown, isOver=left.is_over)


def _is_done(page: TakePage) -> bool:
    """Whether the attempt is handed in; one whose time is over is, as soon as anybody looks."""
    if page.access.is_over:
        _close(page.attempt.id)
    return page.attempt.is_submitted or page.access.is_over


def _close(attempt_id: UUID) -> None:
    with unit_of_work():
        actions.close_if_over(attempt_id, clock.now())


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
        actions.set_flags(actor, attempt_id, form.flags, now)
        all_saved = not checked.faults and not any(map(_needs_asking, results))
        is_final = form.wants_to_hand_in and all_saved and _may_finish_at_once(page, results)
        if is_final:
            actions.submit(actor, attempt_id, now)
        elif not all_saved:
            actions.close_if_over(attempt_id, now)
    if not all_saved:
        return _ask(queries.take_page(actor, attempt_id, now), form, checked.faults, results)
    if form.wants_to_hand_in:
        endpoint = "quizzes.results" if is_final else "quizzes.submit"
        return redirect(url_for(endpoint, attempt_id=attempt_id), 303)
    if form.checked:
        return _verdict(attempt_id, form.checked)
    if _is_done(page):
        return _handed_in_already(attempt_id, word_code("already_submitted"))
    time = local_time(now)
    flash(
        _("Cleared %(time)s", time=time) if form.cleared else _("Saved %(time)s", time=time), "good"
    )
    place = form.cleared or form.saved_below
    anchor = f"q{place}" if place else None
    return redirect(url_for("quizzes.take", attempt_id=attempt_id, _anchor=anchor), 303)


def _verdict(attempt_id: UUID, position: int) -> ResponseReturnValue:
    """Show the verdict on one answer of practice, or ask for the answer first."""
    actor, now = current_actor(), clock.now()
    try:
        with unit_of_work():
            actions.check_practice(actor, attempt_id, position, now)
    except Refusal as refusal:
        page = queries.take_page(actor, attempt_id, now)
        redraw = Redraw(typed={position: {}}, messages={position: word(refusal)}, leads_to=position)
        return _draw(page, redraw), 422
    verdict = f"q{position}-verdict"  # takes the focus
    return redirect(url_for("quizzes.take", attempt_id=attempt_id, _anchor=verdict), 303)


def _ask(
    page: TakePage,
    form: QuizForm,
    faults: Mapping[int, InvalidResponse],
    results: Sequence[SaveResult],
) -> ResponseReturnValue:
    """Show again what could not be saved, or say that the attempt was handed in meanwhile."""
    redraw = _redraw(form, faults, results)
    if page.attempt.is_submitted:
        told = redraw.notice or word_code("already_submitted")
        return _handed_in_already(page.attempt.id, told)
    return _draw(page, redraw), 422 if faults else 409


def _handed_in_already(attempt_id: UUID, told: str) -> ResponseReturnValue:
    flash(told, "warning")
    return redirect(url_for("quizzes.results", attempt_id=attempt_id), 303)


@bp.route("/attempts/<uuid:attempt_id>/submit", methods=["GET", "POST"])
@access(Role.STUDENT, Role.TEACHER)
def submit(attempt_id: UUID) -> ResponseReturnValue:
    results = url_for("quizzes.results", attempt_id=attempt_id)
    if request.method == "POST":
        with unit_of_work():
            actions.submit(current_actor(), attempt_id, clock.now())
        return redirect(results, 303)
    page = queries.take_page(current_actor(), attempt_id, clock.now())
    if _is_done(page):
        return redirect(results)
    return render_template("quizzes/submit.html", page=page)


def _draw(page: TakePage, redraw: Redraw) -> str:
    return render_template(
        "quizzes/take.html",
        page=page,
        redraw=redraw,
        client_id=new_client_id(),
        saved_words=saved_words,
        question_html=partial(
            question_html,
            total=len(page.items),
            is_practice=page.attempt.purpose == "practice",
            language=language(),
        ),
    )


def _needs_asking(result: SaveResult) -> bool:
    return result.outcome in (Outcome.CONFLICT, Outcome.LATE, Outcome.REFUSED)


def _may_finish_at_once(page: TakePage, results: Sequence[SaveResult]) -> bool:
    """Only complete practice is: everything else is looked over once more before it is final."""
    if page.attempt.purpose != "practice":
        return False
    saved = {result.position: result.answer for result in results}
    items = (replace(item, answer=saved.get(item.position, item.answer)) for item in page.items)
    return all(item.is_whole for item in items)


def _redraw(
    form: QuizForm,
    faults: Mapping[int, InvalidResponse],
    results: Sequence[SaveResult],
) -> Redraw:
    """Show what was typed again: beside a fault, or beside the answer saved elsewhere."""
    asked = [result for result in results if _needs_asking(result)]
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
        notice=_notice(asked),
    )


def _notice(asked: Sequence[SaveResult]) -> str | None:
    """Only what came late is ever looked at, not what comes after one's own handing in."""
    not_taken = next((result for result in asked if result.why_not), None)
    if not_taken is None or not_taken.why_not is None:
        return None
    if not_taken.outcome is Outcome.LATE:
        return kept_for_teacher(not_taken.why_not)
    return word_code(not_taken.why_not)
