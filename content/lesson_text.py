"""The text of a lesson, in sections: marks become links and notes, blocks become data."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise
from typing import Final

from markdown_it.token import Token

from content.lesson_marks import Marks, Notes
from content.markdown import (
    container_name,
    container_title,
    lesson_parser,
    plain_text,
)
from content.reading import Unreadable, read_yaml
from domain.content_files import Fault
from domain.content_rules.drafts import DraftBlock, DraftLesson, DraftSection, Marked
from web.safe_html import clean_html

DATA_BLOCKS: Final = ("figure", "check")

LONGEST_PARAGRAPH: Final = 10_000

_parser: Final = lesson_parser()


@dataclass
class _Section:
    id: str = ""
    title: str = ""
    line: int = 1
    blocks: list[DraftBlock] = field(default_factory=list)


def read_lesson_text(front: Marked, text: str, first_line: int, faults: list[Fault]) -> DraftLesson:
    """Return a draft of the lesson; what cannot be understood is added to `faults`.

    Raises `Unreadable` for a paragraph so long that reading it would take all day.
    """
    _refuse_long_paragraphs(front.file, text, first_line)
    return _Text(front, text, first_line, faults).read()


def _refuse_long_paragraphs(file: str, text: str, first_line: int) -> None:
    line = first_line
    for paragraph in text.split("\n\n"):
        if len(paragraph) > LONGEST_PARAGRAPH:
            message = f"This is longer than {LONGEST_PARAGRAPH} characters: divide it."
            raise Unreadable(file, line, "too_long", message)
        line += paragraph.count("\n") + 2


class _Text:
    """One pass over the tokens of one lesson."""

    def __init__(self, front: Marked, text: str, first_line: int, faults: list[Fault]) -> None:
        self.front = front
        self.first_line = first_line
        self.faults = faults
        self.notes = Notes(front.file, text, first_line, faults)
        self.notes.check_lines()
        self.tokens = _parser.parse(text)
        self.sections = [_Section(line=first_line)]
        self.passages: list[str] = []

    def read(self) -> DraftLesson:
        """Walk the top level: headings divide sections, data blocks divide prose."""
        prose: list[Token] = []
        at = 0
        while at < len(self.tokens):
            token = self.tokens[at]
            if token.level == 0 and token.type == "heading_open" and token.tag in {"h1", "h2"}:
                self._end_prose(prose)
                self._begin_section(token, self.tokens[at + 1])
                at += 3
                continue
            if token.level == 0 and token.type == "fence" and token.info.strip():
                self._end_prose(prose)
                self._data_block(token)
            else:
                prose.append(token)
            at += 1
        self._end_prose(prose)
        return self._draft()

    def _draft(self) -> DraftLesson:
        intro, *sections = self.sections
        for block in intro.blocks:
            if block.kind != "prose":
                self.notes.fault(block.line, "outside_section", "Put this block into a section.")
        for sentence in self.notes.sentences:
            if not sentence.section:
                message = "Only sentences inside a section can be cited: move this one."
                self.notes.fault(sentence.line, "outside_section", message)
        return DraftLesson(
            file=self.front.file,
            front=self.front,
            intro_html="".join(block.html for block in intro.blocks),
            sections=tuple(
                DraftSection(each.id, each.title, each.line, tuple(each.blocks))
                for each in sections
            ),
            sentences=tuple(self.notes.sentences),
            terms=tuple(self.notes.terms),
            links=tuple(self.notes.links),
            words=self.notes.words,
            passages=tuple(self.passages),
        )

    def _begin_section(self, opening: Token, inline: Token) -> None:
        line = self._line_of(opening)
        if opening.tag == "h1":
            message = "The title stands in the front matter: begin sections with `##`."
            self.notes.fault(line, "heading_level", message)
        title = plain_text(inline.children or [])
        section_id = str(opening.meta.get("id", ""))
        if not section_id:
            message = f'Give the section "{title[:60]}" an id: `## Title {{#id}}`.'
            self.notes.fault(line, "no_section_id", message)
        self.notes.check_words(inline.children or [], line)
        self.sections.append(_Section(section_id, title, line))

    def _data_block(self, token: Token) -> None:
        kind = token.info.strip()
        line = self._line_of(token)
        if kind not in DATA_BLOCKS:
            message = f'There is no block "{kind[:60]}": write figure or check.'
            self.notes.fault(line, "unknown_block", message)
            return
        try:
            data = read_yaml(token.content, self.front.file, line + 1)
        except Unreadable as error:
            self.faults.append(error.fault)
            return
        self.sections[-1].blocks.append(DraftBlock(kind, line, data=data))

    def _end_prose(self, prose: list[Token]) -> None:
        """Turn the tokens gathered so far into one block of HTML and begin anew."""
        if not prose:
            return
        line = self._line_of(prose[0])
        self.passages += _passages(prose)
        self._prepare(prose)
        html = _parser.renderer.render(prose, _parser.options, {})
        self.sections[-1].blocks.append(DraftBlock("prose", line, html=clean_html(html)))
        prose.clear()

    def _prepare(self, tokens: Sequence[Token]) -> None:
        line = self.first_line
        law = ""
        containers: list[Token] = []
        for token, inside in zip(tokens, [*tokens[1:], None], strict=True):
            line = self._line_of(token) if token.map else line
            if token.type.startswith("container_"):
                self._container(token, containers, line)
                law = container_name(containers[-1]) if containers else ""
            elif token.type == "inline":
                section = self.sections[-1].id
                words = token.children or []
                Marks(self.notes, words, line, section, is_dated=bool(law)).apply()
            elif token.type == "fence" and token.info.strip():
                message = "Move this block to the left margin, out of the list or block."
                self.notes.fault(line, "nested_block", message)
            elif token.type == "th_open" and inside and not inside.content.strip():
                message = "A column of this table has no heading: write what its cells are."
                self.notes.fault(line, "no_column_heading", message)
            elif token.type == "heading_open" and token.tag != "h3":
                message = "Only `###` may divide a section, and only at the left margin."
                self.notes.fault(line, "heading_level", message)
        _set_tables(tokens, self.sections[-1].title)

    def _container(self, token: Token, stack: list[Token], line: int) -> None:
        name = container_name(token)
        if token.nesting < 0:
            opening = stack.pop()
            if name == "then-and-now" and opening.meta.get("parts") != ["then", "now"]:
                message = "A then-and-now block holds one `then` and one `now`, in this order."
                self.notes.fault(self._line_of(opening), "then_and_now", message)
            return
        outer = container_name(stack[-1]) if stack else ""
        if (outer == "then-and-now") != (name != "then-and-now") or len(stack) > 1:
            message = f'A "{name}" block cannot stand here: see "Then and now" in the format.'
            self.notes.fault(line, "then_and_now", message)
        elif name != "then-and-now":
            stack[-1].meta.setdefault("parts", []).append(name)
            if not container_title(token):
                message = f"Write the name and years of the law after `::: {name}`."
                self.notes.fault(line, "then_and_now", message)
        if not self._is_closed(token):
            self.notes.fault(line, "unclosed", f"Close this block with a line `{token.markup}`.")
        stack.append(token)

    def _is_closed(self, token: Token) -> bool:
        end = token.map[1] if token.map else 0
        last = self.notes.lines[end].strip() if end < len(self.notes.lines) else ""
        return last.startswith(token.markup) and not last.strip(":")

    def _line_of(self, token: Token) -> int:
        return self.first_line + (token.map[0] if token.map else 0)


def _passages(tokens: Sequence[Token]) -> list[str]:
    """Return the paragraphs in plain words; headings and tables are none."""
    return [
        plain_text(inline.children or [])
        for opening, inline in pairwise(tokens)
        if opening.type == "paragraph_open"
    ]


def _set_tables(tokens: Sequence[Token], title: str) -> None:
    """Give each table its caption, a region to scroll in and column headings that say so."""
    for token in tokens:
        if token.type == "th_open":
            token.attrSet("scope", "col")
        if token.type in {"th_open", "td_open"} and "right" in str(token.attrs.pop("style", "")):
            token.attrSet("class", "num")
    label = escape(title)
    start = (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{label}">\n<table>\n'
        f'<caption class="visually-hidden">{label}</caption>\n'
    )
    for token in tokens:
        if token.type in {"table_open", "table_close"}:
            token.content = start if token.nesting > 0 else "</table>\n</div>\n"
            token.type, token.nesting = "html_block", 0
