"""A school to measure: the shipped course, and one class of forty with quizzes of its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from flask import Flask
from sqlalchemy import insert, select, text

from accounts.actions import create_person
from accounts.passwords import hash_password
from admin.preparing import leave_database, migrate_database, publish_courses
from admin.setting_up import set_up
from bench.quizzes import CopiedQuiz, begin_attempts, copy_quiz
from classes.actions import assign, create_class
from domain.people import Actor, Role
from models.classes import Enrolment
from models.people import School
from models.session import db, unit_of_work
from progress.projecting import project_assignments

STUDENTS: Final = 40
PASSWORD: Final = "a long and quiet river"


@dataclass(frozen=True, slots=True)
class Pupil:
    """A student's account."""

    person_id: UUID
    sign_in_name: str


@dataclass(frozen=True, slots=True)
class Ready:
    """An open attempt with all its answers, by the number of its student."""

    student: int
    attempt_id: UUID


@dataclass(frozen=True, slots=True)
class BenchSchool:
    """What was made, for those who come to use it."""

    pupils: tuple[Pupil, ...]
    half_done: tuple[UUID, ...]  # each student's open attempt, every other question answered
    ready: tuple[Ready, ...]  # attempts that can be handed in
    not_begun: tuple[UUID, ...]  # assignments that nobody has started


def fill(app: Flask, now: datetime, *, ready_quizzes: int, new_quizzes: int) -> BenchSchool:
    """Make everything in the empty database of `app`."""
    with app.app_context():
        migrate_database()
        publish_courses()
        with unit_of_work():
            made = _make(now, ready_quizzes, new_quizzes)
        _collect_statistics()
        leave_database()
    return made


def _make(now: datetime, ready_quizzes: int, new_quizzes: int) -> BenchSchool:
    teacher = _make_staff(now)
    class_id = create_class(teacher, "Civics", now)
    pupils = _make_pupils(teacher, class_id, now)
    people = [pupil.person_id for pupil in pupils]
    quizzes = [copy_quiz(teacher, number, now) for number in range(1 + ready_quizzes + new_quizzes)]
    assignments = [_assign(teacher, class_id, quiz, now) for quiz in quizzes]
    given = list(zip(assignments, quizzes, strict=True))
    half_done = begin_attempts(teacher.school_id, people, *given[0], now, every=2)
    ready = [
        Ready(student, attempt_id)
        for assignment_id, quiz in given[1 : 1 + ready_quizzes]
        for student, attempt_id in enumerate(
            begin_attempts(teacher.school_id, people, assignment_id, quiz, now, every=1)
        )
    ]
    project_assignments(assignments)
    return BenchSchool(
        pupils, tuple(half_done), tuple(ready), tuple(assignments[len(quizzes) - new_quizzes :])
    )


def _make_staff(now: datetime) -> Actor:
    """Set the school up, and return its only teacher."""
    set_up(
        school="Bench School",
        time_zone="America/Chicago",
        administrator="Ada Ward",
        sign_in_name="ada",
        password=PASSWORD,
        now=now,
    )
    school = db.session.scalars(select(School)).one()
    teacher_id = create_person(
        school.id, "Teo Lind", [Role.TEACHER], now, sign_in_name="teo", password=PASSWORD
    )
    return Actor(
        person_id=teacher_id,
        school_id=school.id,
        roles=frozenset({Role.TEACHER}),
        display_name="Teo Lind",
        school_name=school.name,
        time_zone=school.time_zone,
    )


def _make_pupils(teacher: Actor, class_id: UUID, now: datetime) -> tuple[Pupil, ...]:
    password_hash = hash_password(PASSWORD)
    pupils = []
    for number in range(1, STUDENTS + 1):
        name = f"pupil{number}"
        person_id = create_person(
            teacher.school_id,
            f"Pupil {number}",
            [Role.STUDENT],
            now,
            sign_in_name=name,
            password_hash=password_hash,
        )
        pupils.append(Pupil(person_id, name))
    db.session.execute(
        insert(Enrolment),
        [
            {
                "school_id": teacher.school_id,
                "class_id": class_id,
                "person_id": pupil.person_id,
                "enrolled_at": now,
            }
            for pupil in pupils
        ],
    )
    return tuple(pupils)


def _assign(teacher: Actor, class_id: UUID, quiz: CopiedQuiz, now: datetime) -> UUID:
    (assignment_id,) = assign(
        teacher,
        [class_id],
        quiz_id=quiz.id,
        opens_at=now - timedelta(hours=1),
        due_at=now + timedelta(days=7),
        attempts_allowed=None,
        now=now,
    )
    return assignment_id


def _collect_statistics() -> None:
    """Let the database know its tables, as it does by itself after a while."""
    with db.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()
