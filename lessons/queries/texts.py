"""A lesson's published text, read once from its stored body and then never again."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select

from lessons.queries.figures import Figure, read_figure
from lessons.queries.sources import Source, read_sources
from models.content import LessonVersion
from models.session import db

_TERM_LINK = re.compile(r'<a\b(?=[^>]*\bclass="term")[^>]*\bhref="#term-([\w-]+)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a section: `type` is prose (html), figure (figure) or check (question_id)."""

    type: str
    html: str
    figure: Figure | None
    question_id: str


@dataclass(frozen=True, slots=True)
class Note:
    """The sources of one cited sentence."""

    number: int
    sentence_id: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term that a section uses; the word in the text and the meaning link together."""

    term: str
    meaning: str
    anchor: str
    word_anchor: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section, ready to be shown but for cleaning its HTML."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    terms: tuple[Term, ...]

    @property
    def check_ids(self) -> tuple[str, ...]:
        return tuple(block.question_id for block in self.blocks if block.type == "check")


@dataclass(frozen=True, slots=True)
class Law:
    """A law and when it held; `ends` None means that it still holds."""

    name: str
    begins: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class Standard:
    """A curriculum standard."""

    id: str
    framework: str
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """Everything that one version of a lesson says."""

    objectives: tuple[str, ...]
    laws: tuple[Law, ...]
    standards: tuple[Standard, ...]
    content_note: str
    discussion: str
    introduction: Section
    sections: tuple[Section, ...]
    sentence_ids: frozenset[str]

    @property
    def section_ids(self) -> tuple[str, ...]:
        return tuple(section.id for section in self.sections)

    @property
    def check_ids(self) -> tuple[str, ...]:
        return tuple(each for section in self.sections for each in section.check_ids)

    @property
    def documents(self) -> tuple[Source, ...]:
        """The documents that its sentences and figures rest on, each once and by title."""
        blocks = [block for section in self.sections for block in section.blocks]
        cited = [
            *(
                source
                for section in self.sections
                for note in section.notes
                for source in note.sources
            ),
            *(source for block in blocks if block.figure for source in block.figure.sources),
        ]
        found = {replace(source, at="") for source in cited}
        return tuple(sorted(found, key=lambda source: source.title.casefold()))

    def section(self, section_id: str) -> Section:
        """The section of that id, which must be one of the text's."""
        return self.sections[self.section_ids.index(section_id)]

    def section_after(self, section_id: str) -> Section | None:
        """The section that follows; None after the last one."""
        return next(iter(self.sections[self.section_ids.index(section_id) + 1 :]), None)


@lru_cache(maxsize=512)
def text_of(version_id: UUID) -> Text:
    """The text of a version, which is immutable; the version must exist."""
    body = db.session.execute(
        select(LessonVersion.body).where(LessonVersion.id == version_id)
    ).scalar_one()
    return read_body(body)


def read_body(body: Mapping[str, Any]) -> Text:
    """The text in a stored body, as content/ wrote it."""
    terms = body["terms"]
    opening = [{"type": "prose", "html": body["intro_html"]}] if body["intro_html"] else []
    introduction = {"id": "introduction", "title": "", "blocks": opening, "notes": []}
    return Text(
        objectives=tuple(each["text"] for each in body["objectives"]),
        laws=tuple(_law(each) for each in body["law"]),
        standards=tuple(
            Standard(each["id"], each["framework"], each["text"]) for each in body["standards"]
        ),
        content_note=body.get("content_note", ""),
        discussion=body.get("discussion", ""),
        introduction=_section(introduction, terms),
        sections=tuple(_section(each, terms) for each in body["sections"]),
        sentence_ids=frozenset(body["sentences"]),
    )


def _law(raw: Mapping[str, Any]) -> Law:
    return Law(raw["name"], _day(raw["from"]), _day(raw["until"]))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _section(raw: Mapping[str, Any], terms: Mapping[str, Any]) -> Section:
    linker = _TermLinker(raw["id"], terms)
    blocks = tuple(
        Block(
            type=block["type"],
            html=linker.link(block["html"]) if block["type"] == "prose" else "",
            figure=read_figure(block["figure"]) if block["type"] == "figure" else None,
            question_id=block.get("question_id", ""),
        )
        for block in raw["blocks"]
    )
    return Section(
        raw["id"], raw["title"], blocks, tuple(_note(each) for each in raw["notes"]), linker.terms
    )


def _note(raw: Mapping[str, Any]) -> Note:
    return Note(
        number=raw["number"],
        sentence_id=raw["sentence_id"],
        sources=read_sources(raw["sources"]),
    )


class _TermLinker:
    """Points each term of a section at the section's own list of terms, and back."""

    def __init__(self, section_id: str, terms: Mapping[str, Any]) -> None:
        self._section_id = section_id
        self._known = terms
        self._used: dict[str, Term] = {}

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(self._used.values())

    def link(self, html: str) -> str:
        return _TERM_LINK.sub(self._replace, html)

    def _replace(self, match: re.Match[str]) -> str:
        term_id = match[1]
        if term_id not in self._known:
            return "<a>"
        if term_id in self._used:
            return f'<a class="term" href="#{self._used[term_id].anchor}">'
        known = self._known[term_id]
        place = f"{self._section_id}.{term_id}"
        term = Term(known["term"], known["meaning"], f"term-{place}", f"word-{place}")
        self._used[term_id] = term
        return f'<a class="term" href="#{term.anchor}" id="{term.word_anchor}">'
