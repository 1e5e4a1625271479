"""The shape of what is sent: a quiz page's answers, one saved answer, a quiz that is built."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import IntegerField, SelectChoice, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from domain.errors import Refusal
from quizzes.actions import Pick
from quizzes.actions.building import LONGEST_SUMMARY, LONGEST_TITLE
from quizzes.queries import FormField, OfferedBank
from quizzes.stamps import LARGEST_REVISION, read_stamp
from web.forms import Form

LARGEST_POSITION: Final = 10_000

_CLIENT = re.compile(r"[A-Za-z0-9_-]{8,64}")
_BASE = re.compile(r"base-([1-9][0-9]{0,3})")


def new_client_id() -> str:
    """The name of one drawn form among the clients of an attempt."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True, slots=True)
class QuizForm:
    """A quiz page as its form sends it."""

    client_id: str
    fields: Mapping[int, FormField]
    wants_to_hand_in: bool


def read_quiz_form(form: MultiDict[str, str]) -> QuizForm:
    """Read the page's form: `base-3` is question 3's stamp, `q3` and `q3-...` its values."""
    client_id = form.get("client", "")
    return QuizForm(
        client_id=client_id if _CLIENT.fullmatch(client_id) else new_client_id(),
        fields={
            int(found[1]): FormField(read_stamp(form[found[0]]), _values(form, found[1]))
            for found in map(_BASE.fullmatch, form)
            if found
        },
        wants_to_hand_in=form.get("then") == "hand-in",
    )


def _values(form: MultiDict[str, str], position: str) -> dict[str, list[str]]:
    name = f"q{position}"
    values = {"": form.getlist(name)} if name in form else {}
    for key in form:
        if key.startswith(name + "-"):
            values[key.removeprefix(name + "-")] = form.getlist(key)
    return values


@dataclass(frozen=True, slots=True)
class Save:
    """One answer as a script sends it; `answer` is any JSON value yet."""

    position: int
    client_id: str
    sequence: int
    base_revision: int
    answer: object


def read_save(data: object) -> Save:
    """Read {position, client, sequence, base, answer}; raises Refusal (malformed-save)."""
    if not isinstance(data, Mapping):
        raise Refusal("malformed-save")
    client_id = data.get("client")
    if not isinstance(client_id, str) or not _CLIENT.fullmatch(client_id):
        raise Refusal("malformed-save")
    return Save(
        position=_whole_number(data.get("position"), 1, LARGEST_POSITION),
        client_id=client_id,
        sequence=_whole_number(data.get("sequence"), 1, LARGEST_REVISION - 1),
        base_revision=_whole_number(data.get("base"), 0, LARGEST_REVISION),
        answer=data.get("answer"),
    )


def _whole_number(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Refusal("malformed-save")
    return value


class _WholeNumber(IntegerField):
    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Give a whole number.")) from error


class _Ticks(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Leave it to the action to say what the bank does not hold."""


class BuildForm(Form):
    """A quiz's title and description; `build_form` adds two fields for each bank."""

    title = StringField(
        _l("Title"),
        validators=[
            InputRequired(_l("Give the quiz a title.")),
            Length(max=LONGEST_TITLE, message=_l("Use at most %(max)d characters.")),
        ],
    )
    summary = TextAreaField(
        _l("Description"),
        validators=[
            Optional(),
            Length(max=LONGEST_SUMMARY, message=_l("Use at most %(max)d characters.")),
        ],
    )

    def picks(self, banks: Sequence[OfferedBank]) -> list[Pick]:
        """What was taken from each bank."""
        return [
            Pick(
                bank.id,
                tuple(self[f"questions-{bank.id}"].data or ()),
                self[f"random-{bank.id}"].data or 0,
            )
            for bank in banks
        ]


def build_form(banks: Sequence[OfferedBank]) -> BuildForm:
    """The form that offers these banks: a number to draw and questions to tick for each."""
    fields: dict[str, Any] = {}
    for bank in banks:
        most = len(bank.questions)
        fields[f"random-{bank.id}"] = _WholeNumber(
            _l("Draw this many at random"),
            validators=[
                Optional(),
                NumberRange(0, most, _l("Give a number from %(min)s to %(max)s.")),
            ],
        )
        fields[f"questions-{bank.id}"] = _Ticks(
            _l("Or choose the questions"),
            choices=[SelectChoice(question.id, question.stem_text) for question in bank.questions],
        )
    made: BuildForm = type("BuildFormOfBanks", (BuildForm,), fields)()
    return made
