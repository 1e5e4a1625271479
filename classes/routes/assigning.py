"""Assigning lessons and quizzes, changing what was assigned, and taking it back."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from wtforms import SelectChoice

from accounts.relations import require_class
from classes.actions import assign as assign_to_classes
from classes.actions import change_assignment
from classes.actions import give_again as give_assignment_again
from classes.actions import withdraw as withdraw_assignment
from classes.actions.rules import Rules, check_rules, past_refusals
from classes.forms import (
    ATTEMPTS,
    UNLIMITED,
    AssignForm,
    ConfirmForm,
    DatesForm,
    RulesForm,
    late_choice,
)
from classes.queries.activities import Activity, activities, by_lesson, suggested
from classes.queries.assignments import (
    AssignmentDetail,
    OwnClass,
    assignment_detail,
    own_classes,
)
from classes.queries.foreseeing import Foreseen, foresee, foresee_change
from classes.routes.blueprint import bp
from classes.routes.words import assigned, to_be_assigned
from domain.clock_times import InvalidClockTime, to_local, to_utc
from domain.errors import Refusal
from domain.people import Role
from domain.permissions import Action
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor
from web.templating import as_data

DAYS_UNTIL_DUE = 7
LAST_MINUTE = time(23, 59)


@bp.route("/assign", methods=["GET", "POST"])
@access(Role.TEACHER)
def assign_to_several() -> ResponseReturnValue:
    return _assign(None)


@bp.route("/classes/<uuid:class_id>/assign", methods=["GET", "POST"])
@access(Role.TEACHER)
def assign(class_id: UUID) -> ResponseReturnValue:
    klass = require_class(current_actor(), class_id, Action.MANAGE_ASSIGNMENTS)
    if klass.archived_at is not None and request.method == "GET":
        return render_template("classes/assign_archived.html", klass=klass)
    return _assign(class_id)


def _assign(class_id: UUID | None) -> ResponseReturnValue:
    # One that was archived while the page stood open is refused on it, beside what was typed.
    classes = own_classes(current_actor(), request.form.getlist("classes", type=UUID))
    offered = activities(current_actor())
    here = next((each for each in classes if each.id == class_id), None)
    form = AssignForm(data=_defaults(classes, here, offered, clock.now()))
    form.classes.choices = [SelectChoice(str(each.id), as_data(each.name)) for each in classes]
    form.activities.choices = [
        SelectChoice(each.key, _activity_label(each, here)) for each in offered
    ]
    foreseen: tuple[Foreseen, ...] = ()
    if classes and form.validate_on_submit() and _is_ahead(form):
        try:
            foreseen = _to_be_seen_first(form)
            if not foreseen:
                return _given(form, offered, classes)
        except Refusal as refusal:
            form.refuse(refusal)
    page = render_template(
        "classes/assign.html",
        form=form,
        here=here,
        offered=offered,
        groups=by_lesson(offered),
        asked=[each for each in offered if each.key in _asked_for()],
        ask_overdue=form.may_be_overdue.data or form.is_overdue(clock.now()),
        foreseen=foreseen,
        to_be=to_be_assigned(**_sent(form, offered, classes)) if foreseen else None,
    )
    return page, 422 if form.errors else 200


def _to_be_seen_first(form: AssignForm) -> tuple[Foreseen, ...]:
    """What the rules come to, unless that is plain or was seen; raises Refusal."""
    check_rules(form.rules)
    if not form.gives_quiz or form.was_seen(form.rules.as_json(), form.classes.data):
        return ()
    class_ids = [UUID(each) for each in form.classes.data]
    foreseen = foresee(current_actor(), class_ids, form.rules, clock.now())
    is_plain = not form.does_more_than_it_seems and not any(each.differs for each in foreseen)
    return () if is_plain else foreseen


def _is_ahead(form: AssignForm) -> bool:
    """Whether neither time is past; shows each that is."""
    may_be_overdue = form.may_be_overdue.data
    return form.refuse_all(past_refusals(form.rules, clock.now(), may_be_overdue=may_be_overdue))


def _sent(
    form: AssignForm, offered: Collection[Activity], classes: Collection[OwnClass]
) -> dict[str, Any]:
    """What is given to whom and until when, for the sentence that says so."""
    return {
        "titles": [each.title for each in offered if each.key in form.activities.data],
        "classes": [each.name for each in classes if str(each.id) in form.classes.data],
        "due_at": form.rules.due_at,
    }


def _given(
    form: AssignForm, offered: Collection[Activity], classes: Collection[OwnClass]
) -> ResponseReturnValue:
    chosen = [each for each in offered if each.key in form.activities.data]
    class_ids = [UUID(each) for each in form.classes.data]
    key = form.idempotency_key
    now = clock.now()
    with unit_of_work():
        for activity in chosen:
            assign_to_classes(
                current_actor(),
                class_ids,
                lesson_id=activity.lesson_id,
                quiz_id=activity.quiz_id,
                **asdict(form.rules),
                now=now,
                key=key,
                may_be_overdue=form.may_be_overdue.data,
            )
    flash(assigned(**_sent(form, offered, classes)), "good")
    if len(class_ids) == 1:
        return redirect(url_for("classes.grid", class_id=class_ids[0]))
    return redirect(url_for("classes.index"))


@bp.route("/assignments/<uuid:assignment_id>/edit", methods=["GET", "POST"])
@access(Role.TEACHER)
def edit_assignment(assignment_id: UUID) -> ResponseReturnValue:
    detail = assignment_detail(current_actor(), assignment_id, Action.MANAGE_ASSIGNMENTS)
    form = _rules_form(detail)
    foreseen: tuple[Foreseen, ...] = ()
    if form.validate_on_submit():
        try:
            foreseen = _change_to_be_seen_first(detail, form)
            if not foreseen:
                return _changed(detail, form)
        except Refusal as refusal:
            form.refuse(refusal)
    page = render_template(
        "classes/edit_assignment.html", assignment=detail, form=form, foreseen=foreseen
    )
    return page, 422 if form.errors else 200


def _change_to_be_seen_first(detail: AssignmentDetail, form: DatesForm) -> tuple[Foreseen, ...]:
    """What a change comes to, unless that is plain or was seen; raises Refusal."""
    rules = _rules(detail, form)
    check_rules(rules)
    foreseen = foresee_change(detail, rules.in_zone(current_actor().time_zone), clock.now())
    does_more = isinstance(form, RulesForm) and form.does_more_than_it_seems
    if not (does_more or foreseen.losses) or form.was_seen(rules.as_json()):
        return ()
    return (foreseen,)


def _rules(detail: AssignmentDetail, form: DatesForm) -> Rules:
    """What a valid form says; of a lesson's rules it changes the dates alone."""
    if isinstance(form, RulesForm):
        return form.rules
    return Rules(
        opens_at=form.opens_at.given,
        due_at=form.due_at.moment,
        closes_at=form.closes_at.moment,
        attempts_allowed=detail.attempts_allowed,
        feedback_policy=detail.feedback_policy,
        score_rule=detail.score_rule,
        explains_words=detail.explains_words,
        time_limit_minutes=detail.time_limit_minutes,
        closing_policy=detail.closing_policy,
        late_policy=detail.late_policy,
        late_percent=detail.late_percent,
    )


