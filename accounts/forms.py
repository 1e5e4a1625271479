"""The shape of what is typed into accounts' pages; what it means is decided in the actions."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, PasswordField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from domain.names import LONGEST_DISPLAY_NAME, LONGEST_SIGN_IN_NAME
from domain.passphrases import LONGEST_PASSWORD
from web.forms import Form

_TYPED = DataRequired(_l("Fill this in."))
_NAME_AT_MOST = Length(max=LONGEST_DISPLAY_NAME, message=_l("Use at most %(max)d characters."))
_PASSWORD_AT_MOST = Length(max=LONGEST_PASSWORD, message=_l("Use at most %(max)d characters."))


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
        validators=[_TYPED, Length(max=254, message=_l("Use at most %(max)d characters."))],
    )
    password = PasswordField(_l("Password or passphrase"), validators=[_TYPED, _PASSWORD_AT_MOST])
    next = HiddenField()
    resend = HiddenField()


class JoinForm(Form):
    """A new student's own account."""

    display_name = StringField(
        _l("Your name, as your teacher knows it"), validators=[_TYPED, _NAME_AT_MOST]
    )
    sign_in_name = StringField(
        _l("User name"),
        validators=[
            Optional(),
            Length(max=LONGEST_SIGN_IN_NAME, message=_l("Use at most %(max)d characters.")),
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

    current_password = PasswordField(
        _l("Password until now"), validators=[_TYPED, _PASSWORD_AT_MOST]
    )
    password = PasswordField(_l("New password"), validators=[_TYPED, _PASSWORD_AT_MOST])


class NameForm(Form):
    """A person's name."""

    display_name = StringField(_l("Name"), validators=[_TYPED, _NAME_AT_MOST])


class NamesForm(Form):
    """A pasted list of names."""

    names = TextAreaField(
        _l("Names, one on each line"), validators=[DataRequired(_l("Paste at least one name."))]
    )
