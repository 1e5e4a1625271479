"""Only the HTML that lessons need comes out, whatever goes in."""

from hypothesis import given
from hypothesis import strategies as st

from content.markdown import inline_html, inline_text
from web.safe_html import clean_html


def test_emphasis_in_a_stem_is_kept_and_nothing_else() -> None:
    assert inline_html("What is *not* so?") == "What is <em>not</em> so?"
    assert inline_html("a\nb") == "a\nb"
    assert inline_html("[a](https://example.org) ![b](c)") == ("[a](https://example.org) ![b](c)")
    assert inline_text("What is *not*\nso?") == "What is not so?"


def test_html_in_a_stem_is_shown_as_written() -> None:
    assert inline_html("<script>x</script>") == "&lt;script&gt;x&lt;/script&gt;"
    assert inline_html("5 < 6 & 7") == "5 &lt; 6 &amp; 7"


def test_lesson_html_loses_what_is_not_on_the_list() -> None:
    dirty = (
        '<p onclick="x()" style="color:red" class="big">a<script>b</script></p>'
        '<a href="javascript:x()">c</a><img src="d"><span class="cited odd" id="s-e">f</span>'
    )
    assert clean_html(dirty) == '<p>a</p><a>c</a><span class="cited" id="s-e">f</span>'


@given(st.text(alphabet="<>&\"'/[]()*_`{}# \nab=:!", max_size=80))
def test_no_text_brings_a_tag_of_its_own(text: str) -> None:
    html = inline_html(text)
    for tag in ("em", "strong", "br", "code"):
        html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    assert "<" not in html
