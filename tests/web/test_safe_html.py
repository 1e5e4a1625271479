"""Course HTML is cleaned again when it is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.safe_html import clean_html, safe_html

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    "kept",
    [
        "<p>A <strong>plain</strong> sentence.</p>",
        '<span class="cited" id="s-one">One.<sup class="note-ref">'
        '<a href="#note-1" id="back-1">1</a></sup></span>',
        '<a class="term" href="#term-who-opens.moderator">moderator</a>',
        '<a href="voting-rules#how">another lesson</a>',
        '<a href="https://example.org/a?b=c#d">a source</a>',
        '<div class="then-and-now"><div class="then"><h3>Then</h3></div></div>',
    ],
)
def test_what_lessons_are_made_of_is_kept(kept: str) -> None:
    assert clean_html(kept) == kept


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>alert(1)</script>Hello", "Hello"),
        ('<p onclick="x()">Hello</p>', "<p>Hello</p>"),
        ('<p style="color:red" class="notice">Hello</p>', '<p class="">Hello</p>'),
        ('<a href="javascript:x()">Hello</a>', "<a>Hello</a>"),
        ('<a href="//elsewhere.example">Hello</a>', "<a>Hello</a>"),
        ('<a href="/\\elsewhere.example">Hello</a>', "<a>Hello</a>"),
        ('<a href="/\telsewhere.example">Hello</a>', "<a>Hello</a>"),
        ('<a href="http://elsewhere.example">Hello</a>', "<a>Hello</a>"),
        ('<img src="x" onerror="x()">Hello', "Hello"),
        ('<form action="/sign-out"><input name="a"></form>', ""),
        ("<svg><script>x()</script></svg>Hello", "Hello"),
    ],
)
def test_everything_else_is_dropped(written: str, shown: str) -> None:
    assert clean_html(written).replace(' class=""', "") == shown.replace(' class=""', "")


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    once = clean_html(text)
    assert clean_html(once) == once


def test_the_filter_gives_markup() -> None:
    assert safe_html("<p>A &amp; B</p>").__html__() == "<p>A &amp; B</p>"
