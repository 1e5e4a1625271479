"""The quizzes a teacher can preview and assign: prepared ones and the school's own."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, select

from domain.errors import NotFound
from domain.names import fold
from domain.people import Actor
from domain.permissions import Action, Relation, may
from domain.question_kinds import all_kinds
from models.assignments import Assignment
from models.attempts import Attempt
from models.content import Lesson, Question, QuestionVersion
from models.people import Person
from models.quizzes import Quiz, QuizPart
from models.reference import Course
from models.session import db


@dataclass(frozen=True, slots=True)
class QuizSummary:
    """A quiz in a list."""

    id: UUID
    title: str
    summary: str
    lesson_id: str | None
    question_count: int
    for_person: int  # of the chosen ones, how many a person marks
    may_draw_for_person: bool
    is_random: bool
    is_prepared: bool
    owner_name: str | None
    is_own: bool
    created_at: datetime


def available_quizzes(actor: Actor) -> tuple[QuizSummary, ...]:
    """The quizzes that the actor can assign: prepared ones in the order of the lessons that they
    are about, then the school's, newest first. Empty for somebody who may not see banks.
    """
    if not may_see_banks(actor):
        return ()
    rows = db.session.execute(
        select(Quiz, Person.display_name)
        .outerjoin(Person, Person.id == Quiz.owner_id)
        .outerjoin(Lesson, (Lesson.id == Quiz.lesson_id) & Quiz.school_id.is_(None))
        .outerjoin(Course, (Course.id == Quiz.course_id) & Quiz.school_id.is_(None))
        .where(_visible_to(actor), Quiz.archived_at.is_(None))
        .order_by(
            Quiz.school_id.is_not(None),
            *(Course.position, Course.id),
            *(Lesson.position.is_(None), Lesson.position),
            *(Quiz.position, Quiz.created_at.desc(), Quiz.id),
        )
    ).all()
    parts = _parts([quiz.id for quiz, _ in rows])
    for_person = _for_person()
    banks = set(for_person.values())
    return tuple(
        QuizSummary(
            id=quiz.id,
            title=quiz.title,
            summary=quiz.summary,
            lesson_id=quiz.lesson_id,
            question_count=sum(
                len(part.question_ids) + part.random_count for part in parts[quiz.id]
            ),
            for_person=sum(
                each in for_person for part in parts[quiz.id] for each in part.question_ids
            ),
            may_draw_for_person=any(
                part.random_count and part.bank_id in banks for part in parts[quiz.id]
            ),
            is_random=any(part.random_count for part in parts[quiz.id]),
            is_prepared=quiz.school_id is None,
            owner_name=owner_name,
            is_own=quiz.owner_id == actor.person_id,
            created_at=quiz.created_at,
        )
        for quiz, owner_name in rows
    )


def require_quiz(actor: Actor, quiz_id: UUID) -> Quiz:
    """The quiz's row for an action, if the actor may see it; raises NotFound."""
    quiz = db.session.scalar(select(Quiz).where(Quiz.id == quiz_id, _visible_to(actor)))
    if quiz is None or quiz.archived_at is not None or not may_see_banks(actor):
        raise NotFound
    return quiz


def is_begun(quiz_id: UUID) -> bool:
    """Whether any student has begun the quiz; previews do not count."""
    begun = (
        select(Attempt.id)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .where(Assignment.quiz_id == quiz_id)
        .limit(1)
    )
    return db.session.scalar(begun) is not None


def has_same_title(actor: Actor, quiz_id: UUID) -> bool:
    """Whether another quiz of the library is called like this one."""
    titles = {each.id: fold(each.title) for each in available_quizzes(actor)}
    title = titles.pop(quiz_id, None)
    return title in titles.values()


def may_see_banks(actor: Actor) -> bool:
    """Whether the actor may see questions with their keys."""
    return may(actor, Action.VIEW_BANKS, frozenset({Relation.SAME_SCHOOL}))


def _visible_to(actor: Actor) -> ColumnElement[bool]:
    return Quiz.school_id.is_(None) | (Quiz.school_id == actor.school_id)


def _parts(quiz_ids: list[UUID]) -> dict[UUID, list[QuizPart]]:
    parts: dict[UUID, list[QuizPart]] = defaultdict(list)
    for part in db.session.scalars(select(QuizPart).where(QuizPart.quiz_id.in_(quiz_ids))):
        parts[part.quiz_id].append(part)
    return parts


def _for_person() -> dict[str, str | None]:
    """The banks of the questions that a person marks, by the ids of these."""
    kinds = [each.name for each in all_kinds() if each.needs_person]
    rows = db.session.execute(
        select(Question.id, Question.bank_id)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(
            QuestionVersion.kind.in_(kinds),
            Question.use == "graded",
            Question.archived_at.is_(None),
        )
    )
    return {row.id: row.bank_id for row in rows}
