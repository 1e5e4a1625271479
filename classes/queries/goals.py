"""How many of a class have mastered each goal: what to teach again."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select

from domain.mastery import MasteryState
from models.classes import Enrolment
from models.content import Lesson
from models.progress import ObjectiveMastery
from models.reference import Objective
from models.session import db


@dataclass(frozen=True, slots=True)
class ClassGoal:
    """An objective; so many of the class mastered it, and so many should look again."""

    text: str
    lesson_id: str
    mastered: int
    revisit: int


def class_goals(class_id: UUID) -> tuple[ClassGoal, ...]:
    """Return the goals that anybody of the class has answered on, the least mastered first."""
    mastered = _how_many(MasteryState.MASTERED)
    revisit = _how_many(MasteryState.REVISIT)
    rows = db.session.execute(
        select(Objective.text, Objective.lesson_id, mastered, revisit)
        .join(ObjectiveMastery, ObjectiveMastery.objective_id == Objective.id)
        .join(Enrolment, Enrolment.person_id == ObjectiveMastery.person_id)
        .join(Lesson, Lesson.id == Objective.lesson_id)
        .where(
            Enrolment.class_id == class_id,
            Enrolment.left_at.is_(None),
            Lesson.archived_at.is_(None),
        )
        .group_by(Objective.id, Objective.text, Objective.lesson_id, Objective.position)
        .group_by(Lesson.position)
        .order_by(mastered, revisit.desc(), Lesson.position, Objective.position)
    )
    return tuple(ClassGoal(*row) for row in rows)


def _how_many(state: MasteryState) -> ColumnElement[int]:
    return func.sum(case((ObjectiveMastery.state == state.value, 1), else_=0))
