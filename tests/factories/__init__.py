"""Short builders for what a story needs; each adds rows to the open unit of work."""

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from domain.access import ClosingPolicy, FeedbackPolicy, LatePolicy
from domain.people import Role
from domain.scoring import ScoreRule
from models.assignments import Assignment
from models.base import new_id
from models.classes import ClassTeacher, Enrolment, SchoolClass
from models.content import Question, QuestionVersion
from models.people import Membership, Person, School
from models.session import db

PASSWORD = "correct horse battery staple"


def school(name: str, now: datetime, time_zone: str = "America/Chicago") -> UUID:
    """A school."""
    row = School(id=new_id(), name=name, time_zone=time_zone, created_at=now)
    db.session.add(row)
    db.session.flush()
    return row.id


def person(
    school_id: UUID, name: str, now: datetime, *roles: Role, password_hash: str | None = None
) -> UUID:
    """A person with these roles in the school; signs in as the first word of the name."""
    sign_in_name = name.split()[-1].lower()
    row = Person(
        id=new_id(),
        display_name=name,
        sign_in_name=sign_in_name,
        sign_in_key=sign_in_name,
        password_hash=password_hash,
        password_is_one_time=False,
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    for role in roles:
        db.session.add(
            Membership(school_id=school_id, person_id=row.id, role=role.value, created_at=now)
        )
    db.session.flush()
    return row.id


def school_class(school_id: UUID, name: str, code: str, now: datetime, *teachers: UUID) -> UUID:
    """A class with its teachers."""
    row = SchoolClass(id=new_id(), school_id=school_id, name=name, join_code=code, created_at=now)
    db.session.add(row)
    db.session.flush()
    for teacher in teachers:
        db.session.add(
            ClassTeacher(class_id=row.id, person_id=teacher, school_id=school_id, since=now)
        )
    db.session.flush()
    return row.id


def enrolment(school_id: UUID, class_id: UUID, now: datetime, *students: UUID) -> None:
    """Places in the class for these students."""
    for student in students:
        db.session.add(
            Enrolment(school_id=school_id, class_id=class_id, person_id=student, enrolled_at=now)
        )
    db.session.flush()


def assignment(
    school_id: UUID,
    class_id: UUID,
    teacher: UUID,
    now: datetime,
    *,
    lesson_id: str | None = None,
    quiz_id: UUID | None = None,
    title: str = "An assignment",
    opens_at: datetime | None = None,
    due_at: datetime | None = None,
    closes_at: datetime | None = None,
    attempts_allowed: int | None = 1,
    feedback_policy: FeedbackPolicy = FeedbackPolicy.AFTER_SUBMISSION,
    score_rule: ScoreRule = ScoreRule.BEST,
    time_limit_minutes: int | None = None,
    closing_policy: ClosingPolicy = ClosingPolicy.FULL_TIME,
    late_policy: LatePolicy = LatePolicy.MARK_LATE,
    late_percent: int = 0,
) -> UUID:
    """An assignment that opened an hour ago, unless told otherwise."""
    row = Assignment(
        id=new_id(),
        school_id=school_id,
        class_id=class_id,
        lesson_id=lesson_id,
        quiz_id=quiz_id,
        title=title,
        opens_at=opens_at or now - timedelta(hours=1),
        due_at=due_at,
        closes_at=closes_at,
        attempts_allowed=attempts_allowed if quiz_id else None,
        feedback_policy=feedback_policy.value,
        score_rule=score_rule.value,
        time_limit_minutes=time_limit_minutes,
        closing_policy=closing_policy.value,
        late_policy=late_policy.value,
        late_percent=late_percent,
        created_by=teacher,
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    return row.id


def new_version(
    question_id: str, now: datetime, edit: Callable[[Any], None], change: str = "key"
) -> UUID:
    """A newer version of a question: `edit` changes the body that it has now."""
    question = db.session.get_one(Question, question_id, populate_existing=True)
    before = db.session.get_one(QuestionVersion, question.current_version_id)
    columns = {column.key: getattr(before, column.key) for column in before.__table__.columns}
    body = deepcopy(before.body)
    edit(body)
    row = QuestionVersion(
        **{
            **columns,
            "id": new_id(),
            "number": before.number + 1,
            "content_hash": f"{before.content_hash} {before.number + 1}",
            "change": change,
            "body": body,
            "published_at": now,
        }
    )
    db.session.add(row)
    question.current_version_id = row.id
    db.session.flush()
    return row.id


def key_is(*option_ids: str) -> Callable[[Any], None]:
    """An edit that makes these options the right ones."""

    def edit(body: Any) -> None:
        for option in body["options"]:
            option.pop("misconception", None)
            option["correct"] = option["id"] in option_ids

    return edit


def without(option_id: str) -> Callable[[Any], None]:
    """An edit that takes an option out."""

    def edit(body: Any) -> None:
        body["options"] = [each for each in body["options"] if each["id"] != option_id]

    return edit
