"""One click into the demo school, from this machine only."""

from typing import Any

from flask import abort, redirect
from flask.typing import ResponseReturnValue

from accounts.actions.sessions import end_session, open_session
from accounts.routes.arriving import first_page
from admin.demo import demo_person, open_doors
from admin.routes.blueprint import bp
from domain.people import Role
from models.session import unit_of_work
from web import clock, session
from web.access import access
from web.demo import one_click_is_open

NOT_FOUND = 404


@bp.app_context_processor
def _for_the_front_page() -> dict[str, Any]:
    return {"demo_doors": _doors}


def _doors() -> tuple[Role, ...]:
    """The roles that one click signs in, none where the demo is not open to it."""
    return open_doors() if one_click_is_open() else ()


@bp.post("/demo/<role>")
@access.public
def try_demo(role: str) -> ResponseReturnValue:
    """Come in as the demo's student, teacher or administrator."""
    if role not in set(Role) or not one_click_is_open():
        abort(NOT_FOUND)
    person = demo_person(Role(role))
    now = clock.now()
    old_token = session.token_or_none()
    with unit_of_work():
        if old_token:
            end_session(old_token, now)
        token = open_session(person.person_id, person.school_id, now)
    # Whoever looks around keeps the password as it is, also where a card was made meanwhile.
    return redirect(first_page(session.begin(token, now, keeps_password=True)))
