"""Which ids a course has: what every reference from one file to another is checked against."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.content_files import Period, Sentence, VoteTable
from domain.content_rules.drafts import CourseDraft, DraftLesson, Marked

REFERENCE_FILES = (
    "objectives",
    "facts",
    "sources",
    "misconceptions",
    "glossary",
    "standards",
)


@dataclass(frozen=True, slots=True)
class Known:
    """The ids in the files of a course, collected before anything is checked."""

    objectives: frozenset[str]
    facts: frozenset[str]
    bare_facts: frozenset[str]
    """Facts that have no source, so that nothing may rest on them."""
    sources: frozenset[str]
    misconceptions: frozenset[str]
    glossary: frozenset[str]
    standards: frozenset[str]
    sections: Mapping[str, frozenset[str]]
    sentences: Mapping[str, Mapping[str, Sentence]]
    law_dates: Mapping[str, frozenset[str]]
    table_ids: frozenset[str]
    tables: Mapping[str, VoteTable]
    """The tables of votes themselves, once they are checked: figures are drawn from them."""

    @property
    def lessons(self) -> frozenset[str]:
        return frozenset(self.sections)

    def has_period(self, lesson: str, period: Period) -> bool:
        """Whether the dates of a period are dates on which the lesson's law changed."""
        dates = {day.isoformat() for day in (period.starts, period.ends) if day}
        return dates <= self.law_dates.get(lesson, frozenset())


def collect(draft: CourseDraft) -> Known:
    """Collect the ids of a course; what has no readable id is left out."""
    lessons = [(_id(lesson.front.value), lesson) for lesson in draft.lessons]
    return Known(
        bare_facts=_bare(draft.reference.get("facts")),
        **{name: _ids(draft.reference.get(name)) for name in REFERENCE_FILES},
        sections={own: frozenset(each.id for each in lesson.sections) for own, lesson in lessons},
        sentences={own: {each.id: each for each in lesson.sentences} for own, lesson in lessons},
        law_dates={own: _law_dates(lesson) for own, lesson in lessons},
        table_ids=_ids(draft.data),
        tables={},
    )


def _bare(marked: Marked | None) -> frozenset[str]:
    entries = marked.value if marked and isinstance(marked.value, list) else []
    found = (each for each in entries if isinstance(each, Mapping) and not each.get("sources"))
    return frozenset(map(_id, found))


def _ids(marked: Marked | None) -> frozenset[str]:
    entries = marked.value if marked else None
    return frozenset(map(_id, entries)) - {""} if isinstance(entries, list) else frozenset()


def _id(entry: object) -> str:
    found = entry.get("id") if isinstance(entry, Mapping) else None
    return found if isinstance(found, str) else ""


def _law_dates(lesson: DraftLesson) -> frozenset[str]:
    front = lesson.front.value
    laws = front.get("law") if isinstance(front, Mapping) else None
    found = [law for law in laws if isinstance(law, Mapping)] if isinstance(laws, list) else []
    return frozenset(str(law[name]) for law in found for name in ("from", "until") if name in law)
