"""Quizzes of twenty questions, copied from the shipped banks, and attempts at them.

Each quiz has questions and objectives of its own, so that handing one in is every time the
learner's first response, which costs the most.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, insert, select

from bench.answers import some_answer
from domain.people import Actor
from domain.question_kinds import kind as kind_named
from models.attempts import Attempt, AttemptItem, CurrentAnswer
from models.base import Base, new_id
from models.content import Bank, Question, QuestionVersion
from models.quizzes import Quiz, QuizPart
from models.reference import Objective
from models.session import db

MIX: Final = {"single_choice": 9, "multiple_choice": 4, "true_false": 4, "ordering": 3}
"""The kinds of a quiz's questions, in about the shares of the shipped banks."""

QUESTIONS: Final = sum(MIX.values())


@dataclass(frozen=True, slots=True)
class CopiedQuiz:
    """A quiz and the rows of its question versions."""

    id: UUID
    versions: tuple[dict[str, Any], ...]


def copy_quiz(teacher: Actor, number: int, now: datetime) -> CopiedQuiz:
    """Make the teacher a quiz whose questions are copies of shipped ones."""
    random = Random(number)
    shipped = _shipped_versions()
    chosen = [
        version
        for kind, count in MIX.items()
        for version in random.sample([each for each in shipped if each["kind"] == kind], count)
    ]
    random.shuffle(chosen)
    course_id = chosen[0]["course_id"]
    bank_id = f"bench-{number}"
    _insert(
        Bank, [{"id": bank_id, "course_id": course_id, "title": bank_id, "position": 100 + number}]
    )
    _copy_objectives({version["objective_id"] for version in chosen}, number)
    versions = [_copied(version, number) for version in chosen]
    _insert(
        Question,
        [
            {
                "id": version["question_id"],
                "course_id": course_id,
                "bank_id": bank_id,
                "use": "graded",
                "position": position,
                "current_version_id": version["id"],
            }
            for position, version in enumerate(versions)
        ],
    )
    _insert(QuestionVersion, versions)
    quiz_id = _make_quiz(teacher, course_id, bank_id, versions, now)
    return CopiedQuiz(quiz_id, tuple(versions))


def _shipped_versions() -> Sequence[RowMapping]:
    rows = db.session.execute(
        select(Question.course_id, *QuestionVersion.__table__.columns)
        .join(QuestionVersion, QuestionVersion.id == Question.current_version_id)
        .where(Question.use == "graded", Question.bank_id.not_like("bench-%"))
        .order_by(Question.id)
    )
    return rows.mappings().all()


def _copied(version: RowMapping, number: int) -> dict[str, Any]:
    row = {column.name: version[column.name] for column in QuestionVersion.__table__.columns}
    return row | {
        "id": new_id(),
        "question_id": f"{version['question_id']}-{number}",
        "objective_id": f"{version['objective_id']}-{number}",
    }


def _copy_objectives(ids: set[str], number: int) -> None:
    found = db.session.execute(
        select(*Objective.__table__.columns).where(Objective.id.in_(ids))
    ).mappings()
    _insert(Objective, [dict(row) | {"id": f"{row['id']}-{number}"} for row in found])


def _make_quiz(
    teacher: Actor, course_id: str, bank_id: str, versions: Sequence[dict[str, Any]], now: datetime
) -> UUID:
    quiz_id = new_id()
    _insert(
        Quiz,
        [
            {
                "id": quiz_id,
                "school_id": teacher.school_id,
                "owner_id": teacher.person_id,
                "course_id": course_id,
                "title": f"Quiz {bank_id}",
                "summary": "",
                "created_at": now,
            }
        ],
    )
    _insert(
        QuizPart,
        [
            {
                "quiz_id": quiz_id,
                "position": 1,
                "bank_id": bank_id,
                "question_ids": [version["question_id"] for version in versions],
                "random_count": 0,
            }
        ],
    )
    return quiz_id


def begin_attempts(
    school_id: UUID,
    person_ids: Sequence[UUID],
    assignment_id: UUID,
    quiz: CopiedQuiz,
    now: datetime,
    *,
    every: int,
) -> list[UUID]:
    """Give each person an open attempt in which every n-th question is answered."""
    random = Random(str(quiz.id))
    option_ids = [_option_ids(version) for version in quiz.versions]
    attempt_ids = [new_id() for _ in person_ids]
    attempts = [
        {
            "id": attempt_id,
            "school_id": school_id,
            "person_id": person_id,
            "purpose": "graded",
            "assignment_id": assignment_id,
            "quiz_id": quiz.id,
            "number": 1,
            "state": "open",
            "started_at": now,
        }
        for attempt_id, person_id in zip(attempt_ids, person_ids, strict=True)
    ]
    items, answers = [], []
    for attempt_id in attempt_ids:
        for position, (version, ids) in enumerate(
            zip(quiz.versions, option_ids, strict=True), start=1
        ):
            place = {"attempt_id": attempt_id, "position": position}
            items.append(
                {
                    **place,
                    "question_id": version["question_id"],
                    "question_version_id": version["id"],
                    "option_order": ids,
                }
            )
            if position % every == 0:
                answers.append(
                    {
                        **place,
                        "answer": some_answer(version["kind"], ids, random),
                        "revision": 1,
                        "client_id": "prepared-tab",
                        "saved_at": now,
                    }
                )
    _insert(Attempt, attempts)
    _insert(AttemptItem, items)
    _insert(CurrentAnswer, answers)
    return attempt_ids


def _option_ids(version: dict[str, Any]) -> list[str]:
    its_kind = kind_named(version["kind"])
    return [choice.id for choice in its_kind.choices(its_kind.from_json(version["body"]))]


def _insert(table: type[Base], rows: list[dict[str, Any]]) -> None:
    db.session.execute(insert(table), rows)
