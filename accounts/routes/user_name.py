"""Another user name for a student who has never come in."""

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from accounts.actions.user_names import change_user_name
from accounts.forms import UserNameForm
from accounts.queries.roster import student_page
from accounts.routes.blueprint import bp
from accounts.routes.refusing import UNPROCESSABLE
from domain.errors import Refusal
from domain.people import Role
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor


@bp.route("/classes/<uuid:class_id>/students/<uuid:person_id>/user-name", methods=["GET", "POST"])
@access(Role.TEACHER, Role.ADMINISTRATOR)
def user_name(class_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Choose the name that the student's card shows and the student types."""
    page = student_page(current_actor(), class_id, person_id)
    if not page.student.is_in_care:
        raise Refusal("account-not-in-care")
    if not page.student.has_never_come_in:
        raise Refusal("user-name-in-use")
    form = UserNameForm(data={"sign_in_name": page.student.sign_in_name})
    if form.validate_on_submit() and _change(class_id, person_id, form):
        flash(
            _("The user name is saved. Make a new login card: the old one shows the old name."),
            "good",
        )
        return redirect(url_for("accounts.student", class_id=class_id, person_id=person_id))
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render_template("accounts/user_name.html", page=page, form=form), status


def _change(class_id: UUID, person_id: UUID, form: UserNameForm) -> bool:
    try:
        with unit_of_work():
            change_user_name(
                current_actor(), class_id, person_id, form.sign_in_name.data, clock.now()
            )
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
