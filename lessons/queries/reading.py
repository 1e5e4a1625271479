"""How far a learner is with a lesson: what they read, what they answered, where they left."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from domain.people import Actor
from lessons.queries.texts import Section, Text
from models.reading import CheckAnswer, ReadingPlace, SectionRead
from models.session import db


@dataclass(frozen=True, slots=True)
class Trail:
    """What is stored of one learner and one lesson, of whatever version."""

    read: frozenset[str] = frozenset()
    answered: frozenset[str] = frozenset()
    place: str | None = None


NO_TRAIL = Trail()


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a learner is with the present text of a lesson."""

    text: Text
    trail: Trail

    @property
    def has_begun(self) -> bool:
        return self.trail != NO_TRAIL

    @property
    def sections_read(self) -> int:
        return sum(section.id in self.trail.read for section in self.text.sections)

    @property
    def sections_total(self) -> int:
        return len(self.text.sections)

    @property
    def steps_done(self) -> int:
        """Of the sections to read and the questions to answer, as a student's first page counts."""
        left = sum(len(self.checks_left_in(section)) for section in self.text.sections)
        return self.sections_read + self.checks_total - left

    @property
    def checks_total(self) -> int:
        return sum(len(section.check_ids) for section in self.text.sections)

    @property
    def is_finished(self) -> bool:
        return all(self._is_done(section) for section in self.text.sections)

    @property
    def resume_at(self) -> Section | None:
        """The section to go on with: where they left or the next to read, then open questions."""
        if not self.has_begun:
            return None
        sections = self.text.sections
        ids = self.text.section_ids
        start = ids.index(self.trail.place) if self.trail.place in ids else 0
        ahead = (*sections[start:], *sections[:start])
        to_read = (section for section in ahead if not self.has_read(section))
        return next(to_read, None) or next(iter(self.asking), None)

    @property
    def asking(self) -> tuple[Section, ...]:
        """The sections that are read while a question of theirs is still open."""
        return tuple(
            section
            for section in self.text.sections
            if self.has_read(section) and self.checks_left_in(section)
        )

    def has_read(self, section: Section) -> bool:
        return section.id in self.trail.read

    def checks_left_in(self, section: Section) -> tuple[str, ...]:
        return tuple(each for each in section.check_ids if each not in self.trail.answered)

    def anchor(self, section: Section) -> str:
        """Where in the page to go on: the section's question once the section is read."""
        left = self.checks_left_in(section)
        return f"check-{left[0]}" if self.has_read(section) and left else section.id

    def _is_done(self, section: Section) -> bool:
        return self.has_read(section) and not self.checks_left_in(section)


def trails(actor: Actor, lesson_ids: Sequence[str]) -> Mapping[str, Trail]:
    """The actor's trails in these lessons; only students leave any."""
    if not actor.is_student:
        return dict.fromkeys(lesson_ids, NO_TRAIL)
    read = _by_lesson(
        select(SectionRead.lesson_id, SectionRead.section_id).where(
            SectionRead.person_id == actor.person_id, SectionRead.lesson_id.in_(lesson_ids)
        )
    )
    answered = _by_lesson(
        select(CheckAnswer.lesson_id, CheckAnswer.question_id)
        .where(CheckAnswer.person_id == actor.person_id, CheckAnswer.lesson_id.in_(lesson_ids))
        .distinct()
    )
    places = _by_lesson(
        select(ReadingPlace.lesson_id, ReadingPlace.section_id).where(
            ReadingPlace.person_id == actor.person_id, ReadingPlace.lesson_id.in_(lesson_ids)
        )
    )
    return {
        each: Trail(read[each], answered[each], next(iter(places[each]), None))
        for each in lesson_ids
    }


def _by_lesson(pairs: Select[str, str]) -> Mapping[str, frozenset[str]]:
    """Return the second column's values by the first; none for a lesson without rows."""
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for lesson_id, value in db.session.execute(pairs):
        found[lesson_id] |= {value}
    return found
