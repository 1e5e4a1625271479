"""teacher.yaml: what only teachers read beside a lesson."""

from typing import Final

from domain.content_files import Fault
from domain.content_rules.drafts import Marked
from domain.content_rules.known import Known
from domain.content_rules.reader import Reader
from domain.teacher_notes import Pace, Repair, TeacherNotes

TEACHER_FIELDS: Final = ("pacing", "expect", "extension")
LONGEST_PERIOD: Final = 300


def check_teacher(marked: Marked, known: Known, faults: list[Fault]) -> TeacherNotes:
    """Return the notes in a file and add what is wrong with them to `faults`."""
    reader = Reader(marked, faults, TEACHER_FIELDS)
    expect = reader.entries("expect", ("misconception", "repair"))
    _check_once(expect)
    return TeacherNotes(
        pacing=tuple(
            Pace(each.whole("minutes", 1, LONGEST_PERIOD), each.text("do"))
            for each in reader.entries("pacing", ("minutes", "do"))
        ),
        expect=tuple(
            Repair(
                each.known("misconception", known.misconceptions, "misconception"),
                each.text("repair"),
            )
            for each in expect
        ),
        extension=reader.text("extension"),
    )


def _check_once(entries: list[Reader]) -> None:
    seen: set[object] = set()
    for reader in entries:
        slug = reader.values.get("misconception")
        if not isinstance(slug, str):
            continue  # is a fault of its own
        if slug in seen:
            message = f'"{slug}" is expected twice: join the two repairs.'
            reader.fault("duplicate_id", message, "misconception")
        seen.add(slug)
