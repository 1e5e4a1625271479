"""What happens around every sign-in: the device's cookie, and where the person goes next."""

from urllib.parse import urlsplit

from flask import Response, current_app, make_response, redirect, render_template, request, url_for

from accounts.forms import ChoosePasswordForm
from domain.people import Actor
from domain.tokens import new_token
from web import clock, resend, session
from web.session import DEVICE_COOKIE

_DEVICE_SECONDS = 400 * 24 * 60 * 60
_LONGEST_TARGET = 2_000


def first_page(actor: Actor) -> str:
    """The address of the page that answers "what now?" for this person."""
    if actor.is_administrator:
        return url_for("admin.school")
    return url_for("classes.index") if actor.is_teacher else url_for("progress.home")


def local_target(target: str | None) -> str | None:
    """The address to go on to, if it is a path of ours and nothing else; None otherwise."""
    if not target or len(target) > _LONGEST_TARGET or not target.isprintable():
        return None
    if not target.startswith("/") or target.startswith("//") or "\\" in target:
        return None
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    return None if parts.scheme or parts.netloc else target


def address() -> str:
    """Where the request came from."""
    return request.remote_addr or ""


def device() -> str:
    """This browser's own token, a new one if it has none."""
    token = request.cookies.get(DEVICE_COOKIE, "")
    return token if 20 <= len(token) <= 100 and token.isascii() else new_token()


def arrive(token: str, device_token: str, target: str | None, parcel: str | None) -> Response:
    """Begin the session and show what comes next: what was being sent, the target, the first page.

    Whoever has to choose a password first takes the target and the parcel along to that page.
    """
    actor = session.begin(token, clock.now())
    unpacked = resend.unpack(parcel) if parcel else None
    target = local_target(target)
    if session.must_choose_password():
        response = _choose_password_first(target, parcel if unpacked else None)
    elif unpacked:
        response = make_response(resend.send_again_page(unpacked, "signed-in-again"))
    else:
        response = make_response(redirect(target or first_page(actor)))
    return keep_device(response, device_token)


def _choose_password_first(target: str | None, parcel: str | None) -> Response:
    if parcel is None:
        return make_response(redirect(url_for("accounts.choose_password", next=target)))
    form = ChoosePasswordForm(formdata=None, next=target, resend=parcel)
    return make_response(render_template("accounts/choose_password.html", form=form))


def keep_device(response: Response, device_token: str) -> Response:
    """Give the browser its token for a year and more."""
    response.set_cookie(
        DEVICE_COOKIE,
        device_token,
        max_age=_DEVICE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )
    return response
