"""The school's people: the list, and adding a teacher or an administrator."""

import secrets

from flask import render_template, request
from flask.typing import ResponseReturnValue

from accounts.passwords import hash_passphrase
from admin.actions.people import add_person as add
from admin.forms import AddPersonForm
from admin.queries.people import people_page, person_page
from admin.routes.blueprint import bp
from admin.routes.paging import page_number
from domain.errors import Refusal
from domain.passphrases import passphrase
from domain.people import Role
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor

LONGEST_SEARCH = 100


@bp.get("/school/people")
@access(Role.ADMINISTRATOR)
def people() -> ResponseReturnValue:
    """Everybody, by name; `q` searches, `role` filters."""
    search = request.args.get("q", "").replace("\0", "")[:LONGEST_SEARCH]
    asked = request.args.get("role", "")
    role = Role(asked) if asked in set(Role) else None
    page = people_page(current_actor(), search=search, role=role, number=page_number())
    return render_template("admin/people.html", page=page, search=search, role=role)


@bp.route("/school/people/new", methods=["GET", "POST"])
@access(Role.ADMINISTRATOR)
def add_person() -> ResponseReturnValue:
    """Add somebody; the passphrase for their first sign-in is shown once."""
    form = AddPersonForm()
    if form.validate_on_submit():
        try:
            return _added(form)
        except Refusal as refusal:
            form.refuse(refusal)
    return render_template("admin/add_person.html", form=form), 422 if form.errors else 200


def _added(form: AddPersonForm) -> ResponseReturnValue:
    secret = passphrase(secrets.choice)
    passphrase_hash = hash_passphrase(secret)
    with unit_of_work():
        person_id = add(
            current_actor(),
            display_name=form.display_name.data,
            sign_in_name=form.sign_in_name.data,
            email=form.email.data,
            roles=form.roles.roles,
            passphrase_hash=passphrase_hash,
            now=clock.now(),
        )
    person = person_page(current_actor(), person_id)
    return render_template("admin/passphrase.html", person=person, passphrase=secret)
