"""What a page's script asks after a pause: who is signed in now, and with which token to send."""

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from accounts.routes.blueprint import bp
from web.access import access
from web.session import actor_or_none


@bp.get("/account/session")
@access.public
def session_state() -> ResponseReturnValue:
    actor = actor_or_none()
    return jsonify(account=str(actor.person_id) if actor else None, token=generate_csrf())
