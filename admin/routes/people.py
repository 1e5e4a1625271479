"""The school's people: the list, and adding a teacher or an administrator."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from accounts.checks import checked_display_name, checked_email, checked_sign_in_name
from accounts.passwords import card_passphrase, hash_passphrase
from accounts.queries.cards import SHOWN_FOR, has_sheet
from accounts.queries.names import check_email_is_free, check_sign_in_name_is_free
from accounts.routes.refusing import passes
from admin.actions.people import add_person as add
from admin.forms import AddPersonForm
from admin.queries.people import people_page
from admin.routes.blueprint import bp
from admin.routes.paging import page_number, search_text
from domain.errors import Refusal
from domain.people import Role
from models.base import keyed_id
from models.session import unit_of_work
from web import clock
from web.access import access
from web.secret_key import secret_key
from web.session import current_actor


@bp.get("/school/people")
@access(Role.ADMINISTRATOR)
def people() -> ResponseReturnValue:
    """Everybody, by name; `q` searches, `role` filters."""
    search = search_text()
    asked = request.args.get("role", "")
    role = Role(asked) if asked in set(Role) else None
    page = people_page(current_actor(), search=search, role=role, number=page_number())
    return render_template("admin/people.html", page=page, search=search, role=role)


@bp.route("/school/people/new", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def add_person() -> ResponseReturnValue:
    """Add somebody; a card for their first sign-in is shown."""
    form = AddPersonForm()
    if form.is_submitted() and (_was_sent_before(form) or _will_do(form)):
        try:
            return _added(form)
        except Refusal as refusal:
            form.refuse(refusal)
    page = render_template("admin/add_person.html", form=form, minutes=SHOWN_FOR.seconds // 60)
    return page, 422 if form.errors else 200


def _said(form: AddPersonForm) -> tuple[object, ...]:
    return form.display_name.data, form.sign_in_name.data, form.email.data, *form.roles.roles


def _sheet_id(form: AddPersonForm) -> UUID:
    return keyed_id(form.idempotency_key, current_actor().person_id, *_said(form))


def _was_sent_before(form: AddPersonForm) -> bool:
    """Whether the card of what was typed is there already: the names are taken by itself."""
    return form.validate() and has_sheet(_sheet_id(form))


def _will_do(form: AddPersonForm) -> bool:
    """Whether all that was typed may be used; everything that may not be is said at once."""
    is_filled_in = form.validate()
    name = form.display_name.data
    checks: dict[Field, Callable[[str], object]] = {
        form.display_name: checked_display_name,
        form.sign_in_name: lambda typed: check_sign_in_name_is_free(
            checked_sign_in_name(typed), name
        ),
        form.email: lambda typed: check_email_is_free(checked_email(typed) or ""),
    }
    typed = [field for field in checks if field.data and not field.errors]
    return passes(form, *(partial(checks[field], field.data) for field in typed)) and is_filled_in


def _added(form: AddPersonForm) -> ResponseReturnValue:
    sheet_id = _sheet_id(form)
    passphrase_hash = hash_passphrase(card_passphrase(secret_key(), sheet_id, 0))
    with unit_of_work():
        add(
            current_actor(),
            display_name=form.display_name.data,
            sign_in_name=form.sign_in_name.data or "",
            email=form.email.data,
            roles=form.roles.roles,
            passphrase_hash=passphrase_hash,
            sheet_id=sheet_id,
            now=clock.now(),
        )
    return redirect(url_for("accounts.card_sheet", sheet_id=sheet_id), 303)
