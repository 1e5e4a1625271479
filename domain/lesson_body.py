"""The plain JSON in which a lesson's published text is kept, and by which pages draw it.

    {"objectives": [{"id", "text"}],
     "law": [{"name", "from", "until"}],
     "standards": [{"id", "framework", "text"}],
     "content_note": text, "discussion": text,
     "teacher_notes": {...} or null,
     "intro_html": html,
     "sections": [{"id", "title", "blocks": [...], "notes": [...]}],
     "sentences": {id: {"section", "text", "facts", "fingerprint"}},
     "terms": {id: {"term", "meaning"}}}

A block is {"type": "prose", "html"}, {"type": "figure", "figure": {...}} or
{"type": "check", "question_id"}. A note is {"number", "sentence_id", "fact_ids",
"sources": [{"title", "publisher", "date", "at"}]}. A figure is {"id", "kind", "title", "text",
"rows"} and the words of its kind; one that is drawn from a table of votes has the table's rows,
"democratic" and "republican" (the candidates) and "sources" too.

Versions that were published before there was a content note, a discussion or teacher notes have
none of the three.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from domain import teacher_notes
from domain.content_files import (
    Block,
    Citation,
    Figure,
    Law,
    Lesson,
    Prose,
    Reference,
    Section,
    Sentence,
)


def lesson_body(lesson: Lesson, reference: Reference) -> dict[str, Any]:
    """Return a lesson's body as plain JSON values."""
    objectives = (reference.objectives[each] for each in lesson.objectives)
    standards = (reference.standards[each] for each in lesson.standards)
    terms = (reference.glossary[each] for each in lesson.terms)
    return {
        "objectives": [{"id": each.id, "text": each.text} for each in objectives],
        "law": [_law(each) for each in lesson.law],
        "standards": [
            {"id": each.id, "framework": each.framework, "text": each.text} for each in standards
        ],
        "content_note": lesson.content_note,
        "discussion": lesson.discussion,
        "teacher_notes": teacher_notes.to_json(lesson.notes) if lesson.notes else None,
        "intro_html": lesson.intro_html,
        "sections": [_section(each, lesson, reference) for each in lesson.sections],
        "sentences": {each.id: _sentence(each) for each in lesson.sentences.values()},
        "terms": {each.id: {"term": each.term, "meaning": each.meaning} for each in terms},
    }


def iso(day: date | None) -> str | None:
    """Return a day as text, None for none."""
    return day.isoformat() if day else None


def _law(law: Law) -> dict[str, Any]:
    return {"name": law.name, "from": iso(law.period.starts), "until": iso(law.period.ends)}


def _section(section: Section, lesson: Lesson, reference: Reference) -> dict[str, Any]:
    cited = (each for each in lesson.sentences.values() if each.section == section.id)
    return {
        "id": section.id,
        "title": section.title,
        "blocks": [_block(each, reference) for each in section.blocks],
        "notes": [_note(each, reference) for each in cited],
    }


def _block(block: Block, reference: Reference) -> dict[str, Any]:
    if isinstance(block, Prose):
        return {"type": "prose", "html": block.html}
    if isinstance(block, Figure):
        return {"type": "figure", "figure": _figure(block, reference)}
    return {"type": "check", "question_id": block.question_id}


def _figure(figure: Figure, reference: Reference) -> dict[str, Any]:
    said = {
        "id": figure.id,
        "kind": figure.kind,
        "title": figure.title,
        "text": figure.text,
        "rows": [dict(row) for row in figure.rows],
        **figure.words,
    }
    if figure.votes is None:
        return said
    return {
        **said,
        "rows": [dict(row) for row in figure.votes.rows],
        "democratic": figure.votes.democratic,
        "republican": figure.votes.republican,
        "sources": sources_cited(figure.votes.sources, reference),
    }


def _sentence(sentence: Sentence) -> dict[str, Any]:
    return {
        "section": sentence.section,
        "text": sentence.text,
        "facts": list(sentence.facts),
        "fingerprint": sentence.fingerprint,
    }


def _note(sentence: Sentence, reference: Reference) -> dict[str, Any]:
    return {
        "number": sentence.number,
        "sentence_id": sentence.id,
        "fact_ids": list(sentence.facts),
        "sources": cited_sources(sentence.facts, reference),
    }


def cited_sources(facts: Iterable[str], reference: Reference) -> list[dict[str, str]]:
    """Return the sources behind facts, each place in each source once."""
    return sources_cited(
        (each for fact in facts for each in reference.facts[fact].sources), reference
    )


def sources_cited(citations: Iterable[Citation], reference: Reference) -> list[dict[str, str]]:
    """Return the places in sources, each once."""
    found = []
    for citation in dict.fromkeys(citations):
        source = reference.sources[citation.source]
        found.append(
            {
                "title": source.title,
                "publisher": source.publisher,
                "date": source.date,
                "at": citation.at,
            }
        )
    return found
