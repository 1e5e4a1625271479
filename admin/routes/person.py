"""One person: name, roles, password, and putting the account away."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.passwords import card_passphrase, hash_passphrase
from accounts.queries.teachers import classes_left_alone
from admin.actions import people as actions
from admin.forms import StaffForm, StudentForm
from admin.queries.people import PersonPage, person_page
from admin.routes.blueprint import bp
from domain.errors import Refusal
from domain.people import Actor, Role
from models.base import new_id
from models.session import unit_of_work
from web import clock
from web.access import access
from web.secret_key import secret_key
from web.session import current_actor
from web.wording import word

UNPROCESSABLE = 422


@bp.route("/school/people/<uuid:person_id>", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def person(person_id: UUID) -> ResponseReturnValue:
    """One person's account; the form changes name and roles."""
    found = person_page(current_actor(), person_id)
    form = _form(found)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                _change(found, form)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            flash(_("The changes are saved."), "good")
            return redirect(url_for("admin.person", person_id=person_id))
    page = render_template("admin/person.html", person=found, form=form)
    return page, UNPROCESSABLE if form.errors else 200


def _form(found: PersonPage) -> StudentForm:
    if Role.STUDENT in found.roles:
        return StudentForm(data={"display_name": found.name})
    roles = [role.value for role in found.roles]
    return StaffForm(data={"display_name": found.name, "email": found.email, "roles": roles})


def _change(found: PersonPage, form: StudentForm) -> None:
    actor, now = current_actor(), clock.now()
    actions.change_name(actor, found.id, form.display_name.data, now)
    if isinstance(form, StaffForm):
        actions.change_email(actor, found.id, form.email.data, now)
        actions.set_roles(actor, found.id, form.roles.roles, now)


@bp.route("/school/people/<uuid:person_id>/archive", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def archive_person(person_id: UUID) -> ResponseReturnValue:
    """Close the account; says first what that means."""
    if request.method != "POST":
        actor = current_actor()
        return render_template(
            "admin/archive_person.html",
            person=person_page(actor, person_id),
            left_alone=classes_left_alone(actor.school_id, person_id),
        )
    done = _("The account is closed. Everything they did is kept.")
    return _attempt(person_id, actions.archive_person, done)


@bp.post("/school/people/<uuid:person_id>/restore")
@access(Role.ADMINISTRATOR)
def restore_person(person_id: UUID) -> ResponseReturnValue:
    """Open the account again."""
    return _attempt(person_id, actions.restore_person, _("The account is open again."))


def _attempt(
    person_id: UUID, action: Callable[[Actor, UUID, datetime], None], done: str
) -> ResponseReturnValue:
    try:
        with unit_of_work():
            action(current_actor(), person_id, clock.now())
    except Refusal as refusal:
        flash(word(refusal), "error")
    else:
        flash(done, "good")
    return redirect(url_for("admin.person", person_id=person_id))


@bp.route("/school/people/<uuid:person_id>/password", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def reset_password(person_id: UUID) -> ResponseReturnValue:
    """Give a one-time passphrase, shown on a card, in place of the password; asks first."""
    found = person_page(current_actor(), person_id)
    if request.method != "POST":
        return _ask_reset(found)
    sheet_id = new_id()
    passphrase_hash = hash_passphrase(card_passphrase(secret_key(), sheet_id, 0))
    try:
        with unit_of_work():
            actions.reset_password(
                current_actor(), person_id, passphrase_hash, clock.now(), sheet_id=sheet_id
            )
    except Refusal as refusal:
        flash(word(refusal), "error")
        return redirect(url_for("admin.person", person_id=person_id))
    return redirect(url_for("accounts.card_sheet", sheet_id=sheet_id), 303)


def _ask_reset(found: PersonPage) -> ResponseReturnValue:
    if found.id == current_actor().person_id:
        raise Refusal("own-password")
    if found.archived_at is not None:
        raise Refusal("person-is-archived")
    return render_template("admin/reset_password.html", person=found)
