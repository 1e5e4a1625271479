"""Joining a class with its code."""

from uuid import UUID

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup, escape

from accounts.actions.joining import (
    Joined,
    check_may_join,
    join_again,
    join_as,
    join_with_new_account,
)
from accounts.checks import check_password, checked_display_name, checked_sign_in_name
from accounts.forms import ClassCodeForm, EmptyForm, JoinForm
from accounts.passwords import hash_password, verify_password
from accounts.queries.joining import OpenClass, class_to_join
from accounts.queries.signing_in import credentials_of
from accounts.routes.arriving import device, keep_device
from accounts.routes.blueprint import bp
from accounts.routes.refusing import UNPROCESSABLE, passes
from domain.errors import Refusal
from domain.names import fold
from domain.passphrases import read_class_code, show_class_code
from domain.people import Actor
from models.base import keyed_id
from models.session import unit_of_work
from web import clock, session
from web.access import access

NOT_FOUND = 404
CONFLICT = 409


@bp.route("/join", methods=["GET", "POST"])
@access.public
def join_code() -> ResponseReturnValue:
    """Type a class code."""
    form = ClassCodeForm()
    if request.method != "POST":
        return _code_page(form)
    if not form.validate_on_submit():
        return _code_page(form), UNPROCESSABLE
    if read_class_code(form.code.data) is None:
        form.refuse(Refusal("class-code-unreadable", field="code"))
        return _code_page(form), UNPROCESSABLE
    found = _class_or_refusal(form.code.data)
    if not isinstance(found, OpenClass):
        return found
    return redirect(url_for("accounts.join", code=found.join_code))


def _code_page(form: ClassCodeForm) -> str:
    return render_template("accounts/join_code.html", form=form)


@bp.route("/join/<code>", methods=["GET", "POST"])
@access.public
def join(code: str) -> ResponseReturnValue:
    """Join the class with this code: as a new student, or as the student one is."""
    found = _class_or_refusal(code)
    if not isinstance(found, OpenClass):
        return found
    actor = session.actor_or_none()
    return _join_with_new_account(found) if actor is None else _join_as(actor, found)


def _class_or_refusal(typed: str) -> OpenClass | Response:
    """The class, or the page that says why there is none.

    Codes are too many to be found by trying, so wrong ones need no counting: that could only be
    done by address, and one address is a whole school.
    """
    form = ClassCodeForm(formdata=None, code=typed[:40])
    try:
        code = read_class_code(typed)
        found = class_to_join(code) if code else None
    except Refusal as refusal:
        form.refuse(refusal)
        return make_response(_code_page(form), CONFLICT)
    if found is not None:
        return found
    form.refuse(Refusal("class-code-unknown", field="code"))
    return make_response(_code_page(form), NOT_FOUND)


def _join_as(actor: Actor, found: OpenClass) -> ResponseReturnValue:
    check_may_join(actor, found)
    form = EmptyForm()
    if not form.validate_on_submit():
        return render_template("accounts/join.html", form=form, found=found, is_new=False)
    with unit_of_work():
        is_new = join_as(actor, found.join_code, clock.now())
    values = {"name": found.name}
    if is_new:
        flash(_("You are in %(name)s now.", **values), "good")
    else:
        flash(_("You were in %(name)s already.", **values), "info")
    return redirect(url_for("progress.home"))


def _join_with_new_account(found: OpenClass) -> ResponseReturnValue:
    form = JoinForm()
    if request.method != "POST":
        return _join_page(form, found)
    if not form.validate_on_submit() or not _names_will_do(form):
        return _join_page(form, found), UNPROCESSABLE
    device_token = device()
    person_id = keyed_id(form.idempotency_key, found.id, fold(form.display_name.data))
    try:
        joined = _join(form, found, person_id, device_token)
    except Refusal as refusal:
        again = _join_again(form, person_id, device_token)
        if again is None:
            form.refuse(refusal)
            ask_who = refusal.code == "already-listed"
            return _join_page(form, found, ask_who=ask_who), UNPROCESSABLE
        joined = again
    session.begin(joined.token, clock.now())
    flash(
        Markup('{} <b class="to-copy" translate="no">{}</b>').format(
            _(
                "You are in %(name)s. Your user name, which you need to sign in again:",
                name=found.name,
            ),
            escape(joined.sign_in_name).replace(".", Markup("<wbr>.")),
        ),
        "good",
    )
    return keep_device(make_response(redirect(url_for("progress.home"))), device_token)


def _join_again(form: JoinForm, person_id: UUID, device_token: str) -> Joined | None:
    """Sign in whom this very form has made already, by the same password."""
    made = credentials_of(person_id)
    if made is None or not verify_password(made.password_hash, form.password.data):
        return None
    with unit_of_work():
        return join_again(made, clock.now(), device=device_token)


def _join(form: JoinForm, found: OpenClass, person_id: UUID, device_token: str) -> Joined:
    password_hash = hash_password(form.password.data)
    with unit_of_work():
        return join_with_new_account(
            found.join_code,
            form.display_name.data,
            form.sign_in_name.data or "",
            password_hash,
            clock.now(),
            device=device_token,
            is_someone_else=form.is_someone_else.data,
            person_id=person_id,
        )


def _names_will_do(form: JoinForm) -> bool:
    name, sign_in_name = form.display_name.data, form.sign_in_name.data or ""
    return passes(
        form,
        lambda: checked_display_name(name),
        lambda: checked_sign_in_name(sign_in_name) if sign_in_name else None,
        lambda: check_password(form.password.data, (name, sign_in_name)),
    )


def _join_page(form: JoinForm, found: OpenClass, *, ask_who: bool = False) -> str:
    return render_template(
        "accounts/join.html",
        form=form,
        found=found,
        code=show_class_code(found.join_code),
        is_new=True,
        ask_who=ask_who or form.is_someone_else.data,
    )
