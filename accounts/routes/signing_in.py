"""Signing in and out."""

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.actions import end_session
from accounts.actions.signing_in import count_try
from accounts.actions.signing_in import sign_in as open_for
from accounts.forms import SignInForm
from accounts.passwords import hash_password, needs_rehash, typed_passphrase, verify_password
from accounts.queries.signing_in import Credentials, credentials_for
from accounts.routes.arriving import address, arrive, device, first_page, local_target
from accounts.routes.blueprint import bp
from accounts.routes.refusing import UNPROCESSABLE, slowed, wait_seconds
from domain.errors import Refusal
from models.session import unit_of_work
from web import clock, session
from web.access import access


@bp.route("/sign-in", methods=["GET", "POST"])
@access.public
def sign_in() -> ResponseReturnValue:
    """Sign in with a user name or e-mail address."""
    form = SignInForm()
    if request.method != "POST":
        target = local_target(request.args.get("next"))
        actor = session.actor_or_none()
        if actor is not None:
            return redirect(target or first_page(actor))
        form.next.data = target
        return _page(form)
    if not form.validate_on_submit():
        return _page(form), UNPROCESSABLE
    return _try(form)


def _page(form: SignInForm) -> str:
    return render_template("accounts/sign_in.html", form=form)


def _try(form: SignInForm) -> ResponseReturnValue:
    account, device_token = credentials_for(form.sign_in_name.data), device()
    with unit_of_work():
        wait = count_try(account, form.sign_in_name.data, address(), device_token, clock.now())
    if wait is not None:
        form.refuse(Refusal("sign-in-slowed", seconds=wait_seconds(wait)))
        return slowed(_page(form), wait)
    matches = password_matches(account, form.password.data)
    if account is None or not matches:
        form.refuse(Refusal("wrong-password"))
        return _page(form), UNPROCESSABLE
    return _enter(form, account, device_token)


def password_matches(account: Credentials | None, password: str) -> bool:
    """Whether this is the account's password; as slow for no account as for a wrong password."""
    if account is not None and account.is_one_time:
        password = typed_passphrase(password)
    return verify_password(account.password_hash if account else None, password)


def _enter(form: SignInForm, account: Credentials, device_token: str) -> Response:
    is_weak = not account.is_one_time and needs_rehash(account.password_hash)
    new_hash = hash_password(form.password.data) if is_weak else None
    old_token, now = session.token_or_none(), clock.now()
    with unit_of_work():
        if old_token:
            end_session(old_token, now)
        token = open_for(account, device_token, now, new_hash)
    return arrive(token, device_token, form.next.data, form.resend.data)


@bp.post("/sign-out")
@access.public
def sign_out() -> ResponseReturnValue:
    """End the session, here and in the database; harmless for whoever has none."""
    token = session.token_or_none()
    if token:
        with unit_of_work():
            end_session(token, clock.now())
    session.end()
    is_cleared = request.form.get("cleared") == "yes"  # by the page, before it sent this
    flash(
        _("You are signed out. Nothing of yours is left in this browser.")
        if is_cleared
        else _("You are signed out."),
        "good",
    )
    return redirect(url_for("accounts.front"))
