"""What the demo school's teachers assign and its students read and answer.

Readings and answers are written as rows, as they would have been left by three weeks of work; the
caller then has progress worked out from them, as rebuilding does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from admin.demo.pupils import Pupil
from classes.actions import assign
from domain.people import Actor
from domain.question_kinds import kind as kind_named
from domain.question_kinds.base import AnyKind
from models.attempts import Attempt, AttemptItem, CurrentAnswer, Response
from models.base import new_id
from models.content import Lesson, LessonVersion, Question, QuestionVersion
from models.quizzes import Quiz
from models.reading import CheckAnswer, ReadingPlace, SectionRead
from models.session import db
from quizzes.drawing import draw
from quizzes.queries.drawing import current_versions, parts_of, pool_of

CLIENT: Final = "demo"


@dataclass(frozen=True)
class Given:
    """An assignment: what was given, to whom, and until when."""

    assignment_id: UUID
    lesson_id: str | None
    quiz_id: UUID | None


@dataclass(frozen=True)
class Check:
    """A check-yourself question of a section."""

    section_id: str
    question_id: str
    version_id: UUID
    kind: AnyKind
    body: Any


def assign_lesson(
    teacher: Actor, class_id: UUID, lesson_id: str, opens_at: datetime, due_at: datetime
) -> Given:
    """Give a lesson to a class."""
    (assignment_id,) = assign(
        teacher,
        [class_id],
        lesson_id=lesson_id,
        opens_at=opens_at,
        due_at=due_at,
        attempts_allowed=None,
        now=opens_at,
    )
    return Given(assignment_id, lesson_id, None)


def assign_quiz(
    teacher: Actor,
    class_id: UUID,
    prepared_id: str,
    opens_at: datetime,
    due_at: datetime,
    *,
    attempts_allowed: int,
) -> Given:
    """Give a prepared quiz to a class."""
    quiz_id = db.session.scalars(select(Quiz.id).where(Quiz.prepared_id == prepared_id)).one()
    (assignment_id,) = assign(
        teacher,
        [class_id],
        quiz_id=quiz_id,
        opens_at=opens_at,
        due_at=due_at,
        attempts_allowed=attempts_allowed,
        now=opens_at,
    )
    return Given(assignment_id, None, quiz_id)


def read_lesson(
    student: Actor, pupil: Pupil, given: Given, when: datetime, random: Random, *, share: float
) -> None:
    """Read the first part of a lesson and answer its checks, a few minutes a section."""
    if given.lesson_id is None:
        raise ValueError("a quiz cannot be read")
    own = {
        "person_id": student.person_id,
        "school_id": student.school_id,
        "lesson_id": given.lesson_id,
    }
    checks = _checks(given.lesson_id)
    for number, check in enumerate(checks[: max(1, round(share * len(checks)))]):
        at = when + timedelta(minutes=3 * number)
        db.session.add(SectionRead(**own, section_id=check.section_id, read_at=at))
        answer = pupil.answer(check.kind, check.body, random)
        if answer is not None:
            db.session.add(
                CheckAnswer(
                    **own,
                    id=new_id(),
                    question_id=check.question_id,
                    question_version_id=check.version_id,
                    answer=dict(answer),
                    answered_at=at + timedelta(minutes=1),
                )
            )
        place = check.section_id
    db.session.add(ReadingPlace(**own, section_id=place, updated_at=at))


def take_quiz(
    student: Actor,
    pupil: Pupil,
    given: Given,
    when: datetime,
    random: Random,
    instead: Mapping[UUID, UUID],
) -> UUID:
    """Take a quiz from start to submission, about a minute a question; return the attempt.

    `instead` says which versions were asked when others were not yet there.
    """
    if given.quiz_id is None:
        raise ValueError("a lesson cannot be taken")
    parts = parts_of(given.quiz_id)
    drawn = draw(parts, pool_of(part.bank_id for part in parts), random)
    versions = current_versions(drawn)
    attempt_id = new_id()
    done = when + timedelta(minutes=len(drawn))
    db.session.add(
        Attempt(
            id=attempt_id,
            school_id=student.school_id,
            person_id=student.person_id,
            purpose="graded",
            assignment_id=given.assignment_id,
            quiz_id=given.quiz_id,
            number=1,
            state="submitted",
            started_at=when,
            submitted_at=done,
            submitted_by=student.person_id,
        )
    )
    db.session.flush()
    for position, question_id in enumerate(drawn, start=1):
        version_id, question = versions[question_id]
        db.session.add(
            AttemptItem(
                attempt_id=attempt_id,
                position=position,
                question_id=question_id,
                question_version_id=instead.get(version_id, version_id),
                option_order=list(question.kind.shuffle(question.body, random)),
            )
        )
        answer = pupil.answer(question.kind, question.body, random)
        if answer is not None:
            _save(attempt_id, position, answer, when + timedelta(minutes=position))
    return attempt_id


def _save(attempt_id: UUID, position: int, answer: Mapping[str, Any], at: datetime) -> None:
    own = {
        "attempt_id": attempt_id,
        "position": position,
        "answer": dict(answer),
        "client_id": CLIENT,
    }
    db.session.add(
        Response(**own, sequence=position, base_revision=0, outcome="current", received_at=at)
    )
    db.session.add(CurrentAnswer(**own, revision=1, saved_at=at))


def _checks(lesson_id: str) -> list[Check]:
    text = db.session.scalars(
        select(LessonVersion.body)
        .join(Lesson, Lesson.current_version_id == LessonVersion.id)
        .where(Lesson.id == lesson_id)
    ).one()
    versions = {
        row.id: row
        for row in db.session.execute(
            select(Question.id, QuestionVersion.id.label("version_id"), QuestionVersion.kind,
                   QuestionVersion.body)
            .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
            .where(Question.lesson_id == lesson_id, Question.use == "check")
        )
    }  # fmt: skip
    found = []
    for section in text["sections"]:
        for block in section["blocks"]:
            if block["type"] == "check":
                row = versions[block["question_id"]]
                kind = kind_named(row.kind)
                found.append(
                    Check(section["id"], row.id, row.version_id, kind, kind.from_json(row.body))
                )
    return found
