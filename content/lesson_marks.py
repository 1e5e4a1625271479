"""Marks in a lesson's text: cited sentences, glossary terms, links, and what is none of them."""

import re
from collections.abc import Sequence
from itertools import count
from typing import Final

from markdown_it.token import Token

from content.markdown import plain_text
from domain.content_files import Fault, Sentence
from domain.content_rules.drafts import DraftLink

_LEFT_OVER: Final = re.compile(r"\]\{|\{#|\{term=|^:::", re.MULTILINE)
_BROKEN_OFF: Final = re.compile(r"\{[^{}]*=\"[^\"{}]*$")
_RAW_HTML: Final = re.compile(r"</?[A-Za-z][^<>]*>|<!--")


class Notes:
    """What is noted about one lesson while its text is read."""

    def __init__(self, file: str, text: str, first_line: int, faults: list[Fault]) -> None:
        self.file = file
        self.lines = text.split("\n")
        self.first_line = first_line
        self.faults = faults
        self.sentences: list[Sentence] = []
        self.terms: list[DraftLink] = []
        self.links: list[DraftLink] = []
        self.numbers = count(1)
        self.words = 0

    def check_lines(self) -> None:
        """Find marks whose value goes on in the next line: the parser would lose the rest."""
        for at, line in enumerate(self.lines):
            if _BROKEN_OFF.search(line):
                message = "This mark breaks off at the end of the line: write it in one line."
                self.fault(self.first_line + at, "broken_mark", message)

    def check_words(self, tokens: Sequence[Token], line: int) -> None:
        """Find what the author meant as a mark but wrote otherwise, and count the words."""
        self.words += len(plain_text(tokens).split())
        for token in tokens:
            line += token.type in {"softbreak", "hardbreak"}
            if token.type == "image":
                self.fault(line, "image", "Pictures are `figure` blocks: remove this image.")
            if token.type != "text":
                continue
            if _LEFT_OVER.search(token.content):
                message = f'This mark is not understood: "{token.content.strip()[:60]}".'
                self.fault(line, "bad_mark", message)
            if _RAW_HTML.search(token.content):
                self.fault(line, "raw_html", "Raw HTML is not accepted: write Markdown.")

    def line_with(self, words: str, line: int) -> int:
        """Return the first line from `line` on that holds `words`; `line` where none does."""
        for at in range(line - self.first_line, len(self.lines)):
            if words in self.lines[at]:
                return self.first_line + at
        return line

    def fault(self, line: int, code: str, message: str) -> None:
        self.faults.append(Fault(self.file, line, code, message))


class Marks:
    """The marked spans of one paragraph: cited sentences and glossary terms."""

    def __init__(
        self, notes: Notes, tokens: list[Token], line: int, section: str, *, is_dated: bool
    ) -> None:
        self.notes = notes
        self.tokens = tokens
        self.line = line
        self.section = section
        self.is_dated = is_dated

    def apply(self) -> None:
        """Turn each span into what the page shows and note what it says."""
        self.notes.check_words(self.tokens, self.line)
        opened: list[Token] = []
        for token in list(self.tokens):
            if token.type == "span_open":
                self._open(token, opened)
                opened.append(token)
            elif token.type == "span_close":
                self._close(token, opened.pop())
            elif token.type == "link_open":
                target = str(token.attrs.get("href", ""))
                self.notes.links.append(DraftLink(target, self.notes.line_with(target, self.line)))

    def _open(self, token: Token, outer: list[Token]) -> None:
        marks = {name: str(value) for name, value in token.attrs.items()}
        token.meta["marks"] = marks
        token.attrs = {}
        is_sentence, is_term = "id" in marks, "term" in marks
        if is_sentence == is_term or "insecure_attrs" in token.meta or (is_term and len(marks) > 1):
            message = 'Write [Sentence.]{#id facts="..."} or [words]{term=id}.'
            self.notes.fault(self._find(marks), "bad_mark", message)
        elif any(is_sentence or "term" in each.meta["marks"] for each in outer):
            message = "A mark stands inside another: only terms may, and inside sentences."
            self.notes.fault(self._find(marks), "bad_mark", message)
        elif is_term:
            self._term(token, marks["term"])
        else:
            token.attrs = {"class": "cited", "id": f"s-{marks['id']}"}

    def _term(self, token: Token, term: str) -> None:
        token.tag = "a"
        token.attrs = {"class": "term", "href": f"#term-{term}"}
        if all(each.target != term for each in self.notes.terms):
            token.attrs["id"] = f"ref-{term}"
        line = self.notes.line_with(f"{{term={term}", self.line)
        self.notes.terms.append(DraftLink(term, line))

    def _close(self, token: Token, opening: Token) -> None:
        token.tag = opening.tag
        marks = opening.meta["marks"]
        if opening.attrs.get("class") != "cited":
            return
        first, last = self._at(opening), self._at(token)
        sentence = Sentence(
            id=marks["id"],
            number=next(self.notes.numbers),
            section=self.section,
            text=plain_text(self.tokens[first:last]),
            facts=tuple(dict.fromkeys(marks.get("facts", "").split())),
            is_dated=self.is_dated,
            line=self._find(marks),
        )
        self.notes.sentences.append(sentence)
        self.tokens.insert(last, _note(sentence.number))

    def _at(self, token: Token) -> int:
        return next(at for at, each in enumerate(self.tokens) if each is token)

    def _find(self, marks: dict[str, str]) -> int:
        words = f"#{marks['id']}" if "id" in marks else "{"
        return self.notes.line_with(words, self.line)


def _note(number: int) -> Token:
    link = f'<a href="#note-{number}" id="back-{number}">{number}</a>'
    return Token("html_inline", "", 0, content=f'<sup class="note-ref">{link}</sup>')
