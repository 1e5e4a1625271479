"""Giving lessons and quizzes to classes, changing what was given, and taking it back."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from accounts.relations import ClassSummary, require_class
from classes.actions.rules import Rules, check_rules, for_activity, past_refusals, rules_of
from classes.relations import require_assignment
from domain.access import ClosingPolicy, FeedbackPolicy, LatePolicy
from domain.errors import Refusal
from domain.people import Actor
from domain.permissions import Action
from domain.scoring import ScoreRule
from models.assignments import Assignment
from models.audit import record
from models.base import keyed_id, new_id
from models.content import Lesson, LessonVersion
from models.locks import hold_classes, hold_quizzes
from models.quizzes import Quiz
from models.session import db
from progress.actions import assignment_changed


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
    explains_words: bool = True,
    time_limit_minutes: int | None = None,
    closing_policy: ClosingPolicy = ClosingPolicy.FULL_TIME,
    late_policy: LatePolicy = LatePolicy.MARK_LATE,
    late_percent: int = 0,
    now: datetime,
    key: UUID | None = None,
    may_be_overdue: bool = False,
) -> list[UUID]:
    """Give a lesson or a quiz to classes the actor teaches and return the assignments' ids.

    `key` names the form that was sent: sending it again finds the same assignments. Raises
    NotFound, Refusal: also where nobody could answer any more, and where the due time is past
    unless the teacher said that it `may_be_overdue`.
    """
    if not class_ids:
        raise Refusal("no-class-chosen", field="classes")
    rules = Rules(
        opens_at=opens_at,
        due_at=due_at,
        closes_at=closes_at,
        attempts_allowed=attempts_allowed,
        feedback_policy=feedback_policy,
        score_rule=score_rule,
        explains_words=explains_words,
        time_limit_minutes=time_limit_minutes,
        closing_policy=closing_policy,
        late_policy=late_policy,
        late_percent=late_percent,
    )
    check_rules(rules)
    for refusal in past_refusals(rules, now, may_be_overdue=may_be_overdue):
        raise refusal
    key = key or new_id()
    hold_classes(class_ids)  # who reads or joins meanwhile waits; what was sent twice is there once
    if quiz_id is not None:
        hold_quizzes([quiz_id], shared=True)
    title = _title(actor, lesson_id, quiz_id)
    return [
        _assign_to_one(actor, class_id, lesson_id, quiz_id, title, rules, key, now)
        for class_id in sorted(set(class_ids))
    ]


def _assign_to_one(
    actor: Actor,
    class_id: UUID,
    lesson_id: str | None,
    quiz_id: UUID | None,
    title: str,
    rules: Rules,
    key: UUID,
    now: datetime,
) -> UUID:
    klass = require_class(actor, class_id, Action.MANAGE_ASSIGNMENTS)
    _require_not_archived(klass)
    assignment_id = keyed_id(key, class_id, lesson_id or quiz_id)
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
            **asdict(for_activity(rules, is_lesson=lesson_id is not None)),
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
    explains_words: bool = True,
    time_limit_minutes: int | None = None,
    closing_policy: ClosingPolicy = ClosingPolicy.FULL_TIME,
    late_policy: LatePolicy = LatePolicy.MARK_LATE,
    late_percent: int = 0,
    now: datetime,
) -> None:
    """Change an assignment's dates and rules; raises NotFound, Refusal."""
    assignment = _changeable(actor, assignment_id)
    rules = Rules(
        opens_at=opens_at,
        due_at=due_at,
        closes_at=closes_at,
        attempts_allowed=attempts_allowed,
        feedback_policy=feedback_policy,
        score_rule=score_rule,
        explains_words=explains_words,
        time_limit_minutes=time_limit_minutes,
        closing_policy=closing_policy,
        late_policy=late_policy,
        late_percent=late_percent,
    )
    check_rules(rules)
    rules = for_activity(rules, is_lesson=assignment.lesson_id is not None)
    before = rules_of(assignment)
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


def give_again(actor: Actor, assignment_id: UUID, now: datetime) -> None:
    """Give a withdrawn assignment to its class again, with all that was done.

    Raises NotFound, and Refusal where the class is archived.
    """
    found = require_assignment(actor, assignment_id, Action.MANAGE_ASSIGNMENTS, for_update=True)
    assignment = found.assignment
    if assignment.withdrawn_at is None:
        return
    _require_not_archived(found.klass)
    assignment.withdrawn_at = None
    record(actor, "give-again", assignment_id, now, title=assignment.title)
    db.session.flush()
    assignment_changed(assignment_id)


def _require_not_archived(klass: ClassSummary) -> None:
    if klass.archived_at is not None:
        raise Refusal("class-is-archived", field="classes", name=klass.name)


def _changeable(actor: Actor, assignment_id: UUID) -> Assignment:
    assignment = require_assignment(
        actor, assignment_id, Action.MANAGE_ASSIGNMENTS, for_update=True
    ).assignment
    if assignment.withdrawn_at is not None:
        raise Refusal("assignment-is-withdrawn")
    return assignment


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