def _rules_form(detail: AssignmentDetail) -> DatesForm:
    dates = {"opens_at": detail.opens_at, "due_at": detail.due_at, "closes_at": detail.closes_at}
    if detail.is_lesson:
        return DatesForm(data=dates)
    attempts = UNLIMITED if detail.attempts_allowed is None else str(detail.attempts_allowed)
    form = RulesForm(
        data={
            **dates,
            "attempts": attempts,
            "feedback_policy": detail.feedback_policy,
            "score_rule": detail.score_rule,
            "explains_words": detail.explains_words,
            "time_limit": detail.time_limit_minutes,
            "closing_policy": detail.closing_policy,
            "late": late_choice(detail.late_policy, detail.late_percent),
        }
    )
    if attempts not in {choice.value for choice in ATTEMPTS}:
        form.attempts.choices = [*ATTEMPTS, SelectChoice(attempts, attempts)]
    return form


def _changed(detail: AssignmentDetail, form: DatesForm) -> ResponseReturnValue:
    rules = _rules(detail, form)
    with unit_of_work():
        change_assignment(current_actor(), detail.id, **asdict(rules), now=clock.now())
    flash(_("The assignment is changed."), "good")
    return redirect(url_for("classes.grid", class_id=detail.klass.id))


@bp.route("/assignments/<uuid:assignment_id>/withdraw", methods=["GET", "POST"])
@access(Role.TEACHER)
def withdraw(assignment_id: UUID) -> ResponseReturnValue:
    detail = assignment_detail(current_actor(), assignment_id, Action.MANAGE_ASSIGNMENTS)
    form = ConfirmForm()
    if form.validate_on_submit():
        with unit_of_work():
            withdraw_assignment(current_actor(), assignment_id, clock.now())
        flash(_("The assignment is withdrawn. What students handed in is kept."), "good")
        return redirect(url_for("classes.grid", class_id=detail.klass.id))
    return render_template("classes/withdraw.html", assignment=detail, form=form)


@bp.post("/assignments/<uuid:assignment_id>/give-again")
@access(Role.TEACHER)
def give_again(assignment_id: UUID) -> ResponseReturnValue:
    with unit_of_work():
        give_assignment_again(current_actor(), assignment_id, clock.now())
    flash(_("The assignment is given again, with all that was done."), "good")
    return redirect(url_for("classes.report", assignment_id=assignment_id))


def _defaults(
    classes: Collection[OwnClass],
    here: OwnClass | None,
    offered: Collection[Activity],
    now: datetime,
) -> dict[str, object]:
    """What the form holds at first: the next lesson and its quiz, from now on, due in a week."""
    target = here or (next(iter(classes)) if len(classes) == 1 else None)
    asked_for = [each.key for each in offered if each.key in _asked_for()]
    next_ones = [each.key for each in suggested(offered, target)] if target else []
    return {
        "classes": [str(target.id)] if target else [],
        "activities": asked_for or next_ones,
        "opens_at": now,
        "due_at": _due_by_default(now, current_actor().time_zone),
    }


def _asked_for() -> set[str]:
    """The activities that the address names."""
    return {f"lesson:{request.args.get('lesson')}", f"quiz:{request.args.get('quiz')}"}


def _due_by_default(now: datetime, zone: str) -> datetime:
    day = to_local(now, zone).date() + timedelta(days=DAYS_UNTIL_DUE)
    try:
        return to_utc(datetime.combine(day, LAST_MINUTE), zone)
    except InvalidClockTime:  # the clocks of this zone jump over that minute
        return (now + timedelta(days=DAYS_UNTIL_DUE)).astimezone(UTC)


def _activity_label(activity: Activity, here: OwnClass | None) -> Markup:
    if activity.is_lesson:
        kind = ngettext("Lesson, %(num)s minute", "Lesson, %(num)s minutes", activity.minutes)
    else:
        kind = ngettext("Quiz, %(num)s question", "Quiz, %(num)s questions", activity.questions)
    given = _("given already") if here and activity.is_given_to(here) else ""
    return Markup('{} <small class="choice-note">{}</small>').format(
        as_data(activity.title), " · ".join(filter(None, (kind, given)))
    )
