"""Mr. Rivera gives lessons and quizzes to his classes, changes and withdraws them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from classes.actions import assign, change_assignment, create_class, withdraw
from domain.access import FeedbackPolicy, LatePolicy
from domain.errors import NotFound, Refusal
from domain.scoring import ScoreRule
from models.assignments import Assignment
from models.audit import AuditEntry
from models.base import new_id
from models.classes import SchoolClass
from models.progress import AssignmentResult
from models.session import db, unit_of_work
from tests.cast import MORNING, Cast
from tests.classes.classroom import LESSON, WRONG, Classroom

WEEK = timedelta(days=7)


def change(cast: Cast, assignment_id: UUID, by: str = "rivera", **changes: Any) -> None:
    rules = {
        "opens_at": MORNING,
        "due_at": MORNING + WEEK,
        "closes_at": None,
        "attempts_allowed": 1,
        "feedback_policy": FeedbackPolicy.AFTER_SUBMISSION,
        "score_rule": ScoreRule.BEST,
        "explains_words": True,
    }
    with unit_of_work():
        change_assignment(cast.actor(by), assignment_id, **{**rules, **changes}, now=MORNING)


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Assignment)) or 0


def test_each_class_gets_its_own_assignment(room: Classroom, cast: Cast) -> None:
    with unit_of_work():
        other = create_class(cast.actor("rivera"), "Civics 4", MORNING)
    with unit_of_work():
        made = assign(
            cast.actor("rivera"),
            [cast.civics, other],
            quiz_id=room.quiz(),
            opens_at=MORNING,
            now=MORNING,
        )

    rows = [db.session.get_one(Assignment, each) for each in made]
    assert {row.class_id for row in rows} == {cast.civics, other}
    assert {row.title for row in rows} == {"Riverbend fixed quiz"}
    assert {row.attempts_allowed for row in rows} == {1}


def test_a_form_sent_twice_assigns_once(room: Classroom, cast: Cast) -> None:
    key = new_id()

    first = room.give(key=key)
    again = room.give(key=key)
    lesson = room.give(quiz=False, key=key)

    assert first == again
    assert lesson != first
    assert count() == 2


def test_the_same_quiz_can_be_given_twice_on_purpose(room: Classroom) -> None:
    assert room.give() != room.give()


def test_a_lesson_has_no_limit_of_attempts(room: Classroom) -> None:
    assignment_id = room.give(quiz=False, attempts_allowed=2)

    assert db.session.get_one(Assignment, assignment_id).attempts_allowed is None


@pytest.mark.parametrize("by", ["chen", "okafor", "novak", "maya"])
def test_only_its_teachers_assign_to_a_class(room: Classroom, by: str) -> None:
    with pytest.raises(NotFound):
        room.give(by=by)
    assert count() == 0


def test_nothing_is_half_assigned(room: Classroom, cast: Cast) -> None:
    with pytest.raises(NotFound), unit_of_work():
        assign(
            cast.actor("rivera"),
            [cast.civics, cast.history],
            quiz_id=room.quiz(),
            opens_at=MORNING,
            now=MORNING,
        )
    assert count() == 0


@pytest.mark.parametrize(
    ("rules", "code", "field"),
    [
        ({"due_at": MORNING}, "due_not_after_opening", "due_at"),
        ({"closes_at": MORNING}, "closing_not_after_opening", "closes_at"),
        ({"closes_at": MORNING + timedelta(days=1)}, "closing_before_due", "closes_at"),
        ({"attempts_allowed": 0}, "attempts-out-of-range", "attempts"),
        ({"attempts_allowed": 21}, "attempts-out-of-range", "attempts"),
        *(
            ({"late_policy": policy, "late_percent": percent}, "late-percent-out-of-range", "late")
            for policy, percent in [
                (LatePolicy.TAKE_OFF, 0),
                (LatePolicy.TAKE_OFF, 15),
                (LatePolicy.MARK_LATE, 5),
                (LatePolicy.NOTHING_LATE, 500),
            ]
        ),
        ({"quiz_id": new_id()}, "no-such-activity", "activities"),
        ({"quiz_id": None, "lesson_id": "no-such-lesson"}, "no-such-activity", "activities"),
    ],
)
def test_rules_that_make_no_sense_are_refused(
    room: Classroom, rules: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        room.give(**rules)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert count() == 0


def test_an_archived_class_gets_nothing_new(room: Classroom, cast: Cast) -> None:
    with unit_of_work() as session:
        session.get_one(SchoolClass, cast.civics).archived_at = MORNING

    with pytest.raises(Refusal) as refused:
        room.give()

    assert refused.value.code == "class-is-archived"


def test_new_rules_change_the_scores_that_stand(room: Classroom, cast: Cast) -> None:
    assignment_id = room.give(attempts_allowed=2)
    room.take("maya", assignment_id)
    room.clock.advance(minutes=5)
    room.take("maya", assignment_id, **WRONG)

    change(cast, assignment_id, attempts_allowed=3, score_rule=ScoreRule.LAST)

    result = db.session.get_one(AssignmentResult, (assignment_id, cast.maya))
    assert (result.score_numerator, result.score_denominator) == (1, 2)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.action == "change-assignment")
    ).one()
    assert entry.details["before"]["score_rule"] == "best"
    assert entry.details["after"]["score_rule"] == "last"


def test_no_change_leaves_no_trace(room: Classroom, cast: Cast) -> None:
    assignment_id = room.give()

    change(cast, assignment_id)

    assert (
        db.session.scalars(
            select(AuditEntry.action).where(AuditEntry.action == "change-assignment")
        ).all()
        == []
    )


def test_withdrawing_keeps_results_and_ends_changes(room: Classroom, cast: Cast) -> None:
    assignment_id = room.give()
    room.take("maya", assignment_id)

    for _ in range(2):
        with unit_of_work():
            withdraw(cast.actor("rivera"), assignment_id, MORNING)

    assert db.session.get_one(AssignmentResult, (assignment_id, cast.maya)).state == "done"
    with pytest.raises(Refusal) as refused:
        change(cast, assignment_id, due_at=None)
    assert refused.value.code == "assignment-is-withdrawn"


@pytest.mark.parametrize("by", ["chen", "okafor", "novak", "maya"])
def test_others_change_nothing(room: Classroom, cast: Cast, by: str) -> None:
    assignment_id = room.give()

    with pytest.raises(NotFound):
        change(cast, assignment_id, by=by, due_at=None)
    with pytest.raises(NotFound), unit_of_work():
        withdraw(cast.actor(by), assignment_id, MORNING)


def test_a_lesson_read_before_counts_when_it_is_assigned(room: Classroom, cast: Cast) -> None:
    assignment_id = room.give(quiz=False)

    assert db.session.get_one(Assignment, assignment_id).lesson_id == LESSON
