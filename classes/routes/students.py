"""One student: all their work, and of one assignment the attempts and what is allowed beyond."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from classes.actions import change_dates_for_student, give_extra_attempt, reopen_attempt
from classes.forms import StudentDatesForm
from classes.queries.attempts import student_attempts as attempts_of_student
from classes.queries.student import student_of_class
from classes.routes.blueprint import bp
from classes.routes.words import minutes_of
from domain.errors import NotFound, Refusal
from domain.people import Role
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor
from web.wording import word


@bp.get("/classes/<uuid:class_id>/students/<uuid:person_id>/work")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def student(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    found = student_of_class(current_actor(), class_id, person_id, clock.now())
    return render_template("classes/student.html", found=found)


@bp.get("/assignments/<uuid:assignment_id>/students/<uuid:person_id>")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def student_attempts(assignment_id: UUID, person_id: UUID) -> ResponseReturnValue:
    return _page(assignment_id, person_id, None)


@bp.post("/assignments/<uuid:assignment_id>/students/<uuid:person_id>/dates")
@access(Role.TEACHER)
def student_dates(assignment_id: UUID, person_id: UUID) -> ResponseReturnValue:
    form = StudentDatesForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                change_dates_for_student(
                    current_actor(),
                    assignment_id,
                    person_id,
                    due_at=form.due_at.moment,
                    closes_at=form.closes_at.moment,
                    time_limit_minutes=form.time_limit.data,
                    now=clock.now(),
                )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("The dates for this student are saved."), "good")
            return _back(assignment_id, person_id)
    return _page(assignment_id, person_id, form)


@bp.post("/assignments/<uuid:assignment_id>/students/<uuid:person_id>/extra-attempt")
@access(Role.TEACHER)
def extra_attempt(assignment_id: UUID, person_id: UUID) -> ResponseReturnValue:
    try:
        with unit_of_work():
            give_extra_attempt(
                current_actor(),
                assignment_id,
                person_id,
                clock.now(),
                beyond=request.form.get("beyond", type=int),
            )
    except Refusal as refusal:
        flash(word(refusal), "error")
    else:
        flash(_("The student has one more attempt."), "good")
    return _back(assignment_id, person_id)


@bp.post(
    "/assignments/<uuid:assignment_id>/students/<uuid:person_id>/attempts/<uuid:attempt_id>/reopen"
)
@access(Role.TEACHER)
def reopen(assignment_id: UUID, person_id: UUID, attempt_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    found = attempts_of_student(actor, assignment_id, person_id, now)
    if attempt_id not in {attempt.id for attempt in found.attempts}:
        raise NotFound
    try:
        with unit_of_work():
            reopen_attempt(actor, attempt_id, now)
    except Refusal as refusal:
        flash(word(refusal), "error")
    else:
        flash(_("The attempt is open again. Its result counts no longer."), "good")
    return _back(assignment_id, person_id)


def _page(
    assignment_id: UUID, person_id: UUID, form: StudentDatesForm | None
) -> ResponseReturnValue:
    found = attempts_of_student(current_actor(), assignment_id, person_id, clock.now())
    form = form or StudentDatesForm(
        formdata=None,
        data={
            "due_at": found.own.due_at,
            "closes_at": found.own.closes_at,
            "time_limit": minutes_of(found.own.time_limit),
        },
    )
    page = render_template("classes/student_attempts.html", found=found, form=form)
    return page, 422 if form.errors else 200


def _back(assignment_id: UUID, person_id: UUID) -> ResponseReturnValue:
    return redirect(
        url_for("classes.student_attempts", assignment_id=assignment_id, person_id=person_id)
    )
