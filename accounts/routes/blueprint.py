"""The blueprint, and the one rule that stands before every page of the product."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from domain.errors import Refusal
from web.errors import wants_json
from web.session import must_choose_password

bp = Blueprint("accounts", __name__)

_BEFORE_A_PASSWORD = {None, "static", "accounts.choose_password", "accounts.sign_out"}


@bp.before_app_request
def own_password_first() -> ResponseReturnValue | None:
    """Whoever came in with a card's passphrase chooses a password before anything else."""
    if request.endpoint in _BEFORE_A_PASSWORD or not must_choose_password():
        return None
    if wants_json():
        raise Refusal("choose-password-first")
    target = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("accounts.choose_password", next=target))
