"""Choosing a password in place of a card's passphrase, and changing one that is known."""

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.actions import set_own_password
from accounts.actions.signing_in import count_try
from accounts.checks import check_password
from accounts.forms import ChangePasswordForm, ChoosePasswordForm
from accounts.passwords import hash_password
from accounts.queries.signing_in import Credentials, credentials_of
from accounts.routes.arriving import address, arrive, device, first_page, keep_device, local_target
from accounts.routes.blueprint import bp
from accounts.routes.refusing import UNPROCESSABLE, passes, slowed, wait_seconds
from accounts.routes.signing_in import password_matches
from domain.errors import NotFound, Refusal
from domain.people import Actor
from models.session import unit_of_work
from web import clock, session
from web.access import access


@bp.route("/account/choose-password", methods=["GET", "POST"])
@access.signed_in
def choose_password() -> ResponseReturnValue:
    """The first thing after signing in with a login card."""
    actor = session.current_actor()
    form = ChoosePasswordForm()
    if request.method != "POST":
        target = local_target(request.args.get("next"))
        if not session.must_choose_password():
            return redirect(target or first_page(actor))
        form.next.data = target
        return _choosing_page(form)
    if not session.must_choose_password():
        return redirect(local_target(form.next.data) or first_page(actor))
    account = _own_account(actor)
    if not form.validate_on_submit() or not _may_choose(form, account):
        return _choosing_page(form), UNPROCESSABLE
    token, device_token = _set(actor, form.password.data, account)
    return arrive(token, device_token, form.next.data, form.resend.data)


def _choosing_page(form: ChoosePasswordForm) -> str:
    return render_template("accounts/choose_password.html", form=form)


def _may_choose(form: ChoosePasswordForm, account: Credentials) -> bool:
    """Whether the new password may be used; the card's own passphrase is not a new one."""
    is_old = password_matches(account, form.password.data)
    return _will_do(form, account) and passes(form, lambda: _require_new(is_old))


def _will_do(form: ChoosePasswordForm | ChangePasswordForm, account: Credentials) -> bool:
    names = (account.display_name, account.sign_in_name)
    return passes(form, lambda: check_password(form.password.data, names))


def _require_new(is_old: bool) -> None:
    if is_old:
        raise Refusal("password-not-new", field="password")


def _set(actor: Actor, password: str, account: Credentials) -> tuple[str, str]:
    hashed, device_token = hash_password(password), device()
    with unit_of_work():
        token = set_own_password(
            actor, hashed, device_token, clock.now(), in_place_of=account.password_hash
        )
    return token, device_token


@bp.route("/account/password", methods=["GET", "POST"])
@access.signed_in
def change_password() -> ResponseReturnValue:
    """Another password; every other browser is signed out."""
    form = ChangePasswordForm()
    if request.method != "POST":
        return _changing_page(form)
    actor = session.current_actor()
    account = _own_account(actor)
    if not form.validate_on_submit() or not _may_change(form, account):
        return _changing_page(form), UNPROCESSABLE
    with unit_of_work():
        wait = count_try(account, account.sign_in_name, address(), device(), clock.now())
    if wait is not None:
        form.refuse(Refusal("sign-in-slowed", seconds=wait_seconds(wait)))
        return slowed(_changing_page(form), wait)
    if not password_matches(account, form.current_password.data):
        form.refuse(Refusal("wrong-current-password", field="current_password"))
        return _changing_page(form), UNPROCESSABLE
    token, device_token = _set(actor, form.password.data, account)
    session.begin(token, clock.now())
    flash(_("Your password is changed. Every other browser has been signed out."), "good")
    return keep_device(make_response(redirect(url_for("accounts.settings"))), device_token)


def _may_change(form: ChangePasswordForm, account: Credentials) -> bool:
    is_old = form.password.data == form.current_password.data
    return _will_do(form, account) and passes(form, lambda: _require_new(is_old))


def _changing_page(form: ChangePasswordForm) -> str:
    return render_template("accounts/change_password.html", form=form)


def _own_account(actor: Actor) -> Credentials:
    account = credentials_of(actor.person_id)
    if account is None:
        raise NotFound
    return account
