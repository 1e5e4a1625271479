"""One assignment as it was given, and the classes and activities to assign from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select

from accounts.relations import ClassSummary
from classes.relations import require_assignment
from domain.access import ClosingPolicy, FeedbackPolicy, LatePolicy
from domain.people import Actor
from domain.permissions import Action
from domain.scoring import ScoreRule
from models.assignments import Assignment
from models.classes import ClassTeacher, SchoolClass
from models.session import db


@dataclass(frozen=True, slots=True)
class AssignmentDetail:
    """An assignment with its dates and rules, and its class."""

    id: UUID
    klass: ClassSummary
    title: str
    lesson_id: str | None
    quiz_id: UUID | None
    opens_at: datetime
    due_at: datetime | None
    closes_at: datetime | None
    attempts_allowed: int | None
    feedback_policy: FeedbackPolicy
    score_rule: ScoreRule
    explains_words: bool
    time_limit_minutes: int | None
    closing_policy: ClosingPolicy
    late_policy: LatePolicy
    late_percent: int
    withdrawn_at: datetime | None
    may_assign: bool  # whether the reader may change it

    @property
    def is_lesson(self) -> bool:
        return self.lesson_id is not None


@dataclass(frozen=True, slots=True)
class OwnClass:
    """A class the actor can assign to, and what it has been given already."""

    id: UUID
    name: str
    lesson_ids: frozenset[str]
    quiz_ids: frozenset[UUID]


def assignment_detail(actor: Actor, assignment_id: UUID, action: Action) -> AssignmentDetail:
    """Return an assignment, withdrawn or not; raises NotFound."""
    found = require_assignment(actor, assignment_id, action)
    row = found.assignment
    return AssignmentDetail(
        id=row.id,
        klass=found.klass,
        title=row.title,
        lesson_id=row.lesson_id,
        quiz_id=row.quiz_id,
        opens_at=row.opens_at,
        due_at=row.due_at,
        closes_at=row.closes_at,
        attempts_allowed=row.attempts_allowed,
        feedback_policy=FeedbackPolicy(row.feedback_policy),
        score_rule=ScoreRule(row.score_rule),
        explains_words=row.explains_words,
        time_limit_minutes=row.time_limit_minutes,
        closing_policy=ClosingPolicy(row.closing_policy),
        late_policy=LatePolicy(row.late_policy),
        late_percent=row.late_percent,
        withdrawn_at=row.withdrawn_at,
        may_assign=found.may_assign,
    )


def own_classes(actor: Actor, even_archived: Collection[UUID] = ()) -> tuple[OwnClass, ...]:
    """Return the classes the actor teaches that are not archived, or are among these, by name."""
    rows = db.session.execute(
        select(SchoolClass.id, SchoolClass.name, Assignment.lesson_id, Assignment.quiz_id)
        .join(ClassTeacher, ClassTeacher.class_id == SchoolClass.id)
        .outerjoin(
            Assignment,
            (Assignment.class_id == SchoolClass.id) & Assignment.withdrawn_at.is_(None),
        )
        .where(
            ClassTeacher.person_id == actor.person_id,
            SchoolClass.school_id == actor.school_id,
            or_(SchoolClass.archived_at.is_(None), SchoolClass.id.in_(even_archived)),
        )
    ).all()
    names = {row[0]: row[1] for row in rows}
    classes = [
        OwnClass(
            id=class_id,
            name=name,
            lesson_ids=frozenset(row[2] for row in rows if row[0] == class_id and row[2]),
            quiz_ids=frozenset(row[3] for row in rows if row[0] == class_id and row[3]),
        )
        for class_id, name in names.items()
    ]
    return tuple(sorted(classes, key=lambda each: (each.name.casefold(), each.id)))
