"""Answers that await a person: all of an assignment, and one with what is to be decided."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, exists, select

from domain.errors import NotFound
from domain.people import Actor
from domain.permissions import Action
from domain.question_kinds.base import Decision, Response
from models.attempts import Attempt, AttemptItem, CurrentAnswer, ItemResult
from models.marking import PersonMark
from models.people import Person
from models.session import db
from progress.marking import levels_for, person_marks
from quizzes.queries.assignments import quiz_of_class
from quizzes.queries.questions import QUESTIONS, Question

EXCERPT: Final = 80
"""So many characters of an answer stand in the list."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What somebody decided about an answer: a level for each decision, and a comment."""

    levels: Mapping[str, str]
    comment: str
    by: str
    at: datetime

    def says(self, levels: Mapping[str, str], comment: str) -> bool:
        """Whether this is what it decided."""
        return (self.levels, self.comment) == (levels, comment)


@dataclass(frozen=True, slots=True)
class AnswerToMark:
    """An answer that awaits a person, or that one has marked.

    `marks` is a share of 0..1. `revision` says which answer this is: a later one has another.
    `marking` is the number of the newest marking in this place, 0 where there is none.
    """

    attempt_id: UUID
    attempt_number: int
    position: int
    person_id: UUID
    student_name: str
    question_id: str
    version_id: UUID
    question: Question
    answer: Response
    revision: int
    waits: bool
    marks: Fraction
    marking: int
    marked: Marked | None

    @property
    def kind(self) -> str:
        return self.question.kind.name

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return self.question.kind.decisions(self.question.body, self.answer)

    @property
    def excerpt(self) -> str:
        """The answer's first words, on one line."""
        lines = self.question.kind.in_words(self.question.body, self.answer)
        words = " ".join(" ".join(lines).split())
        return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rstrip()}…"


@dataclass(frozen=True, slots=True)
class QuestionToMark:
    """One question with the answers that wait and those that are marked."""

    question: Question
    waiting: tuple[AnswerToMark, ...]
    marked: tuple[AnswerToMark, ...]


@dataclass(frozen=True, slots=True)
class MarkingPage:
    """Everything that a person marks in one assignment."""

    assignment_id: UUID
    class_id: UUID
    class_name: str
    title: str
    questions: tuple[QuestionToMark, ...]

    @property
    def waiting(self) -> tuple[AnswerToMark, ...]:
        """What waits, question by question: whoever marks goes on with the same rubric."""
        return tuple(each for question in self.questions for each in question.waiting)


@dataclass(frozen=True, slots=True)
class MarkAnswerPage:
    """One answer to mark. `alike` are the others in the assignment that say exactly the same."""

    page: MarkingPage
    answer: AnswerToMark
    alike: tuple[AnswerToMark, ...]


def marking_page(actor: Actor, assignment_id: UUID) -> MarkingPage:
    """What the teachers of a class mark in an assignment; raises NotFound."""
    quiz = quiz_of_class(actor, assignment_id, Action.MANAGE_ASSIGNMENTS)
    return MarkingPage(
        assignment_id=quiz.id,
        class_id=quiz.class_id,
        class_name=quiz.class_name,
        title=quiz.title,
        questions=_by_question(_answers(Attempt.assignment_id == assignment_id)),
    )


def mark_answer_page(actor: Actor, attempt_id: UUID, position: int) -> MarkAnswerPage:
    """One answer with its rubric; raises NotFound, also where there is nothing to decide."""
    assignment_id = db.session.scalar(select(Attempt.assignment_id).where(Attempt.id == attempt_id))
    if assignment_id is None:
        raise NotFound
    page = marking_page(actor, assignment_id)
    answers = [
        each for question in page.questions for each in (*question.waiting, *question.marked)
    ]
    found = [each for each in answers if (each.attempt_id, each.position) == (attempt_id, position)]
    if not found:
        raise NotFound
    return MarkAnswerPage(page, found[0], _alike(found[0], answers))


