"""What gives keys away over many questions at once, as each kind of question finds it."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from domain.content_files import Bank, Course, Question
from domain.content_rules.questions import note_findings
from domain.content_rules.reader import Reader
from domain.content_rules.wording import sentence
from domain.question_kinds.base import AnyKind


def check_cues_of_bank(reader: Reader, bank: Bank) -> None:
    """Add what gives keys away over a bank to its reader's faults."""
    for kind, bodies in _by_kind(bank.questions):
        note_findings(reader, kind.bank_checks(bodies), "questions")


def check_cues_of_course(front: Reader, course: Course) -> None:
    """Add what gives keys away over a course to the faults of the reader of its course.yaml.

    A lesson has too few checks to show a habit, so those of all lessons are held to what holds
    for a bank.
    """
    for kind, bodies in _by_kind(check for lesson in course.lessons for check in lesson.checks):
        for finding in kind.bank_checks(bodies):
            front.fault(finding.code, f"Lesson checks: {sentence(finding)}", "lessons")
    for kind, bodies in _by_kind(course.questions):
        note_findings(front, kind.course_checks(bodies), "banks")


def _by_kind(questions: Iterable[Question]) -> Iterator[tuple[AnyKind, list[Any]]]:
    """Yield each kind that occurs, and what its questions hold."""

    def name(question: Question) -> str:
        return question.kind.name

    for _, group in groupby(sorted(questions, key=name), key=name):
        same = list(group)
        yield same[0].kind, [each.body for each in same]
