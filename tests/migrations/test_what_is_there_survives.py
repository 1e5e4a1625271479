"""Rows that were there before a migration are there after it, and mean the same."""

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import Uuid, column, func, insert, inspect, select, table

from domain.access import ClosingPolicy, LatePolicy
from models.base import UtcDateTime, new_id
from models.session import db
from progress.queries.terms import terms_for
from tests.cast import MORNING

SCHOOL, PUPIL, CLASS, QUIZ, ASSIGNMENT = (new_id() for _ in range(5))
ATTEMPTS = tuple(new_id() for _ in range(3))

ROWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("schools", {"id": SCHOOL, "name": "Old school", "time_zone": "UTC", "created_at": MORNING}),
    (
        "people",
        {
            "id": PUPIL,
            "display_name": "Student Maya",
            "sign_in_name": "maya",
            "sign_in_key": "maya",
            "password_is_one_time": False,
            "created_at": MORNING,
        },
    ),
    (
        "classes",
        {
            "id": CLASS,
            "school_id": SCHOOL,
            "name": "Civics",
            "join_code": "CVCP3333",
            "created_at": MORNING,
        },
    ),
    (
        "courses",
        {
            "id": "old",
            "title": "Old",
            "summary": "",
            "language": "en",
            "position": 1,
            "content_hash": "",
        },
    ),
    (
        "quizzes",
        {
            "id": QUIZ,
            "school_id": SCHOOL,
            "course_id": "old",
            "position": 1,
            "title": "Old",
            "summary": "",
            "created_at": MORNING,
        },
    ),
    (
        "assignments",
        {
            "id": ASSIGNMENT,
            "school_id": SCHOOL,
            "class_id": CLASS,
            "quiz_id": QUIZ,
            "title": "Old",
            "opens_at": MORNING,
            "due_at": MORNING + timedelta(days=1),
            "feedback_policy": "after_close",
            "score_rule": "best",
            "created_by": PUPIL,
            "created_at": MORNING,
        },
    ),
    (
        "assignment_overrides",
        {
            "assignment_id": ASSIGNMENT,
            "person_id": PUPIL,
            "school_id": SCHOOL,
            "extra_attempts": 1,
            "due_at": MORNING + timedelta(days=2),
            "updated_at": MORNING,
        },
    ),
    *(
        (
            "attempts",
            {
                "id": ATTEMPTS[number - 1],
                "school_id": SCHOOL,
                "person_id": PUPIL,
                "purpose": "graded",
                "assignment_id": ASSIGNMENT,
                "quiz_id": QUIZ,
                "number": number,
                "state": "submitted" if number < 3 else "open",
                "started_at": MORNING + timedelta(hours=number),
                "submitted_at": MORNING + timedelta(hours=9 - number) if number < 3 else None,
            },
        )
        for number in (1, 2, 3)
    ),
    (
        "responses",
        {
            "id": new_id(),
            "attempt_id": ATTEMPTS[2],
            "position": 1,
            "client_id": "tab",
            "sequence": 1,
            "base_revision": 0,
            "answer": {"choice": "right"},
            "outcome": "current",
            "received_at": MORNING + timedelta(hours=3),
        },
    ),
    (
        "current_answers",
        {
            "attempt_id": ATTEMPTS[2],
            "position": 1,
            "client_id": "tab",
            "revision": 1,
            "answer": {"choice": "right"},
            "saved_at": MORNING + timedelta(hours=3),
        },
    ),
    (
        "assignment_results",
        {
            "assignment_id": ASSIGNMENT,
            "person_id": PUPIL,
            "school_id": SCHOOL,
            "class_id": CLASS,
            "state": "done",
            "attempts_submitted": 2,
            "steps_done": 0,
            "steps_total": 0,
            "started_at": MORNING + timedelta(hours=1),
            "finished_at": MORNING + timedelta(hours=7),
            "last_activity_at": MORNING + timedelta(hours=8),
        },
    ),
)


def write_old_rows() -> None:
    """Write with the types of today's columns, but only into what is there at this revision."""
    there = inspect(db.engine)
    with db.engine.begin() as connection:
        for name, row in ROWS:
            if not there.has_table(name):
                continue
            old = {each["name"] for each in there.get_columns(name)}
            now = db.metadata.tables[name].columns
            columns = (column(each, now[each].type) for each in row if each in old)
            values = {each: value for each, value in row.items() if each in old}
            connection.execute(insert(table(name, *columns)).values(values))
    db.engine.dispose()


def test_an_answer_outlives_every_step_up_and_down(empty_app: Flask) -> None:
    upgrade(revision="0002")
    write_old_rows()

    upgrade()
    downgrade(revision="0002")
    upgrade()

    responses = db.metadata.tables["responses"]
    attempts = db.metadata.tables["attempts"]
    saved = select(responses.c.answer).join(attempts, attempts.c.id == responses.c.attempt_id)
    assert db.session.scalars(saved).all() == [{"choice": "right"}]
    assert db.session.scalar(select(func.count()).select_from(attempts)) == len(ATTEMPTS)


def test_when_an_attempt_was_saved_last_is_there_again_one_step_down(empty_app: Flask) -> None:
    upgrade(revision="0009")
    write_old_rows()

    upgrade()
    downgrade(revision="0009")

    saved = table("attempts", column("id", Uuid()), column("last_saved_at", UtcDateTime()))
    times = db.session.execute(select(saved.c.id, saved.c.last_saved_at)).all()
    assert {row.id: row.last_saved_at for row in times} == {
        ATTEMPTS[0]: None,
        ATTEMPTS[1]: None,
        ATTEMPTS[2]: MORNING + timedelta(hours=3),
    }


def test_assignments_made_before_there_were_clocks(empty_app: Flask) -> None:
    upgrade(revision="0006")
    write_old_rows()

    upgrade()

    terms = terms_for(ASSIGNMENT, PUPIL)
    assert (terms.time_allowed, terms.rules.closing) == (None, ClosingPolicy.FULL_TIME)
    assert terms.rules.late is LatePolicy.MARK_LATE
    assert terms.window.due_at == MORNING + timedelta(days=2)
    results = db.metadata.tables["assignment_results"]
    begun_at = db.session.scalar(select(results.c.begun_at))
    assert begun_at == MORNING + timedelta(hours=2), "of the attempt handed in first"
    db.session.rollback()

    downgrade(revision="0006")
    upgrade()

    assert db.session.scalar(select(results.c.begun_at)) == begun_at
