"""What a course's files say: values that passed every check, and faults that name file and line.

`domain.content_rules.check_course` makes these values from drafts that `content/` read.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from domain.question_kinds.base import AnyKind
from domain.teacher_notes import TeacherNotes

LEVELS: Final = ("recall", "understand", "apply", "analyse")
USES: Final = ("graded", "practice")
CHECK_USE: Final = "check"
CHANGES: Final = ("wording", "meaning", "key")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing for an author to put right; the message names the cure.

    `hides_ids` is of a file that cannot be read: what other files name in it is not missing.
    """

    file: str
    line: int
    code: str
    message: str
    hides_ids: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class BadContent(ValueError):
    """Course files that cannot be published; `faults` names everything that is wrong."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = tuple(faults)


def fingerprint(text: str) -> str:
    """Return eight characters that change when the words of a text do."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the files something is written."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Period:
    """When a law held: from its first day until the day another took its place, if one did."""

    starts: date | None
    ends: date | None


@dataclass(frozen=True, slots=True)
class Law:
    """A law that a lesson teaches, and when it held."""

    name: str
    period: Period


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place in a lesson, written `lesson#section` or `lesson#sentence`."""

    lesson: str
    place: str


@dataclass(frozen=True, slots=True)
class Objective:
    """What a learner can do afterwards."""

    id: str
    text: str
    lesson: str
    standards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source and the place in it."""

    source: str
    at: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement the course rests on."""

    id: str
    text: str
    period: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts are taken from."""

    id: str
    title: str
    publisher: str
    date: str
    kind: str


@dataclass(frozen=True, slots=True)
class Misconception:
    """A false belief, why it is false, and the section that mends it."""

    id: str
    belief: str
    truth: str
    facts: tuple[str, ...]
    repair: Anchor | None


@dataclass(frozen=True, slots=True)
class Term:
    """A glossary term and its plain meaning."""

    id: str
    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Standard:
    """A curriculum standard."""

    id: str
    framework: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """What a course rests on, each by its id and in written order."""

    objectives: Mapping[str, Objective]
    facts: Mapping[str, Fact]
    sources: Mapping[str, Source]
    misconceptions: Mapping[str, Misconception]
    glossary: Mapping[str, Term]
    standards: Mapping[str, Standard]


@dataclass(frozen=True, slots=True)
class Prose:
    """Text between figures and checks, as sanitised HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class VoteTable:
    """Who received each state's electoral votes: rows of `state`, `abbr`, `electors`, `winner`,
    `democratic` and `republican`. The last two name the candidates too."""

    id: str
    title: str
    democratic: str
    republican: str
    rows: tuple[Mapping[str, str | int], ...]
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture drawn from its rows or from a table, and the words that say the same.

    `words` are the labels that its kind asks for beside those of its rows.
    """

    id: str
    kind: str
    title: str
    text: str
    rows: tuple[Mapping[str, str | int], ...]
    words: Mapping[str, str]
    votes: VoteTable | None


@dataclass(frozen=True, slots=True)
class Check:
    """The place of a check-yourself question."""

    question_id: str


Block: TypeAlias = Prose | Figure | Check


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that questions may cite. `is_dated`: it says what one law of two provides."""

    id: str
    number: int
    section: str
    text: str
    facts: tuple[str, ...]
    is_dated: bool
    line: int

    @property
    def fingerprint(self) -> str:
        """Eight characters that change when the sentence's words do."""
        return fingerprint(self.text)


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a lesson."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its key. `body` belongs to its kind."""

    id: str
    kind: AnyKind
    body: Any
    use: str
    objective: str
    level: str
    law: Period | None
    stem: str
    explanation: str
    trace: Anchor
    facts: tuple[str, ...]
    affirmed: str
    change: str
    place: Place


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson, its cited sentences by id and its check-yourself questions.

    `passages` are its paragraphs in plain words; `notes` are for its teachers alone.
    """

    id: str
    file: str
    title: str
    summary: str
    minutes: int
    objectives: tuple[str, ...]
    law: tuple[Law, ...]
    facts: tuple[str, ...]
    standards: tuple[str, ...]
    content_note: str
    discussion: str
    intro_html: str
    sections: tuple[Section, ...]
    sentences: Mapping[str, Sentence]
    terms: tuple[str, ...]
    checks: tuple[Question, ...]
    words: int
    passages: tuple[str, ...]
    notes: TeacherNotes | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in order."""
        blocks = (block for section in self.sections for block in section.blocks)
        return tuple(block for block in blocks if isinstance(block, Figure))


@dataclass(frozen=True, slots=True)
class Bank:
    """A bank of questions."""

    id: str
    title: str
    lesson: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class QuizPart:
    """One draw from a bank: these questions, or `random_count` others."""

    bank: str
    questions: tuple[str, ...]
    random_count: int


@dataclass(frozen=True, slots=True)
class PreparedQuiz:
    """A quiz that is ready to assign; those with one `form_of` are parallel forms."""

    id: str
    title: str
    summary: str
    lesson: str
    form_of: str
    parts: tuple[QuizPart, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A whole course that passed every check; `gaps` are what it lacks of being complete.

    `core_path` are the ids of the lessons that no class leaves out, a class period for each.
    """

    id: str
    title: str
    summary: str
    language: str
    reference: Reference
    lessons: tuple[Lesson, ...]
    core_path: tuple[str, ...]
    banks: tuple[Bank, ...]
    quizzes: tuple[PreparedQuiz, ...]
    gaps: tuple[Fault, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question: those of the lessons, then those of the banks."""
        checks = (question for lesson in self.lessons for question in lesson.checks)
        return (*checks, *(question for bank in self.banks for question in bank.questions))

    def core_period(self, lesson_id: str) -> int | None:
        """Return the number of a lesson on the core path, None beside it."""
        on_path = lesson_id in self.core_path
        return self.core_path.index(lesson_id) + 1 if on_path else None

    def lesson(self, lesson_id: str) -> Lesson:
        """Return a lesson by its id; raises `KeyError`."""
        return {lesson.id: lesson for lesson in self.lessons}[lesson_id]

    def sentence(self, anchor: Anchor) -> Sentence:
        """Return the cited sentence at `anchor`; raises `KeyError`."""
        return self.lesson(anchor.lesson).sentences[anchor.place]
