"""The rules for course files: drafts that `content/` read in, a checked course or faults out."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Final

from domain.content_files import BadContent, Bank, Course, Fault, Question
from domain.content_rules.banks import check_bank
from domain.content_rules.coverage import gaps
from domain.content_rules.cues import check_cues_of_course
from domain.content_rules.drafts import CourseDraft
from domain.content_rules.known import collect
from domain.content_rules.lessons import check_lesson
from domain.content_rules.quizzes import check_quizzes
from domain.content_rules.reader import Reader
from domain.content_rules.reference import check_reference, unique
from domain.content_rules.vote_tables import check_tables

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MISSED_WITHOUT: Final[Mapping[str, frozenset[str]]] = {
    "bank": frozenset({"unknown_bank", "unknown_graded_question", "too_few_questions"}),
    "data": frozenset({"unknown_table"}),
    "facts": frozenset({"unknown_fact"}),
    "glossary": frozenset({"unknown_term"}),
    "lesson": frozenset(
        {
            "unknown_lesson",
            "unknown_law",
            "dead_anchor",
            # A question is dropped whose sentence cannot be looked up.
            "unknown_graded_question",
            "too_few_questions",
        }
    ),
    "misconceptions": frozenset({"unknown_misconception"}),
    "objectives": frozenset({"unknown_objective"}),
    "sources": frozenset({"unknown_source"}),
    "standards": frozenset({"unknown_standard"}),
}
"""What other files seem to name in vain while a file of this name cannot be read."""

COURSE_FIELDS = ("id", "title", "summary", "language", "lessons", "core_path", "banks", "complete")


def check_course(draft: CourseDraft) -> Course:
    """Return the course that its files describe; raises `BadContent` with every fault found.

    What a course lacks is a fault once it calls itself complete, and noted in it before.
    """
    faults = list(draft.faults)
    known = collect(draft)
    known = replace(known, tables=check_tables(draft, known, faults))
    front = Reader(draft.course, faults, COURSE_FIELDS)
    lessons = [check_lesson(each, known, faults) for each in draft.lessons]
    banks = [check_bank(each, known, faults) for each in draft.banks]
    by_id = {bank.id: bank for bank in banks}
    course = Course(
        id=front.slug(),
        title=front.text("title"),
        summary=front.text("summary"),
        language=_language(front),
        reference=check_reference(draft.reference, known, faults),
        lessons=tuple(lessons),
        core_path=_core_path(front, [each.id for each in lessons]),
        banks=tuple(banks),
        quizzes=tuple(unique(check_quizzes(draft.quizzes, by_id, known, faults)).values()),
        gaps=(),
    )
    is_complete = front.flag("complete")
    faults += _repeated("lesson", ((each.id, each.file, 1) for each in lessons))
    faults += _repeated("bank", _places_of_banks(banks, draft))
    faults += _repeated("question", _places_of_questions(course.questions))
    if not faults:  # A share of those questions alone that could be read would mislead.
        check_cues_of_course(front, course)
    if faults:
        raise BadContent(sorted(_worth_telling(set(faults))))
    lacking = gaps(course, draft)
    if lacking and is_complete:
        raise BadContent(lacking)
    return replace(course, gaps=lacking)


def _worth_telling(faults: Collection[Fault]) -> Iterable[Fault]:
    """Leave out what may well stand in a file that cannot be read."""
    names = {PurePath(fault.file).stem for fault in faults if fault.hides_ids}
    unread = {name if name in _MISSED_WITHOUT else "bank" for name in names}
    missed = frozenset().union(*(_MISSED_WITHOUT[name] for name in unread))
    return (fault for fault in faults if fault.code not in missed)


def _language(front: Reader) -> str:
    language = front.text("language")
    if language and not _LANGUAGE.fullmatch(language):
        front.fault("not_a_language", 'Write a language tag such as "en" or "es-MX".', "language")
    return language


def _core_path(front: Reader, lessons: list[str]) -> tuple[str, ...]:
    """Return the lessons of the core path, which are numbered in the order in which they stand."""
    path = front.all_known("core_path", lessons, "lesson", required=False)
    if list(path) != [each for each in lessons if each in path] and set(path) <= set(lessons):
        message = "The core path has another order than the lessons: write both in teaching order."
        front.fault("core_path_order", message, "core_path")
    return path


def _places_of_banks(banks: list[Bank], draft: CourseDraft) -> Iterable[tuple[str, str, int]]:
    return ((bank.id, marked.file, 1) for bank, marked in zip(banks, draft.banks, strict=True))


def _places_of_questions(questions: Iterable[Question]) -> Iterable[tuple[str, str, int]]:
    return ((each.id, each.place.file, each.place.line) for each in questions)


def _repeated(noun: str, places: Iterable[tuple[str, str, int]]) -> list[Fault]:
    first: dict[str, str] = {}
    faults = []
    for own, file, line in places:
        if own in first:
            message = f'There is a {noun} "{own}" at {first[own]} already: choose another id.'
            faults.append(Fault(file, line, "duplicate_id", message))
        elif own:
            first[own] = f"{file}:{line}"
    return faults
