"""The preview of a pasted list: what is ticked in it, and of which namesakes it is asked who is."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import Field, RadioField, SelectChoice

from accounts.queries.name_list import NameList, NameRow, Namesake
from domain.errors import Refusal
from web.forms import Form
from web.templating import as_data
from web.wording import word


class NamePreview:
    """A list as it is drawn; `is_sent` where its form came back, whose choices are then kept."""

    def __init__(self, names: NameList, *, is_sent: bool = False) -> None:
        self.names = names
        self.is_sent = is_sent
        self.form = self._form()

    def _form(self) -> Form:
        """A form made for this list: a field "who-3" for each line with namesakes, and the ticks.

        The ticks are drawn by the page; their field says what is wrong with them.
        """
        fields: dict[str, object] = {"ticks": Field(_l("Names from your list"))}
        for row in filter(asks_who, self.names.rows):
            fields[who(row)] = _who_field(row)
        made: Form = type("PreviewForm", (Form,), fields)(
            formdata=request.form if self.is_sent else None, meta={"csrf": False}
        )
        return made

    @cached_property
    def ticked(self) -> set[int]:
        """The lines that are ticked."""
        return {row.parsed.line for row in self.names.rows if self._is_ticked(row)}

    def _is_ticked(self, row: NameRow) -> bool:
        if not self.is_sent:
            return not (row.is_meant_twice or row.parsed.is_doubtful)
        if row.is_meant_twice:
            return row.ticked in request.form.getlist("double")
        # The user name may be another one by now.
        return row.parsed.written in set(_written(request.form.getlist("name")))

    def refuse(self, refusal: Refusal) -> bool:
        """Show a refusal at the names it is about; whether it is about any of these."""
        rows = [row for row in self.names.rows if row.sign_in_name]
        if refusal.code == "who-is-meant":
            rows = [row for row in rows if asks_who(row) and who(row) not in request.form]
            for row in rows:
                self.form[who(row)].errors = [word(refusal)]
        elif refusal.code == "names-listed-already":
            rows = [row for row in rows if row.is_in_class]
            self._refuse_ticks(rows, refusal)
        elif refusal.code == "no-names-ticked":
            self._refuse_ticks(rows, refusal)
        else:
            return False
        return bool(rows)

    def _refuse_ticks(self, rows: Sequence[NameRow], refusal: Refusal) -> None:
        """Say what is wrong above the table, and lead to the first of these rows."""
        for row in rows[:1]:
            ticks = self.form["ticks"]
            ticks.id = f"{who(row)}-0" if asks_who(row) else f"tick-{row.parsed.line}"
            ticks.errors = [word(refusal)]


def asks_who(row: NameRow) -> bool:
    """Whether the teacher must say who is meant by a row."""
    return bool(row.namesakes) and not row.is_meant_twice


def who(row: NameRow) -> str:
    """The name of the field that says who is meant by a row."""
    return f"who-{row.parsed.line}"


def _written(sent: list[str]) -> Iterator[str]:
    return (each.partition("\t")[0] for each in sent)


def _who_field(row: NameRow) -> RadioField:
    sent = request.form.get(who(row), "")
    is_new = bool(sent) and next(_written([sent])) == row.parsed.written
    pasted = next((str(each.id) for each in row.namesakes if each.is_pasted), None)
    another = _("Another person: make a new account")
    return RadioField(
        as_data(row.parsed.name),
        choices=[
            *(SelectChoice(str(each.id), _account(each)) for each in row.namesakes),
            SelectChoice(
                sent if is_new else row.ticked,
                Markup("{} {}").format(another, as_data(f"({row.sign_in_name})")),
            ),
            SelectChoice("", _("Leave out")),
        ],
        default=pasted,
        validate_choice=False,
    )


def _account(namesake: Namesake) -> Markup:
    account = f"{namesake.display_name} ({namesake.sign_in_name})"
    told = ", ".join((account, *namesake.class_names))
    return Markup("{} {}").format(_("Add this account:"), as_data(told))
