"""The base of all forms: CSRF from Flask-WTF, text trimmed and cleaned."""

import unicodedata
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import g, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import Length, StopValidation

from domain.errors import Refusal
from models.base import new_id
from web.wording import word


def clean(text: str | None) -> str | None:
    """Normalise to NFC, drop control characters other than line breaks and tabs, and trim."""
    if text is None:
        return None
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept).strip()


def failed_forms() -> list["Form"]:
    """The forms of this request in which something must be looked at again."""
    return [form for form in g.get("forms", ()) if form.errors]


class Form(FlaskForm):
    """Every form derives from this; the layout tells what is wrong in it above the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        g.setdefault("forms", []).append(self)

    class Meta(FlaskForm.Meta):
        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Clean what is typed into plain text fields, and only into those."""
            if unbound_field.field_class in (StringField, TextAreaField):
                filters = list(unbound_field.kwargs.get("filters", []))
                options = {**options, "filters": [clean, *filters]}
            return unbound_field.bind(form=form, **options)

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Read the fields of what was sent and nothing else: no form takes files or JSON."""
            if formdata is None or hasattr(formdata, "getlist"):
                return formdata
            return request.form if form.is_submitted() else None

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal next to the field it names, or above the form."""
        message = word(refusal)
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_errors.append(message)
        else:
            field.errors = [*field.errors, message]

    def refuse_all(self, refusals: Iterable[Refusal]) -> bool:
        """Show each of several refusals; whether there were none."""
        found = list(refusals)
        for refusal in found:
            self.refuse(refusal)
        return not found


class KeyedForm(Form):
    """A form whose `key` makes sending it twice the same as sending it once."""

    key = HiddenField(default=new_id)

    @property
    def idempotency_key(self) -> UUID | None:
        """The form's key, or None if somebody changed it."""
        return read_id(self.key.data)


def read_id(text: object) -> UUID | None:
    """The id that somebody sent, None for anything else."""
    try:
        return UUID(str(text))
    except ValueError:
        return None


class AtMost(Length):
    """At most so many characters, said once they are sent.

    A browser that knows the limit cuts what is pasted or filled in, without a word.
    """

    def __init__(self, most: int) -> None:
        words = _l("Use at most %(max)d characters. These are %(length)d.")
        super().__init__(max=most, message=words)
        self.field_flags: dict[str, int] = {}


class WholeNumberField(IntegerField):
    """A whole number; anything else gets a message and stays as it was typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; raises ValueError with the message for the field."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Give a whole number.")) from error

    def pre_validate(self, form: Any) -> None:
        """Say nothing more of what is no number; an empty field is for the validators to judge."""
        is_typed = any(str(each).strip() for each in self.raw_data or ())
        if self.process_errors and is_typed:
            raise StopValidation
