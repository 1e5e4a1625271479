"""What a teacher sees before two accounts of one student become one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from accounts.queries.roster import RosterStudent, roster
from accounts.relations import ClassSummary
from domain.errors import NotFound
from domain.people import Actor
from models.attempts import Attempt
from models.reading import SectionRead
from models.session import db


@dataclass(frozen=True)
class Account:
    """One of the two, with what was done in it."""

    student: RosterStudent
    attempts: int
    sections_read: int
    last_attempt_at: datetime | None


@dataclass(frozen=True)
class MergePlan:
    """The account that is kept and the one whose work moves to it."""

    school_class: ClassSummary
    kept: Account
    gone: Account


def merge_plan(actor: Actor, class_id: UUID, kept_id: UUID, gone_id: UUID) -> MergePlan:
    """Two different students of a class the actor manages; raises NotFound."""
    whole = roster(actor, class_id)
    by_id = {each.id: each for each in whole.students}
    if kept_id == gone_id or kept_id not in by_id or gone_id not in by_id:
        raise NotFound
    return MergePlan(whole.school_class, _account(by_id[kept_id]), _account(by_id[gone_id]))


def _account(student: RosterStudent) -> Account:
    attempts, last_at = db.session.execute(
        select(func.count(), func.max(Attempt.started_at)).where(Attempt.person_id == student.id)
    ).one()
    sections = select(func.count()).where(SectionRead.person_id == student.id)
    return Account(student, attempts, db.session.scalar(sections) or 0, last_at)
