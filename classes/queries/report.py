"""The report of one assignment: share finished, each question, and the beliefs it showed.

Every figure is read from running totals and summary rows, by key.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

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
from domain.question_kinds import kind
from domain.question_kinds.base import Choice, Meaning, Response
from models.classes import Enrolment
from models.content import Question, QuestionVersion
from models.people import Person
from models.progress import MisconceptionShown, QuestionTotal
from models.quizzes import QuizPart
from models.reference import Misconception
from models.session import db
from quizzes.queries.late_answers import LateCount, count_late
from quizzes.queries.questions import Question as AskedQuestion


@dataclass(frozen=True, slots=True)
class OptionReport:
    """A wrong option that somebody chose; `text` is '' where the page words the id."""

    id: str
    text: str
    chosen: Share
    feedback: str
    beliefs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """One question version: how many were right, and which wrong options were chosen.

    `question`, `choices` and `key` are what the macros of its kind show a key by.
    """

    version_id: UUID
    question_id: str
    bank_id: str | None
    kind: str
    stem: str
    right: Share
    unanswered: int
    wrong: tuple[OptionReport, ...]
    question: AskedQuestion
    choices: tuple[Choice, ...]
    key: Response

    @property
    def is_asked_of_few(self) -> bool:
        """Too few were asked to say how hard it is."""
        return self.right.of < FEWEST_FOR_SHARE


@dataclass(frozen=True, slots=True)
class Holder:
    """A student who showed a belief."""

    person_id: UUID
    name: str
    times: int


@dataclass(frozen=True, slots=True)
class HeldBelief:
    """A false belief, who holds it, and the lesson section that repairs it."""

    id: str
    belief: str
    truth: str
    repair_lesson_id: str | None
    repair_section_id: str | None
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One assignment over its class at `as_of`: hardest question first, most held belief first.

    Questions that few were asked come last, and are not ranked.
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
    rows = db.session.execute(
        select(QuestionTotal, QuestionVersion, Question.bank_id, Question.course_id)
        .join(QuestionVersion, QuestionVersion.id == QuestionTotal.question_version_id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionTotal.assignment_id == assignment_id, QuestionTotal.asked > 0)
    ).all()
    beliefs = _belief_texts({row[3] for row in rows})
    found = [_question(total, version, bank_id, beliefs) for total, version, bank_id, _ in rows]
    return tuple(sorted(found, key=_hardest_first))


def _question(
    total: QuestionTotal, version: QuestionVersion, bank_id: str | None, beliefs: Mapping[str, str]
) -> QuestionReport:
    asked_kind = kind(version.kind)
    body = asked_kind.from_json(version.body)
    wrong = [
        _option(option, total, beliefs)
        for option in asked_kind.meanings(body)
        if not option.is_right and total.chosen.get(option.id)
    ]
    return QuestionReport(
        version_id=version.id,
        question_id=version.question_id,
        bank_id=bank_id,
        kind=version.kind,
        stem=version.stem_text,
        right=Share(total.right, total.asked),
        unanswered=total.asked - total.answered,
        wrong=tuple(sorted(wrong, key=lambda option: -option.chosen.count)),
        question=AskedQuestion(asked_kind, body, version.stem_html, version.stem_text),
        choices=asked_kind.choices(body),
        key=asked_kind.key_response(body),
    )


def _option(option: Meaning, total: QuestionTotal, beliefs: Mapping[str, str]) -> OptionReport:
    return OptionReport(
        id=option.id,
        text=option.text,
        chosen=Share(total.chosen[option.id], total.answered),
        feedback=option.feedback,
        beliefs=tuple(beliefs[each] for each in option.misconceptions if each in beliefs),
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
        holders=tuple(sorted(holders, key=lambda each: (each.name.casefold(), each.person_id))),
    )


def _most_held_first(held: HeldBelief) -> tuple[int, int, str]:
    return -len(held.holders), -sum(holder.times for holder in held.holders), held.id
