"""What a complete course has: lessons of a readable length and grade, and enough questions."""

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from domain.content_files import Course, Fault, Lesson, Question
from domain.content_rules.drafts import CourseDraft, Marked
from domain.reading_grade import reading_grade

WORDS: Final = (600, 1100)
GRADE: Final = (8.0, 9.9)
SECTIONS: Final = (4, 7)
LEAST_ABOVE_RECALL: Final = Fraction(1, 3)
LEAST_QUESTIONS: Final = 3  # of a misconception, so that a report rests on more than one


def gaps(course: Course, draft: CourseDraft) -> tuple[Fault, ...]:
    """Return what a course lacks of being complete, by file and line."""
    found = [
        *(gap for lesson in course.lessons for gap in _of_lesson(lesson, course)),
        *_of_objectives(course, draft.reference["objectives"]),
        *_of_misconceptions(course, draft.reference["misconceptions"]),
        *_of_banks(course, draft.banks),
    ]
    return tuple(sorted(found))


def grade(lesson: Lesson, course: Course) -> float:
    """Return the reading grade of a lesson to one decimal, the course's terms among its words."""
    terms = [each.term for each in course.reference.glossary.values()]
    return round(reading_grade(lesson.passages, terms), 1)


def questions_by_belief(course: Course) -> Counter[str]:
    """Return how many questions can show each false belief."""
    return Counter(
        belief
        for question in course.questions
        for belief in question.kind.misconceptions(question.body)
    )


def above_recall(questions: Iterable[Question]) -> int:
    """Return how many questions ask for more than recall."""
    return sum(question.level != "recall" for question in questions)


def _of_lesson(lesson: Lesson, course: Course) -> Iterator[Fault]:
    for name, found, (least, most) in (
        ("words", lesson.words, WORDS),
        ("sections", len(lesson.sections), SECTIONS),
    ):
        if not least <= found <= most:
            cure = "write more" if found < least else "shorten or divide it"
            message = f"The lesson has {found} {name}, not {least} to {most}: {cure}."
            yield Fault(lesson.file, 1, f"gap_{name}", message)
    reads = grade(lesson, course)
    if not GRADE[0] <= reads <= GRADE[1]:
        cure = "shorter" if reads > GRADE[1] else "longer"
        message = (
            f"The lesson reads at grade {reads}, not {GRADE[0]} to {GRADE[1]}: "
            f"write {cure} sentences and words."
        )
        yield Fault(lesson.file, 1, "gap_grade", message)
    for is_there, code, cure in (
        (lesson.figures, "gap_figure", "The lesson has no figure: draw one from data."),
        (lesson.discussion, "gap_discussion", 'Add a prompt to talk about, as "discussion".'),
        (lesson.notes, "gap_notes", "Write a teacher.yaml beside the lesson."),
    ):
        if not is_there:
            yield Fault(lesson.file, 1, code, cure)


def _of_objectives(course: Course, marked: Marked) -> Iterator[Fault]:
    asked = {question.objective for question in course.questions}
    for at, own in enumerate(course.reference.objectives):
        if own not in asked:
            message = f'No question tests the objective "{own}": write one.'
            yield Fault(marked.file, marked.line(at), "gap_objective", message)


def _of_misconceptions(course: Course, marked: Marked) -> Iterator[Fault]:
    shown = questions_by_belief(course)
    for at, own in enumerate(course.reference.misconceptions):
        if shown[own] < LEAST_QUESTIONS:
            message = (
                f'The misconception "{own}" is tested by {shown[own]} questions, not by '
                f"{LEAST_QUESTIONS}: write more."
            )
            yield Fault(marked.file, marked.line(at), "gap_misconception", message)


def _of_banks(course: Course, drafts: tuple[Marked, ...]) -> Iterator[Fault]:
    for bank, draft in zip(course.banks, drafts, strict=True):
        above = above_recall(bank.questions)
        if above < LEAST_ABOVE_RECALL * len(bank.questions):
            message = (
                f"{above} of {len(bank.questions)} questions ask for more than recall: "
                "at least a third must."
            )
            yield Fault(draft.file, draft.line("questions"), "gap_levels", message)
