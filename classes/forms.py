"""The shape of what teachers type about classes and assignments."""

import hashlib
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from classes.actions import Correction
from classes.actions.rules import MOST_MINUTES, Rules, order_refusals
from domain.access import LATE_PERCENTS, ClosingPolicy, FeedbackPolicy, LatePolicy, Window
from domain.clock_times import InvalidClockTime, to_local, to_utc
from domain.scoring import ScoreRule
from web.forms import Form, KeyedForm, WholeNumberField
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

CLOSING = (
    SelectChoice(
        ClosingPolicy.FULL_TIME,
        _l("Everyone gets the full time: who starts before closing may finish after it"),
    ),
    SelectChoice(
        ClosingPolicy.HARD_STOP,
        _l("Hard stop at closing time: who starts late has less time"),
    ),
)

LATE = (
    SelectChoice(LatePolicy.MARK_LATE, _l("It counts in full and is marked late")),
    SelectChoice(LatePolicy.NOTHING_LATE, _l("No late work: the quiz closes at the due time")),
    *(
        SelectChoice(
            f"{LatePolicy.TAKE_OFF}-{percent}",
            _l("%(percent)s%% of the score is taken off for each day begun", percent=percent),
        )
        for percent in LATE_PERCENTS
    ),
)


def late_choice(policy: LatePolicy, percent: int) -> str:
    """The choice of the form that means this."""
    return f"{policy}-{percent}" if policy is LatePolicy.TAKE_OFF else policy.value


_CHOOSE = _l("Choose one of these.")


_MINUTES = NumberRange(1, MOST_MINUTES, _l("Give from %(min)s to %(max)s minutes."))


def _at_most(characters: int) -> Length:
    return Length(max=characters, message=_l("Use at most %(max)d characters."))


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
            written = datetime.fromisoformat(typed)
        except ValueError:
            raise ValueError(_l("Give a date and a time, such as 2026-09-15T23:59.")) from None
        if written.tzinfo is not None:
            raise ValueError(_l("Leave the time zone out: the time is your school's."))
        self.data = written
        if not EARLIEST_YEAR <= written.year <= LATEST_YEAR:
            raise ValueError(_l("Choose a date between 2000 and 2100."))
        try:
            self.moment = to_utc(written, current_actor().time_zone)
        except InvalidClockTime as refusal:
            raise ValueError(word(refusal)) from None

    def _value(self) -> str:
        if self.raw_data:
            return "".join(self.raw_data)
        return self.data.strftime("%Y-%m-%dT%H:%M") if self.data else ""


class CheckboxesField(SelectMultipleField):
    """A group of checkboxes; at least one is ticked where `nothing_chosen` has words for none."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any, *, nothing_chosen: Any = None, **kwargs: Any) -> None:
        super().__init__(label, choices=[], validate_choice=False, **kwargs)
        self.nothing_chosen = nothing_chosen
        if nothing_chosen:
            self.flags.required = True  # for the group, not for each box

    def pre_validate(self, form: Form) -> None:
        if self.nothing_chosen and not self.data:
            raise ValidationError(self.nothing_chosen)
        if not {choice.value for choice in self.choices}.issuperset(self.data or ()):
            raise ValidationError(_l("Something you chose is not there any more. Choose again."))


class ClassForm(Form):
    """A class's name."""

    name = StringField(_l("Name of the class"), [InputRequired(_l("Give the class a name."))])


class NewClassForm(ClassForm, KeyedForm):
    """The name of a class to make."""


class ClassWithTeachersForm(NewClassForm):
    """A class's name and who teaches it, as an administrator makes one."""

    teachers = CheckboxesField(_l("Teachers"))

    @property
    def teacher_ids(self) -> list[UUID]:
        """Who is ticked."""
        return [UUID(each) for each in self.teachers.data]


class TeacherForm(Form):
    """Another teacher, by user name."""

    sign_in_name = StringField(_l("User name"), [InputRequired(_l("Type a user name."))])


