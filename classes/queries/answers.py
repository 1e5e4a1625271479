"""Students x questions of one assignment: what each earned, for a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from classes.queries.assignments import AssignmentDetail, assignment_detail
from classes.queries.work import StudentWork, read_work
from domain.people import Actor
from domain.permissions import Action
from models.attempts import AttemptItem, ItemResult
from models.content import QuestionVersion
from models.progress import AssignmentResult
from models.session import db


@dataclass(frozen=True, slots=True)
class Mark:
    """What one answer earned, of 1; an empty answer is not a wrong one."""

    earned: Fraction
    is_answered: bool
    awaits_person: bool


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """The marks of each student's counted attempt, by question id; questions in their order."""

    assignment: AssignmentDetail
    students: tuple[StudentWork, ...]
    stems: Mapping[str, str]
    marks: Mapping[tuple[UUID, str], Mark]
    as_of: datetime


def answer_sheet(actor: Actor, assignment_id: UUID, now: datetime) -> AnswerSheet:
    """Return who earned what at which question; raises NotFound."""
    detail = assignment_detail(actor, assignment_id, Action.VIEW_CLASS)
    work = read_work([detail.klass.id], now, assignment_id=assignment_id)[detail.klass.id]
    rows = db.session.execute(
        select(
            AssignmentResult.person_id,
            AttemptItem.question_id,
            QuestionVersion.stem_text,
            ItemResult.marks_numerator,
            ItemResult.marks_denominator,
            ItemResult.is_answered,
            ItemResult.awaits_person,
        )
        .join(ItemResult, ItemResult.attempt_id == AssignmentResult.counted_attempt_id)
        .join(
            AttemptItem,
            (AttemptItem.attempt_id == ItemResult.attempt_id)
            & (AttemptItem.position == ItemResult.position),
        )
        .join(QuestionVersion, QuestionVersion.id == ItemResult.question_version_id)
        .where(AssignmentResult.assignment_id == assignment_id)
        .order_by(ItemResult.position, AttemptItem.question_id)
    ).all()
    return AnswerSheet(
        assignment=detail,
        students=work.students,
        stems={row.question_id: row.stem_text for row in rows},
        marks={
            (row.person_id, row.question_id): Mark(
                Fraction(row.marks_numerator, row.marks_denominator),
                row.is_answered,
                row.awaits_person,
            )
            for row in rows
        },
        as_of=now,
    )
