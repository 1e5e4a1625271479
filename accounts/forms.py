"""The shape of what is typed into accounts' pages; what it means is decided in the actions."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from domain.access import MOST_EXTRA_ATTEMPTS, MOST_EXTRA_DAYS, MULTIPLIERS
from domain.name_lists import ColumnOrder
from domain.names import LONGEST_DISPLAY_NAME, LONGEST_SIGN_IN_NAME
from domain.passphrases import LONGEST_PASSWORD
from web.forms import AtMost, Form, KeyedForm, WholeNumberField

_TYPED = DataRequired(_l("Fill this in."))
_NAME_AT_MOST = AtMost(LONGEST_DISPLAY_NAME)
_PASSWORD_AT_MOST = AtMost(LONGEST_PASSWORD)


def _at_most(most: int) -> NumberRange:
    return NumberRange(0, most, _l("Give a number from %(min)s to %(max)s."))


class ClassCodeForm(Form):
    """The front page's one field."""

    code = StringField(
        _l("Class code"),
        validators=[
            DataRequired(_l("Type the code that your teacher gave you.")),
            Length(max=40, message=_l("A class code has eight characters.")),
        ],
    )


class SignInForm(Form):
    """A user name or e-mail address and a password, and where to go afterwards."""

    sign_in_name = StringField(
        _l("User name or e-mail"),
        validators=[_TYPED, AtMost(254)],
    )
    password = PasswordField(_l("Password or passphrase"), validators=[_TYPED, _PASSWORD_AT_MOST])
    next = HiddenField()
    resend = HiddenField()


class JoinForm(KeyedForm):
    """A new student's own account."""

    display_name = StringField(
        _l("Your name, as your teacher knows it"), validators=[_TYPED, _NAME_AT_MOST]
    )
    sign_in_name = StringField(
        _l("User name"),
        validators=[
            Optional(),
            AtMost(LONGEST_SIGN_IN_NAME),
        ],
    )
    password = PasswordField(_l("Password or passphrase"), validators=[_TYPED, _PASSWORD_AT_MOST])
    is_someone_else = BooleanField(_l("I am somebody else with the same name"))


class EmptyForm(Form):
    """Nothing but the token: a button."""


class ChoosePasswordForm(Form):
    """A password in place of a card's passphrase."""

    password = PasswordField(_l("Your own password"), validators=[_TYPED, _PASSWORD_AT_MOST])
    next = HiddenField()
    resend = HiddenField()


class ChangePasswordForm(Form):
    """A password in place of the one that is known."""

    current_password = PasswordField(_l("Current password"), validators=[_TYPED, _PASSWORD_AT_MOST])
    password = PasswordField(_l("New password"), validators=[_TYPED, _PASSWORD_AT_MOST])
    # Sent only where no script runs, which else lets people see what they type.
    password_again = PasswordField(_l("New password once more"))

    def validate_password_again(self, again: PasswordField) -> None:
        """Where it was asked for, it must be the same."""
        if again.raw_data and again.data != self.password.data:
            raise ValidationError(_l("The two new passwords differ. Type the same one twice."))


class NameForm(Form):
    """A person's name."""

    display_name = StringField(_l("Name"), validators=[_TYPED, _NAME_AT_MOST])


class MergeForm(Form):
    """A student's other account: one of a list, or any by its user name."""

    gone = SelectField(_l("The other account"), validate_choice=False)
    user = StringField(_l("The user name of the other account"))

    def offer(self, others: Sequence[SelectChoice]) -> None:
        """Let these be chosen; where there are none, only a user name can be typed."""
        self.gone.choices = [SelectChoice("", _l("Choose…")), *others] if others else []
        if others:
            self.user.label.text = _l("Or its user name, if it is in another class")


class UserNameForm(Form):
    """A student's user name."""

    sign_in_name = StringField(
        _l("User name"),
        validators=[
            _TYPED,
            AtMost(LONGEST_SIGN_IN_NAME),
        ],
    )


class NamesForm(Form):
    """A pasted list of names."""

    names = TextAreaField(
        _l("Names, one on each line"), validators=[DataRequired(_l("Paste at least one name."))]
    )
    order = RadioField(
        _l("Which column is which?"),
        choices=[
            SelectChoice(ColumnOrder.GIVEN_FIRST, _l("First the given name, then the family name")),
            SelectChoice(
                ColumnOrder.FAMILY_FIRST, _l("First the family name, then the given name")
            ),
        ],
        validate_choice=False,
    )

    @property
    def column_order(self) -> ColumnOrder | None:
        """What was chosen, None where nothing was or need be."""
        return ColumnOrder(self.order.data) if self.order.data in set(ColumnOrder) else None


class AccommodationForm(Form):
    """What one student is granted in everything."""

    time = SelectField(
        _l("Time limits"),
        choices=[
            SelectChoice("100", _l("As for everybody")),
            *(
                SelectChoice(str(int(each * 100)), _l("%(times)s times as long", times=f"{each:g}"))
                for each in map(float, MULTIPLIERS[1:])
            ),
        ],
        invalid_choice_message=_l("Choose one of these."),
    )
    extra_attempts = WholeNumberField(
        _l("More attempts at each quiz"), validators=[Optional(), _at_most(MOST_EXTRA_ATTEMPTS)]
    )
    extra_days = WholeNumberField(
        _l("More days until work is due and closes"),
        validators=[Optional(), _at_most(MOST_EXTRA_DAYS)],
    )
    hides_timer = BooleanField(_l("The timer stays hidden until they ask for it"))
