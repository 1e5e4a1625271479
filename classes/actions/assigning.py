"""Giving lessons and quizzes to classes, changing what was given, and taking it back."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from accounts.relations import require_class
from classes.relations import require_assignment
from domain.access import FeedbackPolicy, Window, WindowProblem, window_problems
from domain.errors import Refusal
from domain.people import Actor
from domain.permissions import Action
from domain.scoring import ScoreRule
from models.assignments import Assignment
from models.audit import record
from models.base import new_id
from models.classes import SchoolClass
from models.content import Lesson, LessonVersion
from models.quizzes import Quiz
from models.session import db
from progress.actions import assignment_changed

MOST_ATTEMPTS: Final = 20

FIELD_OF_PROBLEM: Final = {
    WindowProblem.DUE_NOT_AFTER_OPENING: "due_at",
    WindowProblem.CLOSING_NOT_AFTER_OPENING: "closes_at",
    WindowProblem.CLOSING_BEFORE_DUE: "closes_at",
}


@dataclass(frozen=True, slots=True)
class _Rules:
    """What holds for an assignment; the names are the table's columns."""

    opens_at: datetime
    due_at: datetime | None
    closes_at: datetime | None
    attempts_allowed: int | None
    feedback_policy: FeedbackPolicy
    score_rule: ScoreRule

    def as_json(self) -> dict[str, Any]:
        return {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }


def assign(
    actor: Actor,
    class_ids: Sequence[UUID],
    *,
    lesson_id: str | None = None,
    quiz_id: UUID | None = None,
    opens_at: datetime,
    due_at: datetime | None = None,
    closes_at: datetime | None = None,
    attempts_allowed: int | None = 1,
    feedback_policy: FeedbackPolicy = FeedbackPolicy.AFTER_SUBMISSION,
    score_rule: ScoreRule = ScoreRule.BEST,
    now: datetime,
    key: UUID | None = None,
) -> list[UUID]:
    """Give a lesson or a quiz to classes the actor teaches and return the assignments' ids.

    `key` names the form that was sent: sending it again finds the same assignments. Raises
    NotFound, Refusal.
    """
    if not class_ids:
        raise Refusal("no-class-chosen", field="classes")
    rules = _Rules(opens_at, due_at, closes_at, attempts_allowed, feedback_policy, score_rule)
    _check(rules)
    title = _title(actor, lesson_id, quiz_id)
    key = key or new_id()
    return [
        _assign_to_one(actor, class_id, lesson_id, quiz_id, title, rules, key, now)
        for class_id in sorted(set(class_ids))  # one order, so that two senders never deadlock
    ]


def _assign_to_one(
    actor: Actor,
    class_id: UUID,
    lesson_id: str | None,
    quiz_id: UUID | None,
    title: str,
    rules: _Rules,
    key: UUID,
    now: datetime,
) -> UUID:
    klass = require_class(actor, class_id, Action.MANAGE_ASSIGNMENTS)
    if klass.archived_at is not None:
        raise Refusal("class-is-archived", field="classes", name=klass.name)
    db.session.scalar(select(SchoolClass.id).where(SchoolClass.id == class_id).with_for_update())
    assignment_id = _id_for(key, class_id, lesson_id or str(quiz_id))
    if db.session.get(Assignment, assignment_id) is not None:
        return assignment_id
    db.session.add(
        Assignment(
            id=assignment_id,
            school_id=klass.school_id,
            class_id=class_id,
            lesson_id=lesson_id,
            quiz_id=quiz_id,
            title=title,
            created_by=actor.person_id,
            created_at=now,
            **asdict(_for_activity(rules, is_lesson=lesson_id is not None)),
        )
    )
    record(actor, "assign", assignment_id, now, title=title, **rules.as_json())
    db.session.flush()
    assignment_changed(assignment_id)  # a lesson may have been read before it was assigned
    return assignment_id


