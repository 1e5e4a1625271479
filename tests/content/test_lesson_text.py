"""Marks become citations, terms and notes; blocks become data; mistakes are named by line."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.lesson_text import LONGEST_PARAGRAPH, read_lesson_text
from content.reading import Unreadable, read_yaml
from domain.content_files import Fault
from domain.content_rules.drafts import DraftLesson

FRONT = read_yaml("id: a-lesson", "lesson.md")


def read(text: str, *, first_line: int = 1) -> tuple[DraftLesson, list[Fault]]:
    faults: list[Fault] = []
    return read_lesson_text(FRONT, text, first_line, faults), faults


def html_of(text: str) -> str:
    draft, faults = read(f"## Section {{#section}}\n\n{text}\n")
    assert faults == []
    return "".join(block.html for block in draft.sections[0].blocks)


def test_a_cited_sentence_has_an_anchor_and_a_note() -> None:
    draft, faults = read(
        '## One {#one}\n\n[A *first*\nsentence.]{#first facts="F1 F2"}\n'
        '[Second.]{#second facts="F1"}\n'
    )
    assert faults == []
    first, second = draft.sentences
    assert (first.id, first.number, first.section, first.text, first.facts, first.line) == (
        ("first", 1, "one", "A first sentence.", ("F1", "F2"), 4)
    )
    assert (second.number, second.line) == (2, 5)
    assert draft.sections[0].blocks[0].html == (
        '<p><span class="cited" id="s-first">A <em>first</em>\nsentence.'
        '<sup class="note-ref"><a href="#note-1" id="back-1">1</a></sup></span>\n'
        '<span class="cited" id="s-second">Second.'
        '<sup class="note-ref"><a href="#note-2" id="back-2">2</a></sup></span></p>\n'
    )


def test_notes_are_numbered_through_the_whole_lesson() -> None:
    draft, _ = read('## A {#a}\n\n[x]{#x facts="F"}\n\n## B {#b}\n\n- [y]{#y facts="F"}\n')
    assert [(each.id, each.section, each.number) for each in draft.sentences] == (
        [("x", "a", 1), ("y", "b", 2)]
    )


def test_a_term_is_a_link_to_its_meaning_inside_a_sentence_too() -> None:
    html = html_of('[The [teller]{term=teller} reads; a [teller]{term=teller} adds.]{#x facts="F"}')
    assert '<a class="term" href="#term-teller" id="ref-teller">teller</a> reads' in html
    assert html.count('id="ref-teller"') == 1, "an id stands once on a page"


def test_then_and_now_stand_side_by_side_and_date_their_sentences() -> None:
    text = (
        "## S {#s}\n\n:::: then-and-now\n::: then Old law, 1887\n"
        '[A.]{#a facts="F"}\n:::\n::: now New <law>\n[B.]{#b facts="F"}\n:::\n::::\n'
        '\n[C.]{#c facts="F"}\n'
    )
    draft, faults = read(text)
    assert faults == []
    html = draft.sections[0].blocks[0].html
    assert '<div class="then-and-now">\n<div class="then">\n<h3>Old law, 1887</h3>' in html
    assert '<div class="now">\n<h3>New &lt;law&gt;</h3>' in html
    assert [each.is_dated for each in draft.sentences] == [True, True, False]


def test_a_table_has_a_caption_headings_and_a_region_to_scroll_in() -> None:
    html = html_of("| Year | Votes |\n|---|--:|\n| 1900 | 40 |")
    assert html.startswith('<div class="table-scroll" role="region" tabindex="0"')
    assert '<caption class="visually-hidden">Section</caption>' in html
    assert '<th scope="col">Year</th>' in html
    assert '<td class="num">40</td>' in html
    assert "style" not in html


def test_figures_and_checks_are_data_with_their_lines() -> None:
    draft, faults = read(
        "## S {#s}\n\ntext\n\n```figure\nid: f\n```\n\n```check\nid: c\n```\n", first_line=10
    )
    assert faults == []
    prose, figure, check = draft.sections[0].blocks
    assert [prose.kind, figure.kind, check.kind] == ["prose", "figure", "check"]
    assert figure.data is not None
    assert figure.data.value == {"id": "f"}
    assert figure.data.line("id") == 15


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("# Title\n", "heading_level", 1),
        ("## No id\n", "no_section_id", 1),
        ("## S {#s}\n\n- a\n\n  ## T {#t}\n", "heading_level", 5),
        ("## S {#s}\n\n#### Deep\n", "heading_level", 3),
        ('[Cited.]{#x facts="F"}\n', "outside_section", 1),
        ("```figure\nid: f\n```\n", "outside_section", 1),
        ("## S {#s}\n\n```figur\nid: f\n```\n", "unknown_block", 3),
        ("## S {#s}\n\n- a\n\n  ```check\n  id: c\n  ```\n", "nested_block", 5),
        ("## S {#s}\n\n```check\nid: c\nid: d\n```\n", "duplicate_key", 5),
        ("## S {#s}\n\n<b>bold</b>\n", "raw_html", 3),
        ("## S {#s}\n\na\nb <!-- c -->\n", "raw_html", 4),
        ("## S {#s}\n\n![a](b.png)\n", "image", 3),
        ('## S {#s}\n\n[a]{#x facts="F}\n', "bad_mark", 3),
        ('## S {#s}\n\n[a]{#x facts="F\nG"}\n', "broken_mark", 3),
        ("## S {#s}\n\n[a]{}\n", "bad_mark", 3),
        ("## S {#s}\n\n[a]{#x term=t}\n", "bad_mark", 3),
        ("## S {#s}\n\n[a]{#x onclick=b}\n", "bad_mark", 3),
        ('## S {#s}\n\n[a [b]{#y facts="F"}]{#x facts="F"}\n', "bad_mark", 3),
        ("## S {#s}\n\n::: odd\ntext\n:::\n", "bad_mark", 3),
        ("## S {#s}\n\n::: then Law\ntext\n:::\n", "then_and_now", 3),
        ("## S {#s}\n\n:::: then-and-now\n::: then Law\na\n:::\n::::\n", "then_and_now", 3),
        (
            "## S {#s}\n\n:::: then-and-now\n::: then\na\n:::\n::: now L\nb\n:::\n::::\n",
            "then_and_now",
            4,
        ),
        ("## S {#s}\n\n:::: then-and-now\n::: then L\na\n:::\n::: now L\nb\n:::\n", "unclosed", 3),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, code: str, line: int) -> None:
    _, faults = read(text)
    assert (code, line) in [(fault.code, fault.line) for fault in faults]


@settings(max_examples=200)
@given(st.text(alphabet='[]{}#:="`*_>-| \n~!<()abF0', max_size=120))
def test_any_text_is_read_without_harm(text: str) -> None:
    draft, _ = read(text)
    html = draft.intro_html + "".join(b.html for s in draft.sections for b in s.blocks)
    assert "<script" not in html


@pytest.mark.parametrize(
    "piece", ["[", "[a](", "*a ", "> ", ":::: then-and-now\n", "[a]{", "|a|\n|-|\n"]
)
def test_long_runs_of_marks_take_no_long_time(piece: str) -> None:
    started = time.process_time()
    read("## S {#s}\n\n" + piece * (LONGEST_PARAGRAPH // len(piece)))
    assert time.process_time() - started < 10


def test_a_paragraph_without_end_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read("## S {#s}\n\na\n\n" + "[" * (LONGEST_PARAGRAPH + 1))
    assert (caught.value.fault.code, caught.value.fault.line) == ("too_long", 5)
