"""The shape of what is sent: a quiz page's answers, one saved answer, a quiz that is built."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import (
    HiddenField,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from domain.errors import Refusal
from domain.question_kinds.base import Level
from quizzes.actions import Pick
from quizzes.actions.building import LONGEST_SUMMARY, LONGEST_TITLE
from quizzes.actions.challenging import LONGEST_CHALLENGE
from quizzes.actions.marking import LONGEST_COMMENT
from quizzes.queries import AnswerToMark, FormField, OfferedBank, QuizPage
from quizzes.stamps import LARGEST_REVISION, read_stamp
from web.forms import Form, KeyedForm, WholeNumberField

LARGEST_POSITION: Final = 10_000
LARGEST_SEQUENCE: Final = 1_000_000_000  # the database has room above it for answers that share one
LATEST_MILLISECOND: Final = 4_102_444_800_000  # the year 2100

_CLIENT = re.compile(r"[A-Za-z0-9_-]{8,64}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_POSITION = re.compile(r"[1-9][0-9]{0,3}")
_BASE = re.compile(rf"base-({_POSITION.pattern})")
_LEVEL: Final = "level-"
_AS_WHAT: Final = {
    "right": _l("Right: only the spelling is off"),
    "wrong": _l("Not right"),
}
_NUMBER = re.compile(r"[0-9]{1,9}")
_FLAG = re.compile(rf"flag-({_POSITION.pattern})")


def new_client_id() -> str:
    """The name of one drawn form among the clients of an attempt."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True, slots=True)
class QuizForm:
    """A quiz page as its form sends it; `flags` holds those that changed since it was drawn."""

    client_id: str
    fields: Mapping[int, FormField]
    flags: Mapping[int, bool]
    cleared: int | None
    checked: int | None
    saved_below: int | None  # after which question Save was pressed
    wants_to_hand_in: bool


def read_quiz_form(form: MultiDict[str, str]) -> QuizForm:
    """Read the page's form: `base-3` is question 3's stamp, `q3` and `q3-...` its values.

    `clear` names the question whose answer is taken back, whatever its controls hold; `check` the
    one of practice whose verdict is asked for.
    """
    client_id = form.get("client", "")
    cleared = _position(form.get("clear", ""))
    return QuizForm(
        client_id=client_id if _CLIENT.fullmatch(client_id) else new_client_id(),
        fields={
            int(found[1]): FormField(
                read_stamp(form[found[0]]),
                {} if int(found[1]) == cleared else _values(form, found[1]),
            )
            for found in map(_BASE.fullmatch, form)
            if found
        },
        flags=_changed_flags(form),
        cleared=cleared,
        checked=_position(form.get("check", "")),
        saved_below=_position(form.get("save", "")),
        wants_to_hand_in=form.get("then") == "hand-in",
    )


def _changed_flags(form: MultiDict[str, str]) -> dict[int, bool]:
    """Tell the flags apart from those that the form was drawn with, `flagged`."""
    drawn = _positions(form.get("flagged", ""))
    sent = {int(found[1]) for found in map(_FLAG.fullmatch, form) if found}
    return {position: position in sent for position in sorted(drawn ^ sent)}


def _position(text: str) -> int | None:
    return int(text) if _POSITION.fullmatch(text) else None


def _positions(text: str) -> set[int]:
    return {int(each) for each in text.split() if _POSITION.fullmatch(each)}


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
    device_at: datetime | None  # what the device claims; None where it claims nothing sensible


def read_save(data: object) -> Save:
    """Read {position, client, sequence, base, answer, at}; raises Refusal (malformed-save).

    `at` is the device's clock in milliseconds. It is evidence and nothing else: a clock that tells
    no time at all costs nobody an answer.
    """
    if not isinstance(data, Mapping):
        raise Refusal("malformed-save")
    client_id = data.get("client")
    if not isinstance(client_id, str) or not _CLIENT.fullmatch(client_id):
        raise Refusal("malformed-save")
    return Save(
        position=_whole_number(data.get("position"), 1, LARGEST_POSITION),
        client_id=client_id,
        sequence=_whole_number(data.get("sequence"), 1, LARGEST_SEQUENCE),
        base_revision=_whole_number(data.get("base"), 0, LARGEST_REVISION),
        answer=data.get("answer"),
        device_at=_moment(data.get("at")),
    )


def _moment(milliseconds: object) -> datetime | None:
    if not isinstance(milliseconds, int) or isinstance(milliseconds, bool):
        return None
    if not 0 <= milliseconds <= LATEST_MILLISECOND:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


@dataclass(frozen=True, slots=True)
class FlagChange:
    """One flag as a script sends it."""

    position: int
    is_flagged: bool


def read_flag(data: object) -> FlagChange:
    """Read {position, flagged}; raises Refusal (malformed-save)."""
    if not isinstance(data, Mapping) or not isinstance(data.get("flagged"), bool):
        raise Refusal("malformed-save")
    position = _whole_number(data.get("position"), 1, LARGEST_POSITION)
    return FlagChange(position, data["flagged"])