def change_assignment(
    actor: Actor,
    assignment_id: UUID,
    *,
    opens_at: datetime,
    due_at: datetime | None,
    closes_at: datetime | None,
    attempts_allowed: int | None,
    feedback_policy: FeedbackPolicy,
    score_rule: ScoreRule,
    now: datetime,
) -> None:
    """Change an assignment's dates and rules; raises NotFound, Refusal."""
    assignment = _changeable(actor, assignment_id)
    rules = _Rules(opens_at, due_at, closes_at, attempts_allowed, feedback_policy, score_rule)
    _check(rules)
    rules = _for_activity(rules, is_lesson=assignment.lesson_id is not None)
    before = _rules_of(assignment)
    if rules == before:
        return
    for name, value in asdict(rules).items():
        setattr(assignment, name, value)
    record(
        actor,
        "change-assignment",
        assignment_id,
        now,
        before=before.as_json(),
        after=rules.as_json(),
    )
    db.session.flush()
    assignment_changed(assignment_id)


def withdraw(actor: Actor, assignment_id: UUID, now: datetime) -> None:
    """Take an assignment back from its class; what was handed in is kept. Raises NotFound."""
    assignment = require_assignment(
        actor, assignment_id, Action.MANAGE_ASSIGNMENTS, for_update=True
    ).assignment
    if assignment.withdrawn_at is not None:
        return
    assignment.withdrawn_at = now
    record(actor, "withdraw-assignment", assignment_id, now, title=assignment.title)
    db.session.flush()
    assignment_changed(assignment_id)


def _changeable(actor: Actor, assignment_id: UUID) -> Assignment:
    assignment = require_assignment(
        actor, assignment_id, Action.MANAGE_ASSIGNMENTS, for_update=True
    ).assignment
    if assignment.withdrawn_at is not None:
        raise Refusal("assignment-is-withdrawn")
    return assignment


def _rules_of(assignment: Assignment) -> _Rules:
    return _Rules(
        opens_at=assignment.opens_at,
        due_at=assignment.due_at,
        closes_at=assignment.closes_at,
        attempts_allowed=assignment.attempts_allowed,
        feedback_policy=FeedbackPolicy(assignment.feedback_policy),
        score_rule=ScoreRule(assignment.score_rule),
    )


def _for_activity(rules: _Rules, *, is_lesson: bool) -> _Rules:
    """The rules as they are stored: a lesson has no limit of attempts."""
    return replace(rules, attempts_allowed=None) if is_lesson else rules


def _check(rules: _Rules) -> None:
    for problem in window_problems(Window(rules.opens_at, rules.due_at, rules.closes_at)):
        raise Refusal(problem, field=FIELD_OF_PROBLEM[problem])
    attempts = rules.attempts_allowed
    if attempts is not None and not 1 <= attempts <= MOST_ATTEMPTS:
        raise Refusal("attempts-out-of-range", field="attempts", most=MOST_ATTEMPTS)


def _title(actor: Actor, lesson_id: str | None, quiz_id: UUID | None) -> str:
    if (lesson_id is None) == (quiz_id is None):
        raise ValueError("an assignment has either a lesson or a quiz")
    title = _lesson_title(lesson_id) if lesson_id else _quiz_title(actor, quiz_id)
    if title is None:
        raise Refusal("no-such-activity", field="activities")
    return title


def _lesson_title(lesson_id: str) -> str | None:
    return db.session.scalar(
        select(LessonVersion.title)
        .join(Lesson, Lesson.current_version_id == LessonVersion.id)
        .where(Lesson.id == lesson_id, Lesson.archived_at.is_(None))
    )


def _quiz_title(actor: Actor, quiz_id: UUID | None) -> str | None:
    return db.session.scalar(
        select(Quiz.title).where(
            Quiz.id == quiz_id,
            Quiz.archived_at.is_(None),
            Quiz.school_id.is_(None) | (Quiz.school_id == actor.school_id),
        )
    )


def _id_for(key: UUID, class_id: UUID, activity: str) -> UUID:
    """The id of what one form assigns: it sorts as `key` does, and is the same when sent again."""
    digest = hashlib.sha256(f"{key} {class_id} {activity}".encode()).digest()
    value = bytearray(key.bytes[:8] + digest[:8])
    value[8] = (value[8] & 0x3F) | 0x80
    return UUID(bytes=bytes(value))
