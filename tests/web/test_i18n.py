import pytest

from web.i18n import pseudo

pytestmark = pytest.mark.pure


def test_the_pseudo_locale_accents_and_lengthens() -> None:
    assert pseudo("Sign in") == "⟦Šîgñ îñ··⟧"


def test_placeholders_and_tags_stay_as_they_are() -> None:
    text = pseudo("%(count)s of <strong>%(total)s</strong> &amp; more")

    assert "%(count)s" in text
    assert "<strong>%(total)s</strong>" in text
    assert "&amp;" in text
