"""What `content/` read from a course's files, not yet checked: plain values with their lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from domain.content_files import Fault, Sentence

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A plain value from a file, or a part of one, that knows the line of everything inside it."""

    file: str
    value: object
    lines: Mapping[Path, int]
    path: Path = ()

    def at(self, key: str | int) -> "Marked":
        """Return the part under a key of a mapping or a position of a list."""
        return Marked(self.file, self.value[key], self.lines, (*self.path, key))  # type: ignore[index]

    def line(self, *path: str | int) -> int:
        """Return the line of the thing at `path`, or of the nearest thing around it."""
        whole = (*self.path, *path)
        while whole and whole not in self.lines:
            whole = whole[:-1]
        return self.lines.get(whole, 1)


@dataclass(frozen=True, slots=True)
class DraftLink:
    """Something a lesson's text points at: a glossary term or another place."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A part of a section: prose has html, a figure and a check have data."""

    kind: str
    line: int
    html: str = ""
    data: Marked | None = None


@dataclass(frozen=True, slots=True)
class DraftSection:
    """A level-two heading and what follows it."""

    id: str
    title: str
    line: int
    blocks: tuple[DraftBlock, ...]


@dataclass(frozen=True, slots=True)
class DraftLesson:
    """One lesson.md, and the teacher.yaml beside it where there is one."""

    file: str
    front: Marked
    intro_html: str
    sections: tuple[DraftSection, ...]
    sentences: tuple[Sentence, ...]
    terms: tuple[DraftLink, ...]
    links: tuple[DraftLink, ...]
    words: int
    passages: tuple[str, ...]
    teacher: Marked | None = None


@dataclass(frozen=True, slots=True)
class CourseDraft:
    """All files of a course, and the faults that reading them met.

    `data` says what the `tables` are, which hold the rows of the CSV files by name.
    """

    course: Marked
    reference: Mapping[str, Marked]
    data: Marked
    tables: Mapping[str, Marked]
    lessons: tuple[DraftLesson, ...]
    banks: tuple[Marked, ...]
    quizzes: Marked
    faults: tuple[Fault, ...]
