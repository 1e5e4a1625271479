"""What cannot be taken back with a click is asked first: a page that says what will happen."""

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from accounts.queries.roster import student_page
from accounts.relations import require_class_in_use
from accounts.routes.blueprint import bp
from domain.errors import Refusal
from domain.passphrases import show_class_code
from domain.people import Role
from domain.permissions import Action
from web.access import access
from web.session import current_actor


@bp.get("/classes/<uuid:class_id>/code/renew")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def ask_renew_code(class_id: UUID) -> ResponseReturnValue:
    """Ask before the class gets another code."""
    school_class = require_class_in_use(current_actor(), class_id, Action.MANAGE_ROSTER)
    return render_template(
        "accounts/ask_renew_code.html",
        school_class=school_class,
        code=show_class_code(school_class.join_code),
    )


@bp.get("/classes/<uuid:class_id>/students/<uuid:person_id>/new-card")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def ask_new_card(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Ask before a student gets a new passphrase."""
    page = student_page(current_actor(), class_id, person_id)
    if not page.student.is_in_care:
        raise Refusal("account-not-in-care")
    return render_template("accounts/ask_new_card.html", page=page)


@bp.get("/classes/<uuid:class_id>/students/<uuid:person_id>/remove")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def ask_remove_student(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Ask before a student leaves the class."""
    page = student_page(current_actor(), class_id, person_id)
    return render_template("accounts/ask_remove_student.html", page=page)
