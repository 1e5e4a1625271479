"""Where courses are, and how one is read whole from its files."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from content.lesson_text import read_lesson_text
from content.reading import Unreadable, read_csv, read_text, read_yaml, split_front_matter
from domain.content_files import BadContent, Course, Fault
from domain.content_rules import check_course
from domain.content_rules.drafts import CourseDraft, DraftLesson, Marked
from domain.content_rules.known import REFERENCE_FILES
from domain.content_rules.reader import is_slug

ROOT: Final = Path(__file__).resolve().parent.parent
COURSES_DIR: Final = ROOT / "lessons" / "content"
BANKS_DIR: Final = ROOT / "quizzes" / "banks"

QUIZZES: Final = "quizzes"
OTHER_FOLDERS: Final = frozenset({"reference", "data"})
LESSON_FILES: Final = frozenset({"lesson.md", "teacher.yaml"})


def course_folders() -> list[Path]:
    """Return the folder of each course that comes with the product."""
    return sorted(path.parent for path in COURSES_DIR.glob("*/course.yaml"))


def banks_folder(folder: Path) -> Path:
    """Return where the banks of the course in `folder` are."""
    return BANKS_DIR / folder.resolve().name


def load_course(folder: Path, banks: Path) -> Course:
    """Return the course in two folders; raises `BadContent` with every fault found."""
    return check_course(read_course(folder, banks))


def read_course(folder: Path, banks: Path) -> CourseDraft:
    """Read a course's files without checking them; raises `BadContent` without a course.yaml."""
    faults: list[Fault] = []
    course = _yaml(folder / "course.yaml", faults)
    if course is None:
        raise BadContent(faults)
    lessons = list(_listed(course, "lessons", faults))
    bank_names = list(_listed(course, "banks", faults))
    faults += _unlisted(course.file, lessons, _lesson_folders(folder), "lessons")
    faults += _unlisted(course.file, bank_names, _bank_files(banks), "banks")
    faults += _unread(folder, banks)
    drafts = [_lesson(folder / name, faults) for name in lessons]
    marked = [_yaml(banks / f"{name}.yaml", faults) for name in bank_names]
    quizzes = _optional(banks / f"{QUIZZES}.yaml", faults)
    reference = {
        name: _optional(folder / "reference" / f"{name}.yaml", faults) for name in REFERENCE_FILES
    }
    data = _optional(folder / "data" / "data.yaml", faults)
    return CourseDraft(
        course=course,
        reference=reference,
        data=data,
        tables=_tables(data, folder / "data", faults),
        lessons=tuple(draft for draft in drafts if draft is not None),
        banks=tuple(bank for bank in marked if bank is not None),
        quizzes=quizzes,
        faults=tuple(faults),
    )


def shown_name(path: Path) -> str:
    """Return the name of a file for messages: short where it is part of the product."""
    whole = path.resolve()
    return str(whole.relative_to(ROOT)) if whole.is_relative_to(ROOT) else str(path)


def _yaml(path: Path, faults: list[Fault]) -> Marked | None:
    file = shown_name(path)
    try:
        return read_yaml(read_text(path, file), file)
    except Unreadable as error:
        faults.append(error.fault)
        return None


def _optional(path: Path, faults: list[Fault]) -> Marked:
    found = _yaml(path, faults) if path.exists() else None
    return found or Marked(shown_name(path), None, {})


def _lesson(folder: Path, faults: list[Fault]) -> DraftLesson | None:
    path = folder / "lesson.md"
    file = shown_name(path)
    try:
        front, text, first_line = split_front_matter(read_text(path, file), file)
        draft = read_lesson_text(front, text, first_line, faults)
    except Unreadable as error:
        faults.append(error.fault)
        return None
    teacher = folder / "teacher.yaml"
    return replace(draft, teacher=_yaml(teacher, faults)) if teacher.exists() else draft


def _tables(data: Marked, folder: Path, faults: list[Fault]) -> dict[str, Marked]:
    """Read the CSV file of each entry of data.yaml; a file without an entry is a fault."""
    entries = data.value if isinstance(data.value, list) else []
    names = [entry.get("id") for entry in entries if isinstance(entry, Mapping)]
    listed = [name for name in names if isinstance(name, str) and is_slug(name)]
    files = {path.stem for path in folder.glob("*.csv")}
    faults += _unlisted(data.file, listed, files, "tables")
    found = {}
    for name in dict.fromkeys(listed):
        path = folder / f"{name}.csv"
        file = shown_name(path)
        try:
            found[name] = read_csv(read_text(path, file), file)
        except Unreadable as error:
            faults.append(error.fault)
    return found


def _listed(course: Marked, name: str, faults: list[Fault]) -> Iterator[str]:
    """Yield the names of files that course.yaml lists: ids only, so that no path leads outside."""
    names = course.value.get(name) if isinstance(course.value, Mapping) else None
    if not isinstance(names, list) or not names:
        message = f'"{name}" is missing: list them in order, each on a line with `- `.'
        faults.append(Fault(course.file, course.line(name), "missing", message))
        return
    for at, each in enumerate(names):
        line = course.line(name, at)
        if not isinstance(each, str) or not is_slug(each):
            message = "Write a name of lower-case letters, digits and single hyphens."
            faults.append(Fault(course.file, line, "not_an_id", message))
        elif each in names[:at]:
            message = f'"{each}" stands here twice: remove one.'
            faults.append(Fault(course.file, line, "duplicate_id", message))
        else:
            yield each


def _unread(folder: Path, banks: Path) -> list[Fault]:
    """Find what looks like course text and would be left out without a word."""
    lessons = {*folder.glob("*/*.md"), *folder.glob("*/teacher*")}
    others = {*lessons, *banks.glob("*.yml"), *banks.glob("*.*.yaml")}
    return [
        Fault(shown_name(path), 1, "unread", "No file of this name is read: rename or move it.")
        for path in sorted(others)
        if path.name not in LESSON_FILES
    ]


def _lesson_folders(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/lesson.md")} - OTHER_FOLDERS


def _bank_files(banks: Path) -> set[str]:
    return {path.stem for path in banks.glob("*.yaml") if "." not in path.stem} - {QUIZZES}


def _unlisted(file: str, listed: list[str], found: set[str], noun: str) -> list[Fault]:
    return [
        Fault(file, 1, "unlisted", f'"{name}" is not in the list of {noun}: add it, or move it.')
        for name in sorted(found - set(listed))
    ]