class DatesForm(Form):
    """When an assignment opens, is due and closes."""

    opens_at = SchoolTimeField(_l("Opens"), [InputRequired(_l("Say when it opens."))])
    due_at = SchoolTimeField(_l("Due"), [Optional()])
    closes_at = SchoolTimeField(_l("Closes"), [Optional()])
    foreseen = HiddenField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether each field will do, and the times stand in order: all that is wrong is shown."""
        is_valid = super().validate(extra_validators)
        window = Window(self.opens_at.moment, self.due_at.moment, self.closes_at.moment)
        return self.refuse_all(order_refusals(window)) and is_valid

    def was_seen(self, *what: object) -> bool:
        """Whether its sender has seen what this comes to; from now on it counts as seen."""
        digest = hashlib.sha256(repr(what).encode()).hexdigest()[:16]
        was_seen = self.foreseen.data == digest
        self.foreseen.data = digest
        return was_seen


QUIZ_RULES = (
    "attempts",
    "feedback_policy",
    "score_rule",
    "time_limit",
    "closing_policy",
    "late",
)


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

    explains_words = BooleanField(
        _l("Explain words of the glossary while students answer"), default=True
    )
    time_limit = WholeNumberField(_l("Time limit in minutes"), [Optional(), _MINUTES])
    closing_policy = RadioField(
        _l("When closing time comes while somebody works"),
        [InputRequired(_CHOOSE)],
        choices=CLOSING,
        invalid_choice_message=_CHOOSE,
        default=ClosingPolicy.FULL_TIME,
    )
    late = SelectField(
        _l("Work after the due time"),
        [InputRequired(_CHOOSE)],
        choices=LATE,
        invalid_choice_message=_CHOOSE,
        default=LatePolicy.MARK_LATE,
    )

    @property
    def rules(self) -> Rules:
        """What a valid form says."""
        policy, _dash, percent = self.late.data.partition("-")
        return Rules(
            opens_at=self.opens_at.given,
            due_at=self.due_at.moment,
            closes_at=self.closes_at.moment,
            attempts_allowed=None if self.attempts.data == UNLIMITED else int(self.attempts.data),
            feedback_policy=FeedbackPolicy(self.feedback_policy.data),
            score_rule=ScoreRule(self.score_rule.data),
            explains_words=self.explains_words.data,
            time_limit_minutes=self.time_limit.data,
            closing_policy=ClosingPolicy(self.closing_policy.data),
            late_policy=LatePolicy(policy),
            late_percent=int(percent or 0),
        )

    @property
    def has_wrong_rules(self) -> bool:
        """Whether a rule of quizzes must be looked at again."""
        return any(self[name].errors for name in QUIZ_RULES)

    @property
    def does_more_than_it_seems(self) -> bool:
        """Whether a time limit, or answers between attempts, should be looked at first."""
        tells_answers = self.rules.in_zone("UTC").tells_answers_between_attempts
        return self.time_limit.data is not None or tells_answers


class AssignForm(RulesForm, KeyedForm):
    """Which activities for which classes."""

    may_be_overdue = BooleanField(_l("The due time is meant to be past"))
    classes = CheckboxesField(_l("Classes"), nothing_chosen=_l("Choose at least one class."))
    activities = CheckboxesField(
        _l("Lessons and quizzes"), nothing_chosen=_l("Choose at least one lesson or quiz.")
    )

    def is_overdue(self, now: datetime) -> bool:
        """Whether what is given would be due already."""
        return self.due_at.moment is not None and self.due_at.moment <= now

    @property
    def gives_quiz(self) -> bool:
        """Whether there is a quiz among what is given."""
        return any(each.startswith("quiz:") for each in self.activities.data)


class StudentDatesForm(Form):
    """One student's own due and closing times, and time limit."""

    due_at = SchoolTimeField(_l("Due for this student"), [Optional()])
    closes_at = SchoolTimeField(_l("Closes for this student"), [Optional()])
    time_limit = WholeNumberField(
        _l("Time limit in minutes for this student"), [Optional(), _MINUTES]
    )


class GroupDatesForm(Form):
    """The same due and closing times, and time limit, for several students."""

    students = CheckboxesField(_l("Students"), nothing_chosen=_l("Tick at least one student."))
    due_at = SchoolTimeField(_l("Due for these students"), [Optional()])
    closes_at = SchoolTimeField(_l("Closes for these students"), [Optional()])
    time_limit = WholeNumberField(
        _l("Time limit in minutes for these students"), [Optional(), _MINUTES]
    )


class ConfirmForm(Form):
    """Nothing but the CSRF token."""


class RescoreForm(Form):
    """Which assignments to re-score by which version, how and why."""

    to_version = HiddenField()
    assignments = CheckboxesField(
        _l("Where to re-score"), nothing_chosen=_l("Choose at least one assignment.")
    )
    never_lower = BooleanField(_l("Never lower: nobody loses marks"))
    reason = TextAreaField(
        _l("Reason"),
        [InputRequired(_l("Say why: students whose result changes read it.")), _at_most(500)],
    )

    @property
    def assignment_ids(self) -> list[UUID]:
        return [UUID(each) for each in self.assignments.data]

    def correction(self, question_id: str) -> Correction:
        """What the form asks for; a version that nobody can have seen is no version."""
        try:
            version_id = UUID(self.to_version.data)
        except (ValueError, AttributeError, TypeError):
            version_id = UUID(int=0)
        return Correction(question_id, version_id, self.never_lower.data, self.reason.data)


class ChallengeAnswerForm(Form):
    """A teacher's answer to a challenge."""

    verdict = RadioField(
        _l("Is the student right?"),
        [InputRequired(_CHOOSE)],
        choices=(
            SelectChoice(
                "accept",
                _l("Accept: noted for whoever keeps the bank. Marks stay until you re-score"),
            ),
            SelectChoice("decline", _l("Decline: the question stays as it is")),
        ),
        invalid_choice_message=_CHOOSE,
    )
    reply = TextAreaField(
        _l("A few words to the student"),
        [InputRequired(_l("Write a short answer: the student reads it.")), _at_most(500)],
    )

    @property
    def is_accepted(self) -> bool:
        return bool(self.verdict.data == "accept")
