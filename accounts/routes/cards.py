"""Login cards: made with new accounts, or anew for students who need one. Shown once, to print."""

import secrets
from dataclasses import dataclass
from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.actions.roster import NewStudent, add_students, renew_cards
from accounts.forms import NamesForm
from accounts.passwords import hash_passphrase
from accounts.queries.roster import NAMES_AT_MOST, RosterStudent, preview_names, roster
from accounts.routes.blueprint import bp
from accounts.routes.refusing import UNPROCESSABLE
from accounts.routes.roster import add_page
from domain.errors import NotFound, Refusal
from domain.passphrases import passphrase, show_class_code
from domain.people import Role
from models.session import unit_of_work
from web import clock
from web.access import access
from web.session import current_actor


@dataclass(frozen=True)
class Card:
    """What stands on one login card."""

    display_name: str
    sign_in_name: str
    passphrase: str


@bp.post("/classes/<uuid:class_id>/students/new")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def make_accounts(class_id: UUID) -> ResponseReturnValue:
    """Make accounts for the names ticked in the preview, and show their cards.

    `name` are names that are new to the class, `double` those meant a second time.
    """
    names, doubles = request.form.getlist("name"), request.form.getlist("double")
    try:
        secrets_by_id = _make(class_id, names, doubles)
    except Refusal as refusal:
        return _preview_again(class_id, [*names, *doubles], refusal), UNPROCESSABLE
    return _show(class_id, secrets_by_id)


def _make(class_id: UUID, names: list[str], doubles: list[str]) -> dict[UUID, str]:
    if not names and not doubles:
        raise Refusal("no-names-ticked", field="names")
    if len(names) + len(doubles) > NAMES_AT_MOST:
        raise Refusal("too-many-names", field="names", most=NAMES_AT_MOST)
    passphrases = [passphrase(secrets.choice) for _ in (*names, *doubles)]
    students = [
        NewStudent(name, hash_passphrase(secret), may_double)
        for (name, may_double), secret in zip(
            [*((name, False) for name in names), *((name, True) for name in doubles)],
            passphrases,
            strict=True,
        )
    ]
    with unit_of_work():
        ids = add_students(current_actor(), class_id, students, clock.now())
    return dict(zip(ids, passphrases, strict=True))


def _preview_again(class_id: UUID, names: list[str], refusal: Refusal) -> str:
    pasted = "\n".join(names)
    form = NamesForm(formdata=None, names=pasted)
    form.refuse(refusal)
    is_short = 0 < len(names) <= NAMES_AT_MOST
    preview = preview_names(current_actor(), class_id, pasted) if is_short else None
    return add_page(class_id, form, preview)


@bp.post("/classes/<uuid:class_id>/students/cards")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def cards(class_id: UUID) -> ResponseReturnValue:
    """New passphrases: for the student named by `person`, or for all who still use their card."""
    wanted = _wanted(roster(current_actor(), class_id).students)
    passphrases = {student.id: passphrase(secrets.choice) for student in wanted}
    hashes = {person_id: hash_passphrase(secret) for person_id, secret in passphrases.items()}
    with unit_of_work():
        renew_cards(current_actor(), class_id, hashes, clock.now())
    return _show(class_id, passphrases)


def _wanted(students: list[RosterStudent]) -> list[RosterStudent]:
    person = request.form.get("person")
    if person is None:
        return [student for student in students if student.uses_card]
    named = [student for student in students if str(student.id) == person]
    if not named:
        raise NotFound
    return named


def _show(class_id: UUID, passphrases: dict[UUID, str]) -> str:
    found = roster(current_actor(), class_id)
    return render_template(
        "accounts/cards.html",
        school_class=found.school_class,
        code=show_class_code(found.school_class.join_code),
        address=url_for("accounts.front", _external=True),
        cards=[
            Card(student.display_name, student.sign_in_name, passphrases[student.id])
            for student in found.students
            if student.id in passphrases
        ],
    )
