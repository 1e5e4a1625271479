"""A class's roster and its code."""

import secrets
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.actions.roster import renew_code as give_new_code
from accounts.actions.roster import set_code_lock
from accounts.forms import NamesForm
from accounts.queries.name_list import preview_names
from accounts.queries.roster import roster as roster_of
from accounts.relations import require_class, require_class_in_use
from accounts.routes.arriving import local_target
from accounts.routes.blueprint import bp
from accounts.routes.name_preview import NamePreview
from accounts.routes.refusing import UNPROCESSABLE
from domain.errors import Refusal
from domain.names import LONGEST_DISPLAY_NAME
from domain.passphrases import show_class_code
from domain.people import Role
from domain.permissions import Action
from models.base import new_id
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor


@bp.get("/classes/<uuid:class_id>/students")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def roster(class_id: UUID) -> ResponseReturnValue:
    """Who is in the class, when they last signed in, and the code."""
    found = roster_of(current_actor(), class_id)
    code = show_class_code(found.school_class.join_code)
    return render_template("accounts/roster.html", roster=found, code=code)


@bp.route("/classes/<uuid:class_id>/students/add", methods=["GET", "POST"])
@access(Role.TEACHER, Role.ADMINISTRATOR)
def add_students(class_id: UUID) -> ResponseReturnValue:
    """Paste a list of names; shows what it would become before anything is made."""
    form = NamesForm()
    if request.method != "POST":
        require_class_in_use(current_actor(), class_id, Action.MANAGE_ROSTER)
    if not form.validate_on_submit():
        return add_page(class_id, form), UNPROCESSABLE if request.method == "POST" else 200
    try:
        require_class_in_use(current_actor(), class_id, Action.MANAGE_ROSTER)
        names = preview_names(current_actor(), class_id, form.names.data, form.column_order)
    except Refusal as refusal:
        form.refuse(refusal)
        return add_page(class_id, form), UNPROCESSABLE
    if names.is_order_unclear:
        form.refuse(Refusal("which-column-is-which", field="order"))
    return add_page(class_id, form, NamePreview(names)), UNPROCESSABLE if form.errors else 200


def add_page(class_id: UUID, form: NamesForm, preview: NamePreview | None = None) -> str:
    """The page with the list as typed and, below it, what it would become."""
    return render_template(
        "accounts/add_students.html",
        school_class=require_class(current_actor(), class_id, Action.MANAGE_ROSTER),
        form=form,
        preview=preview,
        longest_name=LONGEST_DISPLAY_NAME,
        key=new_id(),
    )


@bp.post("/classes/<uuid:class_id>/code/renew")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def renew_code(class_id: UUID) -> ResponseReturnValue:
    """Another code for the class."""
    with unit_of_work():
        code = give_new_code(
            current_actor(),
            class_id,
            secrets.choice,
            clock.now(),
            in_place_of=request.form.get("in_place_of", ""),
        )
    flash(_("The new class code is %(code)s.", code=show_class_code(code)), "good")
    return redirect(_back(class_id))


@bp.post("/classes/<uuid:class_id>/code/lock")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def lock_code(class_id: UUID) -> ResponseReturnValue:
    """Lock the code (`locked` is "yes") or unlock it."""
    is_locked = request.form.get("locked") == "yes"
    with unit_of_work():
        set_code_lock(current_actor(), class_id, is_locked, clock.now())
    if is_locked:
        flash(_("The class code is locked: nobody can join with it."), "good")
    else:
        flash(_("The class code is open: students can join with it."), "good")
    return redirect(_back(class_id))


def _back(class_id: UUID) -> str:
    target = local_target(request.form.get("next"))
    return target or url_for("accounts.roster", class_id=class_id)
