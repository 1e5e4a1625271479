"""What went wrong, as a page in our hand or as JSON: the one place where errors become answers."""

import logging
from secrets import token_hex
from typing import Any

from flask import (
    Flask,
    current_app,
    g,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from domain.errors import Gone, NotAllowed, NotFound, NotSignedIn, Refusal
from models.session import db, may_pass
from web import clock, resend
from web.coming_back import page_before
from web.demo import is_addressed_as_loopback
from web.session import DEVICE_COOKIE, actor_or_none
from web.wording import word, word_in_two

log = logging.getLogger(__name__)

PAGES = {403, 404, 405, 410, 413, 429, 500, 503}

CONFLICT = 409

RETRY_AFTER_SECONDS = 5


def init_app(app: Flask) -> None:
    app.register_error_handler(NotSignedIn, _not_signed_in)
    app.register_error_handler(NotAllowed, lambda _error: _answer(403))
    app.register_error_handler(NotFound, lambda _error: _answer(404))
    app.register_error_handler(Gone, lambda _error: _answer(410))
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SQLAlchemyError, _database_failed)
    app.register_error_handler(Exception, _unexpected)
    app.teardown_request(_end_reading)


def _end_reading(_error: BaseException | None) -> None:
    db.session.rollback()


def wants_json() -> bool:
    """Whether the request came from a script that reads JSON."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def _answer(status: int, message: str | None = None, code: str | None = None, **more: str) -> Any:
    if wants_json():
        return jsonify(error=code or str(status), message=message), status
    page = status if status in PAGES else 400
    return render_template(f"errors/{page}.html", message=message, **more), status


def _not_signed_in(_error: NotSignedIn) -> ResponseReturnValue:
    if wants_json():
        return _answer(401, _("Sign in again to go on."), "not-signed-in")
    if request.method == "POST" and resend.parcel_of_request():
        # The sign-in page carries what was typed and gives it back afterwards.
        return render_template(
            "errors/sign_in_to_send.html", parcel=resend.parcel_of_request()
        ), 401
    target = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.sign_in", next=target))


def _refused(refusal: Refusal) -> ResponseReturnValue:
    if wants_json():
        return _answer(CONFLICT, word(refusal), refusal.code)
    told, more = word_in_two(refusal)
    page = render_template("errors/refused.html", told=told, message=more, back=page_before())
    return page, CONFLICT


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    if wants_json():
        code = "stale-token" if actor_or_none() else "not-signed-in"
        return _answer(400 if actor_or_none() else 401, _("Load the page again to go on."), code)
    parcel = resend.unpack(resend.parcel_of_request())
    if request.endpoint in PUBLIC_FORMS and _keeps_no_cookies():
        return _cookie_needed(), 400
    if parcel is None:
        return _answer(400, _("This page had been open for too long. Go back and try again."))
    if actor_or_none() is None and request.endpoint not in PUBLIC_FORMS:
        return _not_signed_in(NotSignedIn())
    return resend.send_again_page(parcel, "form-went-stale"), 400


PUBLIC_FORMS = {"accounts.sign_in", "accounts.join_code", "accounts.join", "admin.try_demo"}


def _keeps_no_cookies() -> bool:
    """Whether the browser kept back, or never kept, what every page with a form sets.

    One in which somebody has signed in keeps cookies, if not this one beyond its closing.
    """
    ours = (current_app.config["SESSION_COOKIE_NAME"], DEVICE_COOKIE)
    return not any(name in request.cookies for name in ours)


def _cookie_needed() -> str:
    """Why signing in cannot work: cookies are blocked, or kept back where there is no HTTPS."""
    return render_template(
        "errors/cookie_needed.html", may_lack_https=not is_addressed_as_loopback()
    )


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()
    response = make_response(_answer(error.code))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.allow.update(error.valid_methods)
    return response


def _database_failed(error: SQLAlchemyError) -> ResponseReturnValue:
    """The unit of work is undone: a script sends it again by itself, and the page offers to."""
    if not may_pass(error):
        return _unexpected(error)
    log.error("the database could not do it at %s: %s", request.path, error)
    db.session.rollback()
    g.unexpected_error = True  # the page must not ask the database anything
    response = make_response(_answer(503))
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _unexpected(error: Exception) -> ResponseReturnValue:
    reference = token_hex(4)
    log.exception("unexpected error %s at %s", reference, request.path, exc_info=error)
    db.session.rollback()
    g.unexpected_error = True
    # The time is in UTC, as in the log: the school's zone stands in the database.
    return _answer(500, reference=reference, at=f"{clock.now():%Y-%m-%d %H:%M:%S} UTC")
