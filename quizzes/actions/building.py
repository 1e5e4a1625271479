"""A teacher's own quizzes: building one from banks, changing it, and putting it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, insert, update

from accounts.actions.acting import hold_actor
from domain.errors import NotFound, Refusal
from domain.names import tidy_display_name
from domain.people import Actor
from models.assignments import Assignment
from models.audit import record
from models.base import keyed_id
from models.locks import hold_quizzes
from models.quizzes import Quiz, QuizPart
from models.session import db
from quizzes.queries.building import OfferedBank, offered_banks
from quizzes.queries.library import is_begun, require_quiz

LONGEST_TITLE: Final = 120
LONGEST_SUMMARY: Final = 300
MOST_QUESTIONS: Final = 60


@dataclass(frozen=True, slots=True)
class Pick:
    """What a teacher takes from one bank: chosen questions, or a number drawn at random."""

    bank_id: str
    question_ids: tuple[str, ...] = ()
    random_count: int = 0


@dataclass(frozen=True, slots=True)
class _Content:
    """What a quiz is made of, once it is checked."""

    title: str
    summary: str
    course_id: str
    picks: tuple[Pick, ...]


def build_quiz(
    actor: Actor,
    *,
    title: str,
    summary: str,
    picks: Sequence[Pick],
    now: datetime,
    key: UUID | None = None,
) -> UUID:
    """Make a quiz for the actor's school from what the banks hold.

    `key` names the form that was sent: sending it again finds the same quiz. Raises NotFound for
    somebody who does not teach, and Refusal with the field's name.
    """
    content = _checked(actor, title, summary, picks)
    hold_actor(actor)
    quiz_id = keyed_id(key, actor.person_id, content)
    if db.session.get(Quiz, quiz_id) is not None:
        return quiz_id
    db.session.add(
        Quiz(
            id=quiz_id,
            school_id=actor.school_id,
            owner_id=actor.person_id,
            course_id=content.course_id,
            title=content.title,
            summary=content.summary,
            created_at=now,
        )
    )
    db.session.flush()
    _write_parts(quiz_id, content.picks)
    record(actor, "build-quiz", quiz_id, now, title=content.title)
    db.session.flush()
    return quiz_id


def change_quiz(
    actor: Actor,
    quiz_id: UUID,
    *,
    title: str,
    summary: str,
    picks: Sequence[Pick],
    now: datetime,
) -> None:
    """Make the actor's own quiz another one, while nobody has begun it.

    Raises NotFound, and Refusal as `build_quiz` does.
    """
    hold_quizzes([quiz_id])  # nobody begins it meanwhile
    quiz = require_quiz(actor, quiz_id)
    if quiz.owner_id != actor.person_id:
        raise NotFound
    if is_begun(quiz_id):
        raise Refusal("quiz-was-begun")
    content = _checked(actor, title, summary, picks)
    record(actor, "change-quiz", quiz_id, now, before=quiz.title, after=content.title)
    quiz.title, quiz.summary, quiz.course_id = content.title, content.summary, content.course_id
    db.session.execute(delete(QuizPart).where(QuizPart.quiz_id == quiz_id))
    _write_parts(quiz_id, content.picks)
    db.session.execute(
        update(Assignment).where(Assignment.quiz_id == quiz_id).values(title=content.title)
    )
    db.session.flush()


def archive_quiz(actor: Actor, quiz_id: UUID, now: datetime) -> None:
    """Take the actor's own quiz out of the library; what was assigned stays assigned.

    Raises NotFound.
    """
    quiz = require_quiz(actor, quiz_id)
    if quiz.owner_id != actor.person_id:
        raise NotFound
    quiz.archived_at = now
    record(actor, "archive-quiz", quiz_id, now, title=quiz.title)
    db.session.flush()


def _checked(actor: Actor, title: str, summary: str, picks: Sequence[Pick]) -> _Content:
    if not actor.is_teacher:
        raise NotFound
    clean_title = tidy_display_name(title)
    if not clean_title:
        raise Refusal("quiz-title-missing", field="title")
    if len(clean_title) > LONGEST_TITLE:
        raise Refusal("quiz-title-too-long", field="title", most=LONGEST_TITLE)
    if len(summary) > LONGEST_SUMMARY:
        raise Refusal("quiz-summary-too-long", field="summary", most=LONGEST_SUMMARY)
    course_id, taken = _taken(picks, {bank.id: bank for bank in offered_banks(actor)})
    return _Content(clean_title, summary, course_id, tuple(taken))


def _taken(picks: Sequence[Pick], offered: dict[str, OfferedBank]) -> tuple[str, list[Pick]]:
    taken = [pick for pick in picks if pick.question_ids or pick.random_count]
    for pick in taken:
        _check_pick(pick, offered)
    if not taken:
        raise Refusal("quiz-without-questions")
    if len({pick.bank_id for pick in taken}) < len(taken):
        raise Refusal("bank-twice")
    courses = {offered[pick.bank_id].course_id for pick in taken}
    if len(courses) > 1:
        raise Refusal("several-courses")
    total = sum(len(pick.question_ids) + pick.random_count for pick in taken)
    if total > MOST_QUESTIONS:
        raise Refusal("too-many-questions", most=MOST_QUESTIONS, found=total)
    return courses.pop(), taken


def _check_pick(pick: Pick, offered: dict[str, OfferedBank]) -> None:
    bank = offered.get(pick.bank_id)
    if bank is None:
        raise Refusal("unknown-bank")
    field = f"random-{pick.bank_id}"
    if pick.question_ids and pick.random_count:
        raise Refusal("chosen-or-random", field=field)
    if not 0 <= pick.random_count <= len(bank.questions):
        raise Refusal("more-than-the-bank-has", field=field, most=len(bank.questions))
    if len(set(pick.question_ids)) < len(pick.question_ids):
        raise Refusal("question-twice", field=f"questions-{pick.bank_id}")
    if not set(pick.question_ids) <= set(bank.question_ids):
        raise Refusal("not-in-the-bank", field=f"questions-{pick.bank_id}")


def _write_parts(quiz_id: UUID, picks: Sequence[Pick]) -> None:
    db.session.execute(
        insert(QuizPart),
        [
            {
                "quiz_id": quiz_id,
                "position": position,
                "bank_id": pick.bank_id,
                "question_ids": list(pick.question_ids),
                "random_count": pick.random_count,
            }
            for position, pick in enumerate(picks, start=1)
        ],
    )
