"""A copy of the Riverbend course that a story may change."""

import shutil
from pathlib import Path

import pytest

from content.courses import load_course
from domain.content_files import BadContent, Course, Fault
from tests.courses import BANKS, LESSONS


class CopiedCourse:
    """The invented course in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.lessons = folder / "lessons"
        self.banks = folder / "banks"
        shutil.copytree(LESSONS, self.lessons)
        shutil.copytree(BANKS, self.banks)

    def path(self, name: str) -> Path:
        """Return a file by a short name, or a reference file by its own."""
        short = {
            "bank": self.banks / "riverbend-bank.yaml",
            "quizzes": self.banks / "quizzes.yaml",
            "course": self.lessons / "course.yaml",
            "data": self.lessons / "data" / "data.yaml",
            "votes": self.lessons / "data" / "invented-votes.csv",
            "notes": self.lessons / "meeting-rules" / "teacher.yaml",
            "meeting": self.lessons / "meeting-rules" / "lesson.md",
            "voting": self.lessons / "voting-rules" / "lesson.md",
        }
        return short.get(name, self.lessons / "reference" / f"{name}.yaml")

    def place(self, name: str, words: str) -> str:
        """Return file and line of the first `words` in a file."""
        path = self.path(name)
        text = path.read_text()
        return f"{path}:{text[: text.index(words)].count(chr(10)) + 1}"

    def change(self, name: str, old: str, new: str) -> int:
        """Replace the first `old` of a file by `new` and return its line."""
        path = self.path(name)
        text = path.read_text()
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new, 1))
        return text[: text.index(old)].count("\n") + 1

    def load(self) -> Course:
        """Return the course as it now is."""
        return load_course(self.lessons, self.banks)

    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with the course as it now is."""
        try:
            self.load()
        except BadContent as bad:
            return bad.faults
        return ()


@pytest.fixture
def riverbend(tmp_path: Path) -> CopiedCourse:
    """The Riverbend course, free to change."""
    return CopiedCourse(tmp_path)
