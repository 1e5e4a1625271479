"""One click into the demo school, from this machine only."""

from flask import abort, redirect
from flask.typing import ResponseReturnValue

from accounts.actions.sessions import end_session, open_session
from accounts.routes.arriving import first_page
from admin.demo import demo_person
from admin.routes.blueprint import bp
from domain.people import Role
from models.session import unit_of_work
from web import clock, session
from web.access import access
from web.demo import one_click_is_open

NOT_FOUND = 404


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
    return redirect(first_page(session.begin(token, now)))
