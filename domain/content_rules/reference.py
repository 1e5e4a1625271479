"""The reference files: objectives, facts, sources, misconceptions, glossary and standards."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from domain.content_files import (
    Anchor,
    Citation,
    Fact,
    Fault,
    Misconception,
    Objective,
    Reference,
    Source,
    Standard,
    Term,
)
from domain.content_rules.drafts import Marked
from domain.content_rules.known import Known
from domain.content_rules.reader import Reader, readers, unknown


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Entry = TypeVar("Entry", bound=_Named)


def check_reference(files: Mapping[str, Marked], known: Known, faults: list[Fault]) -> Reference:
    """Return the reference entries of a course and add what is wrong with them to `faults`."""

    def entries(name: str, fields: str, read: Callable[[Reader, Known], Entry]) -> dict[str, Entry]:
        if name not in files:
            return {}
        found = readers(files[name], faults, fields.split())
        return unique([(reader, read(reader, known)) for reader in found])

    return Reference(
        objectives=entries("objectives", "id text lesson standards", _objective),
        facts=entries("facts", "id text period unverified sources", _fact),
        sources=entries("sources", "id title publisher date kind", _source),
        misconceptions=entries("misconceptions", "id belief truth facts repair", _misconception),
        glossary=entries("glossary", "id term meaning", _term),
        standards=entries("standards", "id framework text", _standard),
    )


def unique(found: list[tuple[Reader, Entry]]) -> dict[str, Entry]:
    """Return entries by id; a second one with the same id is a fault."""
    first: dict[str, Entry] = {}
    for reader, entry in found:
        if entry.id in first:
            message = f'The id "{entry.id}" is used twice: give this one an id of its own.'
            reader.fault("duplicate_id", message, "id")
        elif entry.id:
            first[entry.id] = entry
    return first


def _objective(reader: Reader, known: Known) -> Objective:
    return Objective(
        id=reader.slug(),
        text=reader.text("text"),
        lesson=reader.known("lesson", known.lessons, "lesson"),
        standards=reader.all_known("standards", known.standards, "standard", required=False),
    )


def _fact(reader: Reader, known: Known) -> Fact:
    unverified = reader.text("unverified", required=False)
    citations = reader.entries("sources", ("source", "at"), required=not unverified)
    return Fact(
        id=reader.code(),
        text=reader.text("text"),
        period=reader.text("period"),
        sources=tuple(cited(each, known) for each in citations),
    )


def cited(reader: Reader, known: Known) -> Citation:
    """Return a place in a source."""
    return Citation(
        source=reader.known("source", known.sources, "source"),
        at=reader.text("at", required=False),
    )


def _source(reader: Reader, _known: Known) -> Source:
    return Source(
        id=reader.slug(),
        title=reader.text("title"),
        publisher=reader.text("publisher"),
        date=reader.text("date"),
        kind=reader.one_of("kind", ("primary", "secondary")),
    )


def _misconception(reader: Reader, known: Known) -> Misconception:
    return Misconception(
        id=reader.slug(),
        belief=reader.text("belief"),
        truth=reader.text("truth"),
        facts=reader.all_known("facts", known.facts, "fact", required=False),
        repair=_repair(reader, known),
    )


def _repair(reader: Reader, known: Known) -> Anchor | None:
    anchor = reader.anchor("repair", required=False)
    if anchor is None:
        return None
    if anchor.lesson not in known.sections:
        reader.fault("unknown_lesson", unknown("lesson", anchor.lesson, known.lessons), "repair")
    elif anchor.place not in known.sections[anchor.lesson]:
        sections = known.sections[anchor.lesson]
        reader.fault("dead_anchor", unknown("section", anchor.place, sections), "repair")
    return anchor


def _term(reader: Reader, _known: Known) -> Term:
    return Term(reader.slug(), reader.text("term"), reader.text("meaning"))


def _standard(reader: Reader, _known: Known) -> Standard:
    return Standard(reader.code(), reader.text("framework"), reader.text("text"))