def _whole_number(value: object, least: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Refusal("malformed-save")
    return value


class _Ticks(SelectMultipleField):
    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Leave it to the action to say what the bank does not hold."""


class BuildForm(KeyedForm):
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


def build_form(banks: Sequence[OfferedBank], page: QuizPage | None = None) -> BuildForm:
    """The form that offers these banks: a number to draw and questions to tick for each.

    It holds at first what the quiz of the `page` is made of.
    """
    fields: dict[str, Any] = {}
    for bank in banks:
        most = len(bank.questions)
        fields[f"random-{bank.id}"] = WholeNumberField(
            _l("Draw this many at random from “%(bank)s”", bank=bank.title),
            validators=[
                Optional(),
                NumberRange(0, most, _l("Give a number from %(min)s to %(max)s.")),
            ],
        )
        fields[f"questions-{bank.id}"] = _Ticks(
            _l("Or choose the questions"),
            choices=[SelectChoice(question.id, question.stem_text) for question in bank.questions],
        )
    made: BuildForm = type("BuildFormOfBanks", (BuildForm,), fields)(data=_held(page))
    return made


def _held(page: QuizPage | None) -> dict[str, Any]:
    if page is None:
        return {}
    held: dict[str, Any] = {"title": page.title, "summary": page.summary}
    for part in page.parts:
        held[f"random-{part.bank_id}"] = part.random_count or None
        held[f"questions-{part.bank_id}"] = [question.id for question in part.questions]
    return held


class ChallengeForm(Form):
    """What a student holds against one question."""

    reason = TextAreaField(
        _l("What is wrong with the question, or with its answer?"),
        validators=[
            InputRequired(_l("Write what you think is wrong with the question.")),
            Length(max=LONGEST_CHALLENGE, message=_l("Use at most %(max)d characters.")),
        ],
    )


def challenge_form(position: int, *, is_sent: bool = False) -> ChallengeForm:
    """The form of one question; only the one that was sent holds what was typed."""
    form = ChallengeForm() if is_sent else ChallengeForm(formdata=None)
    form.reason.id = f"reason-{position}"
    return form


class LateAnswersForm(Form):
    """Which late answers of a student are meant, what becomes of them, and why."""

    answers = SelectMultipleField(_l("Answers"), choices=[], validate_choice=False)
    reason = TextAreaField(_l("Reason"))
    decision = StringField(_l("Decision"), validators=[AnyOf(["accept", "decline"])])

    def stand_below(self, person_id: UUID | None) -> None:
        """Be found on the page, which has such a form for each student of whom something waits."""
        self.reason.id = f"reason-{person_id}" if person_id else ""
        self.answers.id = self.decision.id = f"of-{person_id}" if person_id else ""

    @property
    def accepts(self) -> bool:
        return bool(self.decision.data == "accept")

    @property
    def response_ids(self) -> frozenset[UUID]:
        """The ids that were ticked; what is no id names nothing."""
        return frozenset(UUID(each) for each in self.answers.data if _UUID.fullmatch(each))


class MarkForm(Form):
    """A comment, and which answer and marking were seen; `mark_form` adds a choice a decision."""

    revision = HiddenField()
    marking = HiddenField()
    comment = TextAreaField(
        _l("A word to the student"),
        validators=[
            Optional(),
            Length(max=LONGEST_COMMENT, message=_l("Use at most %(max)d characters.")),
        ],
    )

    @property
    def decisions(self) -> list[RadioField]:
        return [field for field in self if isinstance(field, RadioField)]

    @property
    def levels(self) -> dict[str, str]:
        """The chosen level of each decision, by its id."""
        return {field.name.removeprefix(_LEVEL): field.data for field in self.decisions}

    @property
    def seen(self) -> dict[str, int]:
        """The answer's revision and the number of its marking; -1 where somebody changed them."""
        sent = {"revision": self.revision.data or "", "marking": self.marking.data or ""}
        return {name: int(text) if _NUMBER.fullmatch(text) else -1 for name, text in sent.items()}

    def see(self, answer: AnswerToMark) -> None:
        """Whoever sends the form from now on has seen this answer and its marking."""
        self.revision.data, self.marking.data = str(answer.revision), str(answer.marking)

    def in_words(self, levels: Mapping[str, str]) -> list[tuple[str, str]]:
        """Each decision with what these levels say of it."""
        return [
            (field.label.text, choice.label)
            for field in self.decisions
            for choice in field.choices
            if choice.value == levels.get(field.name.removeprefix(_LEVEL))
        ]


def mark_form(answer: AnswerToMark) -> MarkForm:
    """The form that marks an answer: it holds what was decided before."""
    marked = answer.marked
    held = {
        "revision": answer.revision,
        "marking": answer.marking,
        "comment": marked.comment if marked else "",
    }
    fields: dict[str, Any] = {}
    for decision in answer.decisions:
        name = f"{_LEVEL}{decision.id}"
        fields[name] = RadioField(
            _as_data(decision.text) if decision.text else _l("Is it right?"),
            choices=[SelectChoice(level.id, _level_words(level)) for level in decision.levels],
            validators=[InputRequired(_l("Choose one."))],
        )
        if marked:
            held[name] = marked.levels.get(decision.id)
    made: MarkForm = type("MarkFormOfAnswer", (MarkForm,), fields)(data=held)
    return made


def _as_data(text: str) -> Markup:
    return Markup('<span translate="no">{}</span>').format(text)


def _level_words(level: Level) -> str:
    if level.points is None:
        return level.text or str(_AS_WHAT[level.id])
    return ngettext(
        "%(num)s point: %(text)s", "%(num)s points: %(text)s", level.points, text=level.text
    )
