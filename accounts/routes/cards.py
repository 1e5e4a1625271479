"""Login cards: made with new accounts, or anew for students who need one. Shown to their maker."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from accounts.actions.roster import NewStudent, add_students, renew_cards
from accounts.forms import NamesForm
from accounts.passwords import card_passphrase, hash_passphrase
from accounts.queries.cards import SHOWN_FOR, has_sheet
from accounts.queries.cards import card_sheet as sheet_of
from accounts.queries.name_list import NAMES_AT_MOST, preview_names
from accounts.queries.roster import Roster, RosterStudent, roster
from accounts.relations import ClassSummary
from accounts.routes.blueprint import bp
from accounts.routes.name_preview import NamePreview
from accounts.routes.refusing import UNPROCESSABLE
from accounts.routes.roster import add_page
from domain.errors import NotFound, Refusal
from domain.name_lists import read_name
from domain.passphrases import show_class_code
from domain.people import Role
from models.base import keyed_id, new_id
from models.session import unit_of_work
from web import clock
from web.access import access
from web.forms import read_id
from web.secret_key import secret_key
from web.session import current_actor


@dataclass(frozen=True)
class Ticked:
    """What was ticked in the preview of a list, as it was sent (`NameRow.ticked`).

    `names` are new to the class, `doubles` meant a second time, `existing` accounts to take in;
    of the `unanswered` ones it was not said who is meant.
    """

    names: tuple[str, ...]
    doubles: tuple[str, ...]
    existing: tuple[UUID, ...]
    unanswered: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.names) + len(self.doubles) + len(self.existing)


@bp.post("/classes/<uuid:class_id>/students/new")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def make_accounts(class_id: UUID) -> ResponseReturnValue:
    """Make accounts for the names ticked in the preview, and lead to their cards."""
    ticked = _ticked()
    key = read_id(request.form.get("key"))
    sheet_id = keyed_id(key, current_actor().person_id, class_id, ticked)
    try:
        if not has_sheet(sheet_id):
            _make(class_id, sheet_id, ticked)
    except Refusal as refusal:
        return _preview_again(class_id, refusal), UNPROCESSABLE
    _tell_of_others(ticked)
    if ticked.names or ticked.doubles:
        return redirect(url_for("accounts.card_sheet", sheet_id=sheet_id), 303)
    return redirect(url_for("accounts.roster", class_id=class_id), 303)


def _tell_of_others(ticked: Ticked) -> None:
    """Say of whom there are no cards: who has an account, and lines that were left out."""
    if ticked.existing:
        flash(" ".join(_made_and_known(ticked)), "good")
    left_out = len(request.form.getlist("left-out"))
    if left_out:
        flash(
            ngettext(
                "One line of your list was left out: it has no name, or one that is too long.",
                "%(num)s lines of your list were left out: they have no name, or one that is too "
                "long.",
                left_out,
            ),
            "warning",
        )


def _made_and_known(ticked: Ticked) -> Iterator[str]:
    made = len(ticked.names) + len(ticked.doubles)
    if made:
        yield ngettext("One new account was made.", "%(num)s new accounts were made.", made)
    yield ngettext(
        "One student came in with the account they have.",
        "%(num)s students came in with the accounts they have.",
        len(ticked.existing),
    )


def _ticked() -> Ticked:
    """What the preview's form holds; "who-3" says who is meant by line 3: an id, or a new name."""
    who = [value for name, value in request.form.items() if name.startswith("who-") and value]
    return Ticked(
        names=(
            *request.form.getlist("name"),
            *(value for value in who if read_id(value) is None),
        ),
        doubles=tuple(request.form.getlist("double")),
        existing=tuple(found for found in map(read_id, who) if found),
        unanswered=tuple(
            written
            for name, written in request.form.items()
            if name.startswith("asked-") and name.replace("asked-", "who-", 1) not in request.form
        ),
    )


def _make(class_id: UUID, sheet_id: UUID, ticked: Ticked) -> None:
    if ticked.unanswered:
        raise Refusal("who-is-meant")
    if not ticked.count:
        raise Refusal("no-names-ticked")
    if ticked.count > NAMES_AT_MOST:
        raise Refusal("too-many-names", field="names", most=NAMES_AT_MOST)
    wanted = [*((each, False) for each in ticked.names), *((each, True) for each in ticked.doubles)]
    students = [
        _new_student(each, card_passphrase(secret_key(), sheet_id, number), may_double)
        for number, (each, may_double) in enumerate(wanted)
    ]
    with unit_of_work():
        add_students(
            current_actor(),
            class_id,
            students,
            clock.now(),
            sheet_id=sheet_id,
            existing=ticked.existing,
        )


def _new_student(ticked: str, secret: str, may_double: bool) -> NewStudent:
    written, _tab, sign_in_name = ticked.partition("\t")
    parsed = read_name(written)
    passphrase_hash = hash_passphrase(secret)
    return NewStudent(parsed.name, passphrase_hash, parsed.family, may_double, sign_in_name)


def _preview_again(class_id: UUID, refusal: Refusal) -> str:
    """The preview as it was sent, drawn from the list as it was pasted: no line of it is lost."""
    sent = request.form
    form = NamesForm(formdata=None, names=sent.get("pasted"), order=sent.get("order"))
    preview = _preview_of(class_id, form)
    if preview is None or not preview.refuse(refusal):
        form.refuse(refusal)
    return add_page(class_id, form, preview)


def _preview_of(class_id: UUID, form: NamesForm) -> NamePreview | None:
    """The list's preview, None where it is longer than a list may be."""
    pasted = form.names.data or ""
    try:
        names = preview_names(current_actor(), class_id, pasted, form.column_order)
    except Refusal:
        return None
    return NamePreview(names, is_sent=True)


@bp.post("/classes/<uuid:class_id>/students/cards")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def cards(class_id: UUID) -> ResponseReturnValue:
    """New passphrases: for the student named by `person`, or for all who still use their card."""
    wanted = _wanted(roster(current_actor(), class_id))
    sheet_id = new_id()
    hashes = {
        student.id: hash_passphrase(card_passphrase(secret_key(), sheet_id, number))
        for number, student in enumerate(wanted)
    }
    with unit_of_work():
        renew_cards(current_actor(), class_id, hashes, clock.now(), sheet_id=sheet_id)
    return redirect(url_for("accounts.card_sheet", sheet_id=sheet_id), 303)


def _wanted(whole: Roster) -> list[RosterStudent]:
    person = request.form.get("person")
    if person is None:
        return whole.with_cards
    named = [student for student in whole.students if str(student.id) == person]
    if not named:
        raise NotFound
    return named


@bp.get("/login-cards/<uuid:sheet_id>")
@access(Role.TEACHER, Role.ADMINISTRATOR)
def card_sheet(sheet_id: UUID) -> ResponseReturnValue:
    """Cards to print, for whoever made them and for a while: to reload the page does no harm."""
    sheet = sheet_of(current_actor(), sheet_id, clock.now())
    return render_template(
        "accounts/cards.html",
        sheet=sheet,
        minutes=SHOWN_FOR.seconds // 60,
        class_code=_open_code(sheet.school_class),
        cards=[
            (card, card_passphrase(secret_key(), sheet_id, card.number)) for card in sheet.cards
        ],
    )


def _open_code(school_class: ClassSummary | None) -> str | None:
    """The code that cards of this class show, where students can join with it."""
    if school_class is None or school_class.code_locked_at or school_class.archived_at:
        return None
    return show_class_code(school_class.join_code)
