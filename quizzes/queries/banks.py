"""Banks as teachers see them: every question with its key, its feedback and its trace."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from domain.errors import NotFound
from domain.people import Actor
from models.challenges import Challenge
from models.content import Bank, Lesson, LessonVersion
from models.content import Question as QuestionIdentity
from models.reference import Course
from models.session import db
from quizzes.queries.library import may_see_banks
from quizzes.queries.versions import WrittenQuestion, lesson_texts, read_versions

PART: Final = 30
"""So many questions stand on one page: more would be slow on a bad connection."""


@dataclass(frozen=True, slots=True)
class BankSummary:
    """A bank in a list."""

    id: str
    title: str
    course_title: str
    lesson_title: str | None
    graded_count: int
    practice_count: int


@dataclass(frozen=True, slots=True)
class Accepted:
    """A challenge that a teacher of the reader's school found right."""

    reason: str
    reply: str
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class BankPage:
    """A bank with its questions in written order, those of one part of `parts`."""

    id: str
    title: str
    lesson_id: str | None
    lesson_title: str | None
    questions: tuple[WrittenQuestion, ...]
    count: int  # of all its questions
    part: int
    parts: int
    accepted: Mapping[str, tuple[Accepted, ...]]  # by question

    @property
    def per_part(self) -> int:
        return PART


def bank_list(actor: Actor) -> tuple[BankSummary, ...]:
    """Every bank, in course order; empty for somebody who may not see banks."""
    if not may_see_banks(actor):
        return ()
    rows = db.session.execute(
        select(Bank.id, Bank.title, Course.title.label("course_title"), LessonVersion.title)
        .join(Course, Course.id == Bank.course_id)
        .outerjoin(Lesson, Lesson.id == Bank.lesson_id)
        .outerjoin(LessonVersion, LessonVersion.id == Lesson.current_version_id)
        .where(Bank.archived_at.is_(None))
        .order_by(Course.position, Bank.position, Bank.id)
    ).all()
    counts = _counts()
    return tuple(
        BankSummary(
            bank_id,
            title,
            course_title,
            lesson_title,
            counts.get((bank_id, "graded"), 0),
            counts.get((bank_id, "practice"), 0),
        )
        for bank_id, title, course_title, lesson_title in rows
    )


def bank_page(
    actor: Actor, bank_id: str, part: int = 1, question_id: str | None = None
) -> BankPage:
    """A part of a bank's questions: the one with this question, where one is named.

    Raises NotFound, also for a part that it does not have.
    """
    bank = require_bank(actor, bank_id)
    found = read_versions(
        QuestionIdentity.bank_id == bank_id, QuestionIdentity.archived_at.is_(None)
    )
    ids = list(found)
    if question_id in found:
        part = ids.index(question_id) // PART + 1
    parts = max(1, -(-len(ids) // PART))
    if not 1 <= part <= parts:
        raise NotFound
    shown = ids[(part - 1) * PART : part * PART]
    home = lesson_texts([bank.lesson_id or ""]).get(bank.lesson_id or "")
    return BankPage(
        id=bank.id,
        title=bank.title,
        lesson_id=bank.lesson_id if home else None,
        lesson_title=home[0] if home else None,
        questions=tuple(found[each] for each in shown),
        count=len(ids),
        part=part,
        parts=parts,
        accepted=_accepted(actor, found),
    )


def require_bank(actor: Actor, bank_id: str) -> Bank:
    """The bank's row, if the actor may see it; raises NotFound."""
    bank = db.session.get(Bank, bank_id)
    if bank is None or bank.archived_at is not None or not may_see_banks(actor):
        raise NotFound
    return bank


def _counts() -> dict[tuple[str, str], int]:
    rows = db.session.execute(
        select(QuestionIdentity.bank_id, QuestionIdentity.use, func.count())
        .where(QuestionIdentity.bank_id.is_not(None), QuestionIdentity.archived_at.is_(None))
        .group_by(QuestionIdentity.bank_id, QuestionIdentity.use)
    )
    return {(bank_id or "", use): count for bank_id, use, count in rows}


def _accepted(actor: Actor, question_ids: Collection[str]) -> dict[str, tuple[Accepted, ...]]:
    """The challenges that were accepted, for whoever keeps the bank; newest first."""
    rows = db.session.execute(
        select(Challenge.question_id, Challenge.reason, Challenge.reply, Challenge.answered_at)
        .where(
            Challenge.school_id == actor.school_id,
            Challenge.question_id.in_(question_ids),
            Challenge.is_accepted.is_(True),
        )
        .order_by(Challenge.answered_at.desc(), Challenge.id)
    )
    found: defaultdict[str, list[Accepted]] = defaultdict(list)
    for row in rows:
        found[row.question_id].append(Accepted(row.reason, row.reply or "", row.answered_at))
    return {question_id: tuple(accepted) for question_id, accepted in found.items()}
