"""Nothing typed is lost: a form whose session or CSRF token went stale can be sent again.

The posted fields travel in a signed parcel through the sign-in page and come back as a form with a
fresh token. Passwords are never packed.
"""

from typing import Any

from flask import Flask, current_app, render_template, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer

from web.session import PERSON, actor_or_none
from web.wording import word_code

FIELD = "resend"
MAX_AGE_SECONDS = 6 * 60 * 60


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        resend_parcel=parcel_of_request, resend_fields=fields_of_request, resend_path=_path
    )


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="resend")


def _is_kept(name: str) -> bool:
    return name not in {"csrf_token", FIELD} and "password" not in name


def parcel_of_request() -> str:
    """The fields of the request's form, packed and signed; empty if there is nothing to keep."""
    if request.method != "POST" or request.is_json:
        return str(request.form.get(FIELD, ""))
    fields = fields_of_request()
    if not fields:
        return ""
    return str(_serializer().dumps({"path": _path(), "fields": fields, "of": _who()}))


def fields_of_request() -> list[tuple[str, str]]:
    """What may be kept of the request's form.

    What another site sent is never kept: one click would send it in the reader's name.
    """
    if request.method != "POST" or _is_from_elsewhere():
        return []
    return [pair for pair in request.form.items(multi=True) if _is_kept(pair[0])]


def _path() -> str:
    return request.full_path.rstrip("?")


def _who() -> str | None:
    """Whose page it was, also when their session has run out; None for a stranger's."""
    person: str | None = session.get(PERSON)
    return person


def _is_from_elsewhere() -> bool:
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:  # browsers send it over HTTPS and to this very machine
        return site not in {"same-origin", "none"}
    return origin is not None and not origin.endswith(f"//{request.host}")


def unpack(parcel: str) -> dict[str, Any] | None:
    """What `parcel_of_request` packed; None if it was forged, damaged, is too old or not theirs.

    "Theirs" is whoever is signed in now: on a shared device the next pupil must not see it.
    """
    try:
        unpacked: dict[str, Any] = _serializer().loads(parcel, max_age=MAX_AGE_SECONDS)
    except BadSignature:
        return None
    actor, owner = actor_or_none(), unpacked["of"]
    if actor is not None and owner is not None and owner != str(actor.person_id):
        return None
    return unpacked


def send_again_page(parcel: dict[str, Any], code: str) -> str:
    """The page that shows that everything typed is kept and sends it again."""
    return render_template(
        "errors/send_again.html",
        path=parcel["path"],
        fields=parcel["fields"],
        message=word_code(code),
    )
