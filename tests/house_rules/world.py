"""A whole school day for tests that try every door: three classes with everything in them.

Each class belongs to one sphere, as Mr. Rivera and his student Maya see it: their own, another
class of their school (Ms. Chen and Leo), and another school (Ms. Novak and Tom).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from accounts.actions.roster import renew_cards
from classes.actions import assign
from domain.people import Actor, Role
from models.attempts import AttemptItem
from models.base import new_id
from models.challenges import Challenge
from models.classes import Enrolment, SchoolClass
from models.content import Bank, Lesson, LessonVersion
from models.notices import Notice
from models.people import Person
from models.quizzes import Quiz
from models.session import db, unit_of_work
from progress.notices import notify
from quizzes.actions import (
    Edit,
    Pick,
    build_quiz,
    challenge,
    save_edits,
    start_attempt,
    start_practice,
    start_preview,
    submit,
)
from tests import factories
from tests.cast import MORNING, Cast
from tests.client import Client

TEXTS, TEXT = "riverbend-kinds", "open-1"  # a bank, and the question in it that is answered freely

# Who knocks: names of the cast, and nobody who is signed in.
VISITORS = ("nobody", "maya", "jonas", "leo", "rivera", "okafor")


@dataclass(frozen=True)
class Sphere:
    """One class, its people, and everything that hangs on it."""

    school_id: UUID
    teacher_id: UUID
    student_id: UUID
    class_id: UUID
    join_code: str
    newcomer_id: UUID  # enrolled, has come in with a login card and done nothing yet
    expected_id: UUID  # enrolled, has a login card and has never come in
    leaver_id: UUID  # was enrolled once
    lesson_assignment_id: UUID
    quiz_assignment_id: UUID
    submitted_attempt_id: UUID
    open_attempt_id: UUID
    practice_attempt_id: UUID
    unmarked_attempt_id: UUID  # its first answer is a text that nobody has marked yet
    quiz_id: UUID  # made by the teacher
    sheet_id: UUID  # login cards that the teacher made
    preview_attempt_id: UUID  # the teacher's
    question_id: str  # of the submitted attempt; it was corrected since
    challenge_id: UUID
    notice_id: UUID


@dataclass(frozen=True)
class World:
    """The three spheres, and the course that all share."""

    cast: Cast
    own: Sphere
    same_school: Sphere
    elsewhere: Sphere
    course: Course


@dataclass(frozen=True)
class Course:
    """What every school shares: a lesson with one of its sections and checks, a bank, a quiz."""

    lesson_id: str
    section_id: str
    check_id: str
    bank_id: str
    quiz_id: UUID
    unasked_id: str  # a question that no quiz asked
    reason: str


def build(cast: Cast, now: datetime = MORNING) -> World:
    """Fill the three classes through the same actions that the pages use."""
    with unit_of_work():
        course = _course()
        return World(
            cast=cast,
            own=_sphere(cast, "rivera", "maya", cast.civics, course, now),
            same_school=_sphere(cast, "chen", "leo", cast.history, course, now),
            elsewhere=_sphere(cast, "novak", "tom", cast.government, course, now),
            course=course,
        )


def _course() -> Course:
    first_lesson = db.session.scalars(select(Lesson).order_by(Lesson.position)).first()
    assert first_lesson is not None
    body = db.session.scalars(
        select(LessonVersion.body).where(LessonVersion.id == first_lesson.current_version_id)
    ).one()
    checks = [
        (section["id"], block["question_id"])
        for section in body["sections"]
        for block in section["blocks"]
        if block["type"] == "check"
    ]
    return Course(
        lesson_id=first_lesson.id,
        section_id=checks[0][0],
        check_id=checks[0][1],
        bank_id=db.session.scalars(select(Bank.id).order_by(Bank.position)).all()[0],
        quiz_id=db.session.scalars(select(Quiz.id).where(Quiz.school_id.is_(None))).all()[0],
        unasked_id=checks[0][1],
        reason="It is the other way round.",
    )


def _sphere(
    cast: Cast, teacher_name: str, student_name: str, class_id: UUID, course: Course, now: datetime
) -> Sphere:
    teacher, student = cast.actor(teacher_name), cast.actor(student_name)
    school_id = teacher.school_id
    quiz_id = build_quiz(
        teacher,
        title=f"Quiz of {teacher.display_name}",
        summary="Two questions, drawn at random.",
        picks=[Pick(course.bank_id, random_count=2)],
        now=now,
    )
    (lesson_assignment,) = assign(
        teacher, [class_id], lesson_id=course.lesson_id, opens_at=now, now=now
    )
    (quiz_assignment,) = assign(
        teacher, [class_id], quiz_id=quiz_id, attempts_allowed=None, opens_at=now, now=now
    )
    submitted = start_attempt(student, quiz_assignment, now)
    submit(student, submitted, now)
    challenge(student, submitted, 2, course.reason, now)
    return Sphere(
        school_id=school_id,
        teacher_id=teacher.person_id,
        student_id=student.person_id,
        class_id=class_id,
        join_code=db.session.get_one(SchoolClass, class_id).join_code,
        newcomer_id=_newcomer(school_id, class_id, f"New {teacher_name}-1", now),
        expected_id=_newcomer(school_id, class_id, f"Expected {teacher_name}-3", now),
        leaver_id=_leaver(school_id, class_id, f"Gone {teacher_name}-2", now),
        lesson_assignment_id=lesson_assignment,
        quiz_assignment_id=quiz_assignment,
        submitted_attempt_id=submitted,
        open_attempt_id=start_attempt(student, quiz_assignment, now),
        practice_attempt_id=start_practice(student, submitted, now),
        unmarked_attempt_id=_unmarked(teacher, student, class_id, now),
        quiz_id=quiz_id,
        sheet_id=_sheet(teacher, class_id, now),
        preview_attempt_id=start_preview(teacher, quiz_id, now),
        question_id=_corrected(submitted, now),
        challenge_id=db.session.scalars(
            select(Challenge.id).where(Challenge.attempt_id == submitted)
        ).one(),
        notice_id=_notice(school_id, student.person_id, submitted, now),
    )


def _unmarked(teacher: Actor, student: Actor, class_id: UUID, now: datetime) -> UUID:
    """Hand in a text: the one question of another quiz."""
    quiz_id = build_quiz(
        teacher, title="In your own words", summary="", picks=[Pick(TEXTS, (TEXT,))], now=now
    )
    (assignment_id,) = assign(teacher, [class_id], quiz_id=quiz_id, opens_at=now, now=now)
    attempt_id = start_attempt(student, assignment_id, now)
    edit = Edit(1, {"text": "Because the charter says so."}, 0, 1)
    save_edits(student, attempt_id, "the-only-tab", [edit], now)
    submit(student, attempt_id, now)
    return attempt_id


def _corrected(attempt_id: UUID, now: datetime) -> str:
    """Correct the first question of an attempt after it was handed in."""
    question_id = db.session.scalars(
        select(AttemptItem.question_id).where(
            AttemptItem.attempt_id == attempt_id, AttemptItem.position == 1
        )
    ).one()
    factories.new_version(question_id, now, lambda body: None)
    return question_id


def _notice(school_id: UUID, person_id: UUID, attempt_id: UUID, now: datetime) -> UUID:
    values = {"title": "Quiz", "question": 1, "reply": "So it is.", "attempt": str(attempt_id)}
    notify(school_id, person_id, "challenge-accepted", values, now)
    db.session.flush()
    return db.session.scalars(select(Notice.id).where(Notice.person_id == person_id)).one()


def _sheet(teacher: Actor, class_id: UUID, now: datetime) -> UUID:
    sheet_id = new_id()
    renew_cards(teacher, class_id, {}, now, sheet_id=sheet_id)
    return sheet_id


def _newcomer(school_id: UUID, class_id: UUID, name: str, now: datetime) -> UUID:
    person_id = factories.person(school_id, name, now, Role.STUDENT)
    db.session.get_one(Person, person_id).password_is_one_time = True
    factories.enrolment(school_id, class_id, now, person_id)
    return person_id


def _leaver(school_id: UUID, class_id: UUID, name: str, now: datetime) -> UUID:
    person_id = factories.person(school_id, name, now, Role.STUDENT)
    db.session.add(
        Enrolment(
            school_id=school_id,
            class_id=class_id,
            person_id=person_id,
            enrolled_at=now - timedelta(days=7),
            left_at=now - timedelta(days=1),
        )
    )
    db.session.flush()
    return person_id


class Visitor:
    """A person's browser, at every request as it was just after signing in."""

    def __init__(self, app: Flask, person_id: UUID | None) -> None:
        client = Client(app)
        if person_id is not None:
            client.sign_in_as(person_id)
        self.client = client
        self.token = client.csrf_token()
        cookie = client.flask.get_cookie("ascertain")
        assert cookie is not None
        self._cookie = cookie.value

    def open(self, path: str, method: str = "GET", **kwargs: Any) -> TestResponse:
        """Ask for one path, following no redirect."""
        self.client.flask.set_cookie("ascertain", self._cookie)
        return self.client.flask.open(path, method=method, buffered=True, **kwargs)

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """Send a form with this browser's CSRF token."""
        return self.open(path, "POST", data={"csrf_token": self.token, **(data or {})}, **kwargs)

    def post_json(self, path: str, data: object) -> TestResponse:
        """Send JSON as our scripts do."""
        return self.open(path, "POST", json=data, headers={"X-CSRFToken": self.token})


class Commits:
    """How many units of work reached their end."""

    def __init__(self) -> None:
        self.count = 0


@contextmanager
def nothing_is_kept() -> Iterator[Commits]:
    """Make every unit of work flush only: the request's end rolls back what it wrote.

    Thousands of requests then meet the same world, without copying a database for each.
    """
    commits = Commits()

    def flush(session: Session) -> None:
        commits.count += 1
        session.flush()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Session, "commit", flush)
        yield commits
    db.session.rollback()
