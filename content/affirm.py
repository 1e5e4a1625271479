"""Writes into a bank file that somebody has read a question and its sentence together."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from content.courses import read_course, shown_name
from content.reading import Unreadable, read_text, read_yaml
from domain.content_rules.drafts import CourseDraft, Marked


class CannotAffirm(ValueError):
    """A question that cannot be affirmed by a line in its file; the message says why."""


@dataclass(frozen=True, slots=True)
class _Line:
    """The line to write: in place of line `at`, or after it where the question has none yet."""

    question: str
    at: int
    replaces: bool
    fingerprint: str
    is_written: bool


def affirm(folder: Path, banks: Path, wants: Callable[[str], bool]) -> dict[str, bool]:
    """Write the fingerprints of the cited sentences into the wanted questions of a course.

    Every other character of the files stays. Returns the wanted questions that there are, and
    whether each was written now; raises `BadContent` and `CannotAffirm`.
    """
    draft = read_course(folder, banks)
    files = {shown_name(path): path for path in sorted(banks.glob("*.yaml"))}
    found = {}
    for bank in draft.banks:
        lines = [line for line in _lines(bank, draft) if wants(line.question)]
        missing = [line for line in lines if not line.is_written]
        if missing:
            _write(files[bank.file], missing)
        found.update({line.question: not line.is_written for line in lines})
    return found


def _lines(bank: Marked, draft: CourseDraft) -> Iterator[_Line]:
    """Yield the line of each question whose sentence exists."""
    fingerprints = _fingerprints(draft)
    questions = bank.value.get("questions") if isinstance(bank.value, Mapping) else None
    for at, entry in enumerate(questions if isinstance(questions, list) else ()):
        if not isinstance(entry, Mapping):
            continue
        fingerprint = fingerprints.get(str(entry.get("trace")))
        if fingerprint is None:
            continue
        own = bank.at("questions").at(at)
        name = "affirmed" if "affirmed" in entry else "trace"
        yield _Line(
            question=str(entry.get("id")),
            at=own.line(name),
            replaces=name == "affirmed",
            fingerprint=fingerprint,
            is_written=entry.get("affirmed") == fingerprint,
        )


def _fingerprints(draft: CourseDraft) -> dict[str, str]:
    return {
        f"{_id(lesson.front)}#{sentence.id}": sentence.fingerprint
        for lesson in draft.lessons
        for sentence in lesson.sentences
    }


def _id(front: Marked) -> str:
    return str(front.value.get("id")) if isinstance(front.value, Mapping) else ""


def _write(path: Path, lines: list[_Line]) -> None:
    file = shown_name(path)
    before = read_text(path, file)
    text = before.split("\n")
    for line in sorted(lines, key=lambda each: each.at, reverse=True):
        _put(text, line, file)
    after = "\n".join(text)
    _compare(read_yaml(before, file), after, lines)
    path.write_text(after, encoding="utf-8")


def _put(text: list[str], line: _Line, file: str) -> None:
    here = text[line.at - 1]
    found = re.match(r"(\s*(?:-\s+)*)(affirmed|trace)\s*:", here)
    if found is None:
        message = f"{file}:{line.at}: write `trace:` of {line.question} on a line of its own."
        raise CannotAffirm(message)
    written = f'affirmed: "{line.fingerprint}"'
    if line.replaces:
        text[line.at - 1] = found[1] + written
    else:
        text.insert(line.at, " " * len(found[1]) + written)


def _compare(before: Marked, after: str, lines: list[_Line]) -> None:
    """Make sure that the new text says what the old one said, and the fingerprints."""
    fingerprints = {line.question: line.fingerprint for line in lines}
    expected = dict(before.value)  # type: ignore[call-overload]
    expected["questions"] = [
        {**each, "affirmed": fingerprints[each["id"]]} if each.get("id") in fingerprints else each
        for each in expected["questions"]
    ]
    try:
        is_safe = read_yaml(after, before.file).value == expected
    except Unreadable:
        is_safe = False
    if not is_safe:
        message = f"{before.file}: the file is laid out so that no line can be added safely."
        raise CannotAffirm(message)
