"""One student of a class: renamed, removed, put back, merged, and helped to sign in."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import SelectChoice

from accounts.actions.merging import merge_students
from accounts.actions.roster import clear_delay as forget_wrong_tries
from accounts.actions.roster import put_back as take_back
from accounts.actions.roster import remove_student as end_place
from accounts.actions.roster import rename_student
from accounts.forms import EmptyForm, MergeForm, NameForm
from accounts.queries.merging import (
    Mergeable,
    account_within_reach,
    merge_plan,
    mergeable_with,
    proposed_merge,
)
from accounts.queries.roster import StudentPage, student_page
from accounts.routes.blueprint import bp
from accounts.routes.refusing import UNPROCESSABLE
from domain.errors import NotFound, Refusal
from domain.people import Role
from models.session import unit_of_work
from web import clock
from web.access import access
from web.forms import read_id
from web.session import current_actor


@bp.route("/classes/<uuid:class_id>/students/<uuid:person_id>", methods=["GET", "POST"])
@access(Role.TEACHER, Role.ADMINISTRATOR)
def student(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Everything a teacher can do for one student; sending the form renames them."""
    page = student_page(current_actor(), class_id, person_id)
    form = NameForm(data={"display_name": page.student.display_name})
    if form.validate_on_submit() and _rename(class_id, person_id, form):
        flash(_("The name is saved."), "good")
        return redirect(url_for("accounts.student", class_id=class_id, person_id=person_id))
    status = UNPROCESSABLE if request.method == "POST" else 200
    return _draw(page, form, _merge_form(page)), status


def _merge_form(page: StudentPage) -> MergeForm:
    """The form for the student's other account, with what was said of it so far."""
    form = MergeForm(
        formdata=None,
        data={name: request.values.get(name) for name in ("gone", "user")},
        meta={"csrf": False},
    )
    others = mergeable_with(current_actor(), page.school_class.id, page.student.id)
    form.offer([SelectChoice(str(each.id), _account(each, page)) for each in others])
    return form


def _account(other: Mergeable, page: StudentPage) -> str:
    told = f"{other.display_name} ({other.sign_in_name})"
    is_classmate = other.class_name == page.school_class.name
    return told if is_classmate else f"{told}, {other.class_name}"


def _draw(page: StudentPage, form: NameForm, merge_form: MergeForm) -> str:
    return render_template("accounts/student.html", page=page, form=form, merge_form=merge_form)


def _rename(class_id: UUID, person_id: UUID, form: NameForm) -> bool:
    try:
        with unit_of_work():
            rename_student(
                current_actor(), class_id, person_id, form.display_name.data, clock.now()
            )
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


@bp.post("/classes/<uuid:class_id>/students/<uuid:person_id>/clear-delay")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def clear_delay(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Let a student who mistyped too often try again at once."""
    with unit_of_work():
        forget_wrong_tries(current_actor(), class_id, person_id, clock.now())
    flash(_("The wait is cleared: they can sign in now."), "good")
    return redirect(url_for("accounts.student", class_id=class_id, person_id=person_id))


@bp.post("/classes/<uuid:class_id>/students/<uuid:person_id>/remove")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def remove_student(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Take a student out of the class; they can be put back."""
    with unit_of_work():
        end_place(current_actor(), class_id, person_id, clock.now())
    flash(_("They are no longer in this class. What they did is kept."), "good")
    return redirect(url_for("accounts.roster", class_id=class_id))


@bp.post("/classes/<uuid:class_id>/students/<uuid:person_id>/put-back")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def put_back(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Take a student who left into the class again."""
    with unit_of_work():
        take_back(current_actor(), class_id, person_id, clock.now())
    flash(_("They are in this class again."), "good")
    return redirect(url_for("accounts.roster", class_id=class_id))


@bp.route("/classes/<uuid:class_id>/students/<uuid:person_id>/merge", methods=["GET", "POST"])
@access(Role.TEACHER, Role.ADMINISTRATOR)
def merge(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Keep `person_id` and move to it what the other account did; asks first.

    The other one is named by `user`, its user name, or by `gone`, its id. Which of the two is kept
    is proposed, and is as the address says where it has `chosen`.
    """
    try:
        gone_id = _other_account()
    except Refusal as refusal:
        return _ask_for_other_account(class_id, person_id, refusal), UNPROCESSABLE
    if request.method != "POST":
        compare = merge_plan if "chosen" in request.args else proposed_merge
        plan = compare(current_actor(), class_id, person_id, gone_id)
        return render_template("accounts/merge.html", plan=plan, form=EmptyForm())
    with unit_of_work():
        merge_students(current_actor(), class_id, person_id, gone_id, clock.now())
    flash(_("The two accounts are one now."), "good")
    return redirect(url_for("accounts.student", class_id=class_id, person_id=person_id))


def _ask_for_other_account(class_id: UUID, person_id: UUID, refusal: Refusal) -> str:
    """The student's page again, with what was said of the other account and what is wrong."""
    page = student_page(current_actor(), class_id, person_id)
    if not page.student.is_in_care:
        raise Refusal("account-not-in-care")
    merge_form = _merge_form(page)
    merge_form.refuse(refusal)
    name_form = NameForm(formdata=None, data={"display_name": page.student.display_name})
    return _draw(page, name_form, merge_form)


def _other_account() -> UUID:
    """Whom the list or the user name says; raises Refusal unless that is one account."""
    user = request.values.get("user", "").replace("\0", "\N{REPLACEMENT CHARACTER}").strip()
    listed = request.values.get("gone", "")
    if not (user or listed):
        raise Refusal("no-account-chosen", field="user")
    named = account_within_reach(current_actor(), user) if user else read_id(listed)
    if named is None and user:
        raise Refusal("account-not-within-reach", field="user")
    if named is None:
        raise NotFound
    if listed and named != read_id(listed):
        raise Refusal("two-accounts-chosen", field="user")
    return named
