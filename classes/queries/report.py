"""The report of one assignment: share finished, each question, and the beliefs it showed.

Every figure is read from running totals and summary rows, by key.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from classes.queries.assignments import AssignmentDetail, assignment_detail
from classes.queries.beliefs import FEWEST_HOLDERS
from classes.queries.challenges import count_challenges
from classes.queries.corrections import (
    Corrected,
    Done,
    corrected_questions,
    rescores_done,
)
from classes.queries.foreseeing import Foreseen, foresee_among
from classes.queries.work import Column, StudentWork, read_work
from domain.item_analysis import FEWEST_FOR_SHARE, Share
from domain.people import Actor
from domain.permissions import Action
from domain.question_kinds.base import Choice, Meaning, Response
from models.classes import Enrolment
from models.content import Question, QuestionVersion
from models.people import Person
from models.progress import MisconceptionShown, QuestionTotal
from models.quizzes import QuizPart
from models.reference import Misconception
from models.rescoring import Rescore
from models.session import db
from quizzes.queries.late_answers import LateCount, count_late
from quizzes.queries.questions import QUESTIONS
from quizzes.queries.questions import Question as AskedQuestion


@dataclass(frozen=True, slots=True)
class OptionReport:
    """A wrong option that somebody chose; `text` is '' where the page words the id."""

    id: str
    text: str
    chosen: Share
    feedback: str
    beliefs: tuple[str, ...]
    is_right_now: bool  # by a corrected key that this assignment is not judged by


@dataclass(frozen=True, slots=True)
class RightAnswer:
    """The right answer of a question, as the kind's own words are given it."""

    question: AskedQuestion
    answer: Response

    @property
    def kind(self) -> str:
        return self.question.kind.name

    @property
    def choices(self) -> tuple[Choice, ...]:
        return self.question.kind.choices(self.question.body)


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """One question version: how many were right, and which wrong options were chosen.

    `right_now` is the right answer by a corrected key that this assignment is not judged by.
    """

    version_id: UUID
    question_id: str
    bank_id: str | None
    kind: str
    stem: str
    right_answer: RightAnswer
    right_now: RightAnswer | None
    right: Share
    unanswered: int
    wrong: tuple[OptionReport, ...]

    @property
    def is_asked_of_few(self) -> bool:
        """Too few were asked to say how hard it is; whoever has left the class was asked too."""
        return self.right.of < FEWEST_FOR_SHARE


