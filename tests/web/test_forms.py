import pytest
from flask import Flask
from wtforms.validators import DataRequired, NumberRange, Optional

from web.forms import Form, WholeNumberField, clean


@pytest.mark.pure
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Maya  ", "Maya"),
        ("Ma\x00ya\x1b", "Maya"),
        ("Zoe\u0308", "Zoë"),
        ("two\nlines", "two\nlines"),
        ("\ud800", ""),
        (None, None),
    ],
)
def test_text_is_trimmed_and_cleaned(typed: str | None, kept: str | None) -> None:
    assert clean(typed) == kept


class MinutesForm(Form):
    """As several pages ask for a number."""

    minutes = WholeNumberField("Minutes", [Optional(), NumberRange(1, 600, "Give from 1 to 600.")])
    count = WholeNumberField("Count", [DataRequired("Fill this in.")])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("abc", ["Give a whole number."]),
        ("1.5", ["Give a whole number."]),
        ("0", ["Give from 1 to 600."]),
        ("20", []),
        ("", []),
        ("  ", []),
    ],
)
def test_one_fault_of_a_number_has_one_message(app: Flask, typed: str, told: list[str]) -> None:
    with app.test_request_context(method="POST", data={"minutes": typed, "count": "abc"}):
        form = MinutesForm(meta={"csrf": False})

        assert not form.validate()
        assert form.minutes.errors == told
        assert form.count.errors == ["Give a whole number."]
        assert (form.minutes.raw_data or [""])[0] == typed, "it stays as it was typed"
