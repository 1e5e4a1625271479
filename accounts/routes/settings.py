"""One's own account: the name, where one is signed in, and signing out everywhere."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.actions import end_all_sessions, rename_person
from accounts.forms import NameForm
from accounts.queries.signing_in import credentials_of, open_sessions
from accounts.routes.blueprint import bp
from accounts.routes.refusing import UNPROCESSABLE
from domain.errors import Refusal
from domain.people import Actor
from domain.tokens import hash_token
from models.session import unit_of_work
from progress.queries.terms import accommodation_of
from web import clock, session
from web.access import access


@bp.route("/account", methods=["GET", "POST"])
@access.signed_in
def settings() -> ResponseReturnValue:
    """The account page; who is not a student may give themselves another name."""
    actor = session.current_actor()
    form = NameForm(data={"display_name": actor.display_name})
    if request.method != "POST":
        return _page(actor, form)
    if actor.is_student:
        raise Refusal("teacher-changes-name")
    if form.validate_on_submit() and _rename(actor, form):
        flash(_("Your name is saved."), "good")
        return redirect(url_for("accounts.settings"))
    return _page(actor, form), UNPROCESSABLE


def _rename(actor: Actor, form: NameForm) -> bool:
    try:
        with unit_of_work():
            rename_person(actor, actor.person_id, form.display_name.data, clock.now())
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def _page(actor: Actor, form: NameForm) -> str:
    return render_template(
        "accounts/settings.html",
        account=credentials_of(actor.person_id),
        form=form,
        granted_to_me=accommodation_of(actor.school_id, actor.person_id),
        sessions=open_sessions(actor.person_id, clock.now()),
        this_session=hash_token(session.token_or_none() or ""),
    )


@bp.post("/account/sign-out-everywhere")
@access.signed_in
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session of the person, this one too."""
    actor = session.current_actor()
    with unit_of_work():
        end_all_sessions(actor.person_id, clock.now())
    session.end()
    flash(_("You are signed out in every browser."), "good")
    return redirect(url_for("accounts.sign_in"))