@dataclass(frozen=True, slots=True)
class Holder:
    """A student who showed a belief."""

    person_id: UUID
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class HeldBelief:
    """A false belief, who holds it, the section that repairs it and what to do in class."""

    id: str
    belief: str
    truth: str
    repair_lesson_id: str | None
    repair_section_id: str | None
    notes_lesson_id: str | None
    repair_in_class: str | None
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One assignment over its class at `as_of`: hardest question first, most held belief first.

    Questions that few were asked come last, and are not ranked. Their figures go on counting
    whoever has left the class (`column.left`): what they answered still says how hard each is.
    """

    assignment: AssignmentDetail
    column: Column
    students: tuple[StudentWork, ...]
    questions: tuple[QuestionReport, ...]
    beliefs: tuple[HeldBelief, ...]
    corrected: tuple[Corrected, ...]
    rescored: tuple[Done, ...]
    challenges: int
    waiting: int  # challenges that nobody has answered yet
    is_drawn: bool
    late: LateCount
    foreseen: Foreseen
    as_of: datetime

    @property
    def shared_beliefs(self) -> tuple[HeldBelief, ...]:
        return tuple(each for each in self.beliefs if len(each.holders) >= FEWEST_HOLDERS)

    @property
    def single_beliefs(self) -> tuple[HeldBelief, ...]:
        """What one student alone believes."""
        return tuple(each for each in self.beliefs if len(each.holders) < FEWEST_HOLDERS)


def assignment_report(actor: Actor, assignment_id: UUID, now: datetime) -> Report:
    """Return the report of an assignment, withdrawn or not; raises NotFound."""
    detail = assignment_detail(actor, assignment_id, Action.VIEW_CLASS)
    work = read_work([detail.klass.id], now, assignment_id=assignment_id)[detail.klass.id]
    questions = () if detail.is_lesson else _questions(assignment_id)
    challenges, waiting = count_challenges(assignment_id)
    return Report(
        assignment=detail,
        column=work.columns[0],
        students=work.students,
        questions=questions,
        beliefs=() if detail.is_lesson else _beliefs(assignment_id, detail.klass.id),
        corrected=corrected_questions(assignment_id),
        rescored=rescores_done(assignment_id),
        challenges=challenges,
        waiting=waiting,
        is_drawn=_is_drawn(detail.quiz_id),
        foreseen=foresee_among(detail.klass.name, work.columns[0].rules, work.students, now),
        late=count_late(assignment_id),
        as_of=now,
    )


def _questions(assignment_id: UUID) -> tuple[QuestionReport, ...]:
    latest_rescore = (
        select(Rescore.to_version_id)
        .where(
            Rescore.assignment_id == assignment_id,
            Rescore.from_version_id == QuestionTotal.question_version_id,
        )
        .order_by(Rescore.rescored_at.desc(), Rescore.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(
            QuestionTotal,
            QuestionVersion.id.label("asked_id"),
            func.coalesce(latest_rescore, QuestionVersion.id).label("judging_id"),
            Question.id.label("question_id"),
            Question.current_version_id,
            Question.bank_id,
            Question.course_id,
        )
        .join(QuestionVersion, QuestionVersion.id == QuestionTotal.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionTotal.assignment_id == assignment_id, QuestionTotal.asked > 0)
    ).all()
    beliefs = _belief_texts({row.course_id for row in rows})
    versions = {
        each for row in rows for each in (row.asked_id, row.judging_id, row.current_version_id)
    }
    known = QUESTIONS.get(versions)
    found = [_question(row, known, beliefs) for row in rows]
    return tuple(sorted(found, key=_hardest_first))


def _question(
    row: Row[*tuple[Any, ...]],
    known: Mapping[UUID, AskedQuestion],
    beliefs: Mapping[str, str],
) -> QuestionReport:
    total, asked, judging = row.QuestionTotal, known[row.asked_id], known[row.judging_id]
    right_answer, right_now = _right_answer(judging), _right_answer(known[row.current_version_id])
    is_corrected = right_now.answer != right_answer.answer
    right, now = _right_parts(judging), _right_parts(right_now.question)
    wrong = [
        _option(option, total, beliefs, is_right_now=is_corrected and option.id in now)
        for option in asked.kind.meanings(asked.body)
        if option.id not in right and total.chosen.get(option.id)
    ]
    return QuestionReport(
        version_id=row.asked_id,
        question_id=row.question_id,
        bank_id=row.bank_id,
        kind=asked.kind.name,
        stem=asked.stem_text,
        right_answer=right_answer,
        right_now=right_now if is_corrected else None,
        right=Share(total.right, total.asked),
        unanswered=total.asked - total.answered,
        wrong=tuple(sorted(wrong, key=lambda option: -option.chosen.count)),
    )


def _right_answer(question: AskedQuestion) -> RightAnswer:
    return RightAnswer(question, question.kind.key_response(question.body))


def _right_parts(question: AskedQuestion) -> frozenset[str]:
    meanings = question.kind.meanings(question.body)
    return frozenset(meaning.id for meaning in meanings if meaning.is_right)


def _option(
    option: Meaning, total: QuestionTotal, beliefs: Mapping[str, str], *, is_right_now: bool
) -> OptionReport:
    return OptionReport(
        id=option.id,
        text=option.text,
        chosen=Share(total.chosen[option.id], total.answered),
        feedback=option.feedback,
        beliefs=tuple(beliefs[each] for each in option.misconceptions if each in beliefs),
        is_right_now=is_right_now,
    )


def _hardest_first(question: QuestionReport) -> tuple[bool, float, str]:
    is_few = question.is_asked_of_few
    share = 0.0 if is_few else question.right.count / question.right.of
    return is_few, share, question.question_id


def _is_drawn(quiz_id: UUID | None) -> bool:
    """Whether a quiz draws questions at random, so that each student is asked others."""
    return bool(
        db.session.scalar(
            select(func.count())
            .select_from(QuizPart)
            .where(QuizPart.quiz_id == quiz_id, QuizPart.random_count > 0)
        )
    )


def _belief_texts(course_ids: set[str]) -> dict[str, str]:
    rows = db.session.execute(
        select(Misconception.id, Misconception.belief).where(
            Misconception.course_id.in_(course_ids)
        )
    )
    return {row[0]: row[1] for row in rows}


def _beliefs(assignment_id: UUID, class_id: UUID) -> tuple[HeldBelief, ...]:
    rows = db.session.execute(
        select(Misconception, Person.id, Person.display_name, MisconceptionShown.times)
        .join(MisconceptionShown, MisconceptionShown.misconception_id == Misconception.id)
        .join(Person, Person.id == MisconceptionShown.person_id)
        .join(
            Enrolment,
            (Enrolment.person_id == Person.id)
            & (Enrolment.class_id == class_id)
            & Enrolment.left_at.is_(None),
        )
        .where(MisconceptionShown.assignment_id == assignment_id)
    ).all()
    rows_by_id = {row[0].id: row[0] for row in rows}
    holders: defaultdict[str, list[Holder]] = defaultdict(list)
    for misconception, person_id, name, times in rows:
        holders[misconception.id].append(Holder(person_id, name, times))
    found = [_held(rows_by_id[each], holders[each]) for each in holders]
    return tuple(sorted(found, key=_most_held_first))


def _held(row: Misconception, holders: list[Holder]) -> HeldBelief:
    return HeldBelief(
        id=row.id,
        belief=row.belief,
        truth=row.truth,
        repair_lesson_id=row.repair_lesson_id,
        repair_section_id=row.repair_section_id,
        notes_lesson_id=row.notes_lesson_id,
        repair_in_class=row.repair_in_class,
        holders=tuple(sorted(holders, key=lambda each: (each.name.casefold(), each.person_id))),
    )


def _most_held_first(held: HeldBelief) -> tuple[int, int, str]:
    return -len(held.holders), -sum(holder.times for holder in held.holders), held.id