def next_to_mark(page: MarkingPage, question_id: str) -> AnswerToMark | None:
    """What to mark next: of the same question first."""
    of_same = [each for each in page.waiting if each.question_id == question_id]
    return next(iter([*of_same, *page.waiting]), None)


def _alike(answer: AnswerToMark, others: Sequence[AnswerToMark]) -> tuple[AnswerToMark, ...]:
    """Others that wait with the very same words; whole texts are each read by themselves."""
    if answer.question.kind.needs_person:
        return ()
    return tuple(
        each
        for each in others
        if each is not answer
        and each.waits
        and each.version_id == answer.version_id
        and each.answer == answer.answer
    )


def _by_question(answers: Sequence[AnswerToMark]) -> tuple[QuestionToMark, ...]:
    found: defaultdict[UUID, list[AnswerToMark]] = defaultdict(list)
    for answer in answers:
        found[answer.version_id].append(answer)
    return tuple(
        QuestionToMark(
            question=theirs[0].question,
            waiting=tuple(each for each in theirs if each.waits),
            marked=tuple(each for each in theirs if not each.waits),
        )
        for theirs in found.values()
    )


def _answers(*scope: ColumnElement[bool]) -> list[AnswerToMark]:
    """Answers of submitted attempts that wait or that somebody has marked, oldest first."""
    has_mark = exists().where(
        PersonMark.attempt_id == ItemResult.attempt_id, PersonMark.position == ItemResult.position
    )
    rows = db.session.execute(
        select(
            Attempt.id.label("attempt_id"),
            Attempt.number,
            Attempt.person_id,
            Person.display_name,
            ItemResult.position,
            ItemResult.awaits_person,
            ItemResult.marks_numerator,
            ItemResult.marks_denominator,
            CurrentAnswer.answer,
            CurrentAnswer.revision,
            ItemResult.question_version_id,
            AttemptItem.question_id,
        )
        .join(ItemResult, ItemResult.attempt_id == Attempt.id)
        .join(
            AttemptItem,
            (AttemptItem.attempt_id == Attempt.id) & (AttemptItem.position == ItemResult.position),
        )
        .join(Person, Person.id == Attempt.person_id)
        .join(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == Attempt.id)
            & (CurrentAnswer.position == ItemResult.position),
        )
        .where(
            *scope,
            Attempt.purpose == "graded",
            Attempt.state == "submitted",
            ItemResult.awaits_person | has_mark,
        )
        .order_by(AttemptItem.question_id, Attempt.submitted_at, Attempt.id)
    ).all()
    marks = person_marks({row.attempt_id for row in rows})
    questions = QUESTIONS.get({row.question_version_id for row in rows})
    markers = _names({mark.marked_by for mark in marks.values()})
    found = [
        _answer(
            row,
            questions[row.question_version_id],
            marks.get((row.attempt_id, row.position)),
            markers,
        )
        for row in rows
    ]
    return [each for each in found if each.waits or each.marked]


def _names(person_ids: Collection[UUID]) -> dict[UUID, str]:
    rows = select(Person.id, Person.display_name).where(Person.id.in_(person_ids))
    return {row.id: row.display_name for row in db.session.execute(rows)}


def _answer(
    row: Row[*tuple[Any, ...]],
    question: Question,
    mark: PersonMark | None,
    markers: Mapping[UUID, str],
) -> AnswerToMark:
    levels = levels_for(row.answer, mark)
    marked = None
    if mark and levels:
        marked = Marked(levels, mark.comment, markers[mark.marked_by], mark.marked_at)
    return AnswerToMark(
        attempt_id=row.attempt_id,
        attempt_number=row.number,
        position=row.position,
        person_id=row.person_id,
        student_name=row.display_name,
        question_id=row.question_id,
        version_id=row.question_version_id,
        question=question,
        answer=row.answer,
        revision=row.revision,
        waits=row.awaits_person,
        marks=Fraction(row.marks_numerator, row.marks_denominator),
        marking=mark.number if mark else 0,
        marked=marked,
    )
