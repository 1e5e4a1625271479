"""One lesson: its front matter, sections, cited sentences, figures and check questions."""

from collections.abc import Iterable
from typing import Final

from domain.content_files import (
    Block,
    Check,
    Fault,
    Law,
    Lesson,
    Prose,
    Question,
    Section,
)
from domain.content_rules.drafts import DraftBlock, DraftLesson, DraftSection
from domain.content_rules.figures import check_figure
from domain.content_rules.known import Known
from domain.content_rules.questions import COMMON_FIELDS, question_fields, read_question
from domain.content_rules.reader import Reader, is_slug, unknown, without_source
from domain.content_rules.teacher import check_teacher

FRONT_FIELDS: Final = frozenset(
    [
        "id",
        "title",
        "summary",
        "minutes",
        "objectives",
        "law",
        "facts",
        "standards",
        "content_note",
        "discussion",
    ]
)


def check_lesson(draft: DraftLesson, known: Known, faults: list[Fault]) -> Lesson:
    """Return the lesson a draft makes and add what is wrong with it to `faults`."""
    front = Reader(draft.front, faults, FRONT_FIELDS)
    own = front.slug()
    checks: list[Question] = []
    sections = [_section(each, own, known, checks, faults) for each in draft.sections]
    _check_endings(draft, faults)
    if not sections:
        front.fault("no_sections", "A lesson needs a section: a heading `## Title {#id}`.")
    _check_anchors(draft, faults)
    _check_sentences(draft, known, faults)
    _check_links(draft, own, known, faults)
    return Lesson(
        id=own,
        file=draft.file,
        title=front.text("title"),
        summary=front.text("summary"),
        minutes=front.whole("minutes", 1, 300),
        objectives=front.all_known("objectives", known.objectives, "objective"),
        law=tuple(_law(each) for each in _laws(front)),
        facts=front.all_known("facts", known.facts, "fact", required=False),
        standards=front.all_known("standards", known.standards, "standard", required=False),
        content_note=front.text("content_note", required=False),
        discussion=front.text("discussion", required=False),
        intro_html=draft.intro_html,
        sections=tuple(sections),
        sentences={each.id: each for each in draft.sentences},
        terms=tuple(dict.fromkeys(link.target for link in draft.terms)),
        checks=tuple(checks),
        words=draft.words,
        passages=draft.passages,
        notes=check_teacher(draft.teacher, known, faults) if draft.teacher else None,
    )


def _laws(front: Reader) -> list[Reader]:
    return front.entries("law", ("name", "from", "until"), required=False)


def _law(reader: Reader) -> Law:
    return Law(reader.text("name"), reader.period())


def _section(
    draft: DraftSection, lesson: str, known: Known, checks: list[Question], faults: list[Fault]
) -> Section:
    blocks = [_block(each, lesson, known, checks, faults) for each in draft.blocks]
    return Section(draft.id, draft.title, tuple(each for each in blocks if each is not None))


def _block(
    draft: DraftBlock, lesson: str, known: Known, checks: list[Question], faults: list[Fault]
) -> Block | None:
    if draft.data is None:
        return Prose(draft.html)
    if draft.kind == "figure":
        return check_figure(draft.data, known, faults)
    fields = question_fields(draft.data.value, COMMON_FIELDS)
    reader = Reader(draft.data, faults, fields)
    question = read_question(reader, lesson, known, is_check=True)
    if question is None:
        return None
    checks.append(question)
    return Check(question.id)


def _check_endings(draft: DraftLesson, faults: list[Fault]) -> None:
    for section in draft.sections:
        kinds = [block.kind for block in section.blocks]
        if kinds.count("check") != 1 or kinds[-1] != "check":
            message = "A section must end with one `check` question, and hold no other."
            faults.append(Fault(draft.file, section.line, "section_check", message))


def _check_anchors(draft: DraftLesson, faults: list[Fault]) -> None:
    """Sections and figures share one page, so their ids must differ; so must those of sentences."""
    blocks = [block for section in draft.sections for block in section.blocks]
    figures = [
        (str(block.data.value.get("id")), block.line)
        for block in blocks
        if block.kind == "figure" and block.data and isinstance(block.data.value, dict)
    ]
    sections = [(section.id, section.line) for section in draft.sections]
    _each_once(draft.file, [*sections, *figures], faults)
    _each_once(draft.file, [(each.id, each.line) for each in draft.sentences], faults)


def _each_once(file: str, ids: Iterable[tuple[str, int]], faults: list[Fault]) -> None:
    seen: dict[str, int] = {}
    for own, line in ids:
        if not is_slug(own):
            message = f'"{own}" is no id: use lower-case letters, digits and single hyphens.'
            faults.append(Fault(file, line, "not_an_id", message))
        elif own in seen:
            message = f'The id "{own}" stands on line {seen[own]} already: choose another.'
            faults.append(Fault(file, line, "duplicate_id", message))
        seen.setdefault(own, line)


def _check_sentences(draft: DraftLesson, known: Known, faults: list[Fault]) -> None:
    for each in draft.sentences:
        if not each.facts:
            message = f'The sentence "{each.id}" names no facts: write {{#{each.id} facts="..."}}.'
            faults.append(Fault(draft.file, each.line, "facts_missing", message))
        for fact in each.facts:
            if fact not in known.facts:
                message = unknown("fact", fact, known.facts)
                faults.append(Fault(draft.file, each.line, "unknown_fact", message))
            elif fact in known.bare_facts:
                message = without_source(fact)
                faults.append(Fault(draft.file, each.line, "fact_without_source", message))


def _check_links(draft: DraftLesson, own: str, known: Known, faults: list[Fault]) -> None:
    for term in draft.terms:
        if term.target not in known.glossary:
            message = unknown("glossary term", term.target, known.glossary)
            faults.append(Fault(draft.file, term.line, "unknown_term", message))
    for link in draft.links:
        lesson, _, place = link.target.partition("#")
        sections = known.sections.get(lesson or own)
        if link.target.startswith("https://"):
            continue
        if sections is None or (place and place not in sections):
            message = (
                f'The link "{link.target[:80]}" leads nowhere: write https://..., #section, '
                "lesson or lesson#section."
            )
            faults.append(Fault(draft.file, link.line, "dead_link", message))
