"""The base of all forms: CSRF from Flask-WTF, text trimmed and cleaned."""

import unicodedata
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField

from domain.errors import Refusal
from web.wording import word


def clean(text: str | None) -> str | None:
    """Normalise to NFC, drop control characters other than line breaks and tabs, and trim."""
    if text is None:
        return None
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", kept).strip()


class Form(FlaskForm):
    """Every form derives from this."""

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
