"""The shape of what administrators type about people and the school."""

from typing import Self

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectChoice, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from domain.names import LONGEST_DISPLAY_NAME, LONGEST_SIGN_IN_NAME
from domain.people import Role
from web.forms import AtMost, Form, KeyedForm

_NAME = [
    DataRequired(_l("Type a name.")),
    AtMost(LONGEST_DISPLAY_NAME),
]
_EMAIL = [Optional(), AtMost(254)]
_ROLES = [DataRequired(_l("Tick at least one role."))]

STAFF_ROLES = (
    SelectChoice(Role.TEACHER.value, _l("Teacher")),
    SelectChoice(Role.ADMINISTRATOR.value, _l("Administrator")),
)


class RolesField(SelectMultipleField):
    """Checkboxes, one for each role."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    @property
    def roles(self) -> list[Role]:
        """The roles that are ticked."""
        return [Role(value) for value in self.data or ()]


class AddPersonForm(KeyedForm):
    """A new teacher or administrator."""

    display_name = StringField(_l("Name"), validators=_NAME)
    sign_in_name = StringField(
        _l("User name"),
        validators=[Optional(), AtMost(LONGEST_SIGN_IN_NAME)],
    )
    email = StringField(_l("E-mail address"), validators=_EMAIL)
    roles = RolesField(
        _l("Roles"), choices=STAFF_ROLES, validators=_ROLES, default=(Role.TEACHER.value,)
    )


class StudentForm(Form):
    """What an administrator changes of a student."""

    display_name = StringField(_l("Name"), validators=_NAME)


class StaffForm(StudentForm):
    """What an administrator changes of a teacher or another administrator."""

    email = StringField(_l("E-mail address"), validators=_EMAIL)
    roles = RolesField(_l("Roles"), choices=STAFF_ROLES, validators=_ROLES)


class SchoolForm(Form):
    """What the school is called and which clock it goes by; the checks are those of setting up.

    It says what it was drawn with, so that it undoes nothing that somebody changed meanwhile.
    """

    name = StringField(_l("Name of the school"))
    time_zone = StringField(_l("Time zone"))
    drawn_name = HiddenField()
    drawn_time_zone = HiddenField()

    @classmethod
    def of(cls, name: str, time_zone: str) -> Self:
        """The form as it is drawn for a school, or as it was sent."""
        now = {"name": name, "time_zone": time_zone}
        return cls(data=now | {f"drawn_{field}": value for field, value in now.items()})

    @property
    def changes(self) -> dict[str, str]:
        """What was changed on the page."""
        return {
            field: self[field].data
            for field in ("name", "time_zone")
            if self[field].data != self[f"drawn_{field}"].data
        }
