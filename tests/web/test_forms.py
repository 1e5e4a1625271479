import pytest

from web.forms import clean

pytestmark = pytest.mark.pure


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
