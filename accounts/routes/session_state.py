"""What a page's script asks after a pause: who is signed in now, and with which token to send."""

from typing import Final
from uuid import UUID

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from accounts.queries.merging import merged_into
from accounts.routes.blueprint import bp
from web.access import access
from web.session import actor_or_none

MOST_ACCOUNTS: Final = 50


@bp.get("/account/session")
@access.public
def session_state() -> ResponseReturnValue:
    """Who is signed in, and which of the accounts that the script names have become theirs."""
    actor = actor_or_none()
    named = request.args.getlist("account", type=UUID)[:MOST_ACCOUNTS]
    return jsonify(
        account=str(actor.person_id) if actor else None,
        merged=[str(each) for each in merged_into(actor.person_id, named)] if actor else [],
        token=generate_csrf(),
    )
