"""The shape of what teachers type about classes and assignments."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import (
    DateTimeLocalField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from domain.access import FeedbackPolicy
from domain.clock_times import InvalidClockTime, to_local, to_utc
from domain.scoring import ScoreRule
from models.base import new_id
from web.forms import Form
from web.session import current_actor
from web.wording import word

EARLIEST_YEAR, LATEST_YEAR = 2000, 2100
UNLIMITED = "unlimited"

ATTEMPTS = (
    SelectChoice("1", _l("1 attempt")),
    SelectChoice("2", _l("2 attempts")),
    SelectChoice("3", _l("3 attempts")),
    SelectChoice(UNLIMITED, _l("As many as they like")),
)

FEEDBACK = (
    SelectChoice(
        FeedbackPolicy.AFTER_SUBMISSION,
        _l("At once: score, right answers and explanations as soon as a student submits"),
    ),
    SelectChoice(
        FeedbackPolicy.SCORE_THEN_ANSWERS_AFTER_CLOSE,
        _l("Score at once, answers later: right answers and explanations after closing"),
    ),
    SelectChoice(
        FeedbackPolicy.AFTER_CLOSE,
        _l("All later: score, right answers and explanations after closing"),
    ),
    SelectChoice(FeedbackPolicy.SCORE_ONLY, _l("Score only: right answers are never shown")),
)

SCORE_RULES = (
    SelectChoice(ScoreRule.BEST, _l("The best attempt")),
    SelectChoice(ScoreRule.LAST, _l("The last attempt")),
    SelectChoice(ScoreRule.AVERAGE, _l("The average of all attempts")),
)

_CHOOSE = _l("Choose one of these.")


class SchoolTimeField(DateTimeLocalField):
    """A date and time as the school's clocks show it; `moment` is the same in UTC."""

    moment: datetime | None = None

    @property
    def given(self) -> datetime:
        """The moment of a field that must be filled in, once the form is valid."""
        if self.moment is None:
            raise ValueError(f"{self.name} holds no moment")
        return self.moment

    def process_data(self, value: datetime | None) -> None:
        """Take a moment to show."""
        self.moment = value
        self.data = to_local(value, current_actor().time_zone) if value else None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raises ValueError with the message for the field."""
        typed = "".join(valuelist).strip()
        self.data = self.moment = None
        if not typed:
            return
        try:
            self.data = datetime.fromisoformat(typed).replace(tzinfo=None)
        except ValueError:
            raise ValueError(_l("Give a date and a time, such as 2026-09-15T23:59.")) from None
        if not EARLIEST_YEAR <= self.data.year <= LATEST_YEAR:
            raise ValueError(_l("Choose a date between 2000 and 2100."))
        try:
            self.moment = to_utc(self.data, current_actor().time_zone)
        except InvalidClockTime as refusal:
            raise ValueError(word(refusal)) from None

    def _value(self) -> str:
        if self.raw_data:
            return "".join(self.raw_data)
        return self.data.strftime("%Y-%m-%dT%H:%M") if self.data else ""


class CheckboxesField(SelectMultipleField):
    """A group of checkboxes of which at least one is ticked."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any, *, nothing_chosen: Any, **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **kwargs)
        self.nothing_chosen = nothing_chosen
        self.flags.required = True  # for the group, not for each box

    def pre_validate(self, form: Form) -> None:
        if not self.data:
            raise ValidationError(self.nothing_chosen)
        if not {choice.value for choice in self.choices}.issuperset(self.data):
            raise ValidationError(_l("Something you chose is not there any more. Choose again."))


class ClassForm(Form):
    """A class's name."""

    name = StringField(_l("Name of the class"), [InputRequired(_l("Give the class a name."))])


class TeacherForm(Form):
    """Another teacher, by user name."""

    sign_in_name = StringField(_l("User name"), [InputRequired(_l("Type a user name."))])


class DatesForm(Form):
    """When an assignment opens, is due and closes."""

    opens_at = SchoolTimeField(_l("Opens"), [InputRequired(_l("Say when it opens."))])
    due_at = SchoolTimeField(_l("Due"), [Optional()])
    closes_at = SchoolTimeField(_l("Closes"), [Optional()])


class RulesForm(DatesForm):
    """Dates, and the rules of a quiz."""

    attempts = SelectField(
        _l("Attempts"),
        [InputRequired(_CHOOSE)],
        choices=ATTEMPTS,
        invalid_choice_message=_CHOOSE,
        default="1",
    )
    feedback_policy = RadioField(
        _l("When students see how they did"),
        [InputRequired(_CHOOSE)],
        choices=FEEDBACK,
        invalid_choice_message=_CHOOSE,
        default=FeedbackPolicy.AFTER_SUBMISSION,
    )
    score_rule = RadioField(
        _l("Which attempt counts"),
        [InputRequired(_CHOOSE)],
        choices=SCORE_RULES,
        invalid_choice_message=_CHOOSE,
        default=ScoreRule.BEST,
    )

    @property
    def attempts_allowed(self) -> int | None:
        return None if self.attempts.data == UNLIMITED else int(self.attempts.data)


class AssignForm(RulesForm):
    """Which activities for which classes; `key` makes sending it twice the same as once."""

    key = HiddenField(default=new_id)
    classes = CheckboxesField(_l("Classes"), nothing_chosen=_l("Choose at least one class."))
    activities = CheckboxesField(
        _l("Lessons and quizzes"), nothing_chosen=_l("Choose at least one lesson or quiz.")
    )

    @property
    def idempotency_key(self) -> UUID | None:
        """The form's key, or None if somebody changed it."""
        try:
            return UUID(self.key.data)
        except (ValueError, AttributeError, TypeError):
            return None


class StudentDatesForm(Form):
    """One student's own due and closing times."""

    due_at = SchoolTimeField(_l("Due for this student"), [Optional()])
    closes_at = SchoolTimeField(_l("Closes for this student"), [Optional()])


class ConfirmForm(Form):
    """Nothing but the CSRF token."""
