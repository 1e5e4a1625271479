"""Questions of an assignment that were corrected after somebody had answered them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select

from models.attempts import Attempt, AttemptItem
from models.content import Question, QuestionVersion
from models.people import Person
from models.rescoring import Rescore
from models.session import db

_GRAVITY: Final = ("wording", "meaning", "key")


@dataclass(frozen=True, slots=True)
class Corrected:
    """A question that has a newer version than the one that was answered.

    `change` is the gravest of the changes since: wording, meaning or key.
    """

    question_id: str
    stem: str
    change: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """A re-score that was applied to an assignment."""

    question_id: str
    stem: str
    reason: str
    never_lower: bool
    by: str
    at: datetime


def outdated(*scope: ColumnElement[bool]) -> list[Row[Any]]:
    """Return what was asked in graded attempts, has a newer version and is not re-scored to it.

    Each row holds an assignment, a question, the version that was asked and the state of attempts.
    """
    is_done = (
        select(Rescore.id)
        .where(
            Rescore.assignment_id == Attempt.assignment_id,
            Rescore.from_version_id == AttemptItem.question_version_id,
            Rescore.to_version_id == Question.current_version_id,
        )
        .exists()
    )
    return list(
        db.session.execute(
            select(
                Attempt.assignment_id,
                AttemptItem.question_id,
                AttemptItem.question_version_id,
                Attempt.state,
            )
            .distinct()
            .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
            .join(Question, Question.id == AttemptItem.question_id)
            .where(
                Attempt.purpose == "graded",
                AttemptItem.question_version_id != Question.current_version_id,
                ~is_done,
                *scope,
            )
            .order_by(Attempt.assignment_id, AttemptItem.question_version_id)
        )
    )


def corrected_questions(assignment_id: UUID) -> tuple[Corrected, ...]:
    """Return the answered questions that wait for a re-score, the gravest change first."""
    return _corrected_in([assignment_id]).get(assignment_id, ())


def corrected_keys(assignment_ids: Collection[UUID]) -> dict[UUID, int]:
    """Return by assignment how many answered questions have another key now, where any has."""
    found = _corrected_in(assignment_ids).items()
    counts = {each: sum(one.change == "key" for one in corrected) for each, corrected in found}
    return {each: count for each, count in counts.items() if count}


def _corrected_in(assignment_ids: Collection[UUID]) -> dict[UUID, tuple[Corrected, ...]]:
    superseded = _superseded()
    if not superseded:
        return {}
    rows = outdated(
        Attempt.assignment_id.in_(assignment_ids),
        Attempt.state == "submitted",
        AttemptItem.question_version_id.in_(superseded),
    )
    versions: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for version in _versions({row.question_id for row in rows}):
        versions[version.question_id].append(version)
    asked: defaultdict[UUID, defaultdict[str, set[UUID]]] = defaultdict(lambda: defaultdict(set))
    for row in rows:
        asked[row.assignment_id][row.question_id].add(row.question_version_id)
    return {
        assignment_id: _gravest_first(
            _corrected(versions[question_id], those) for question_id, those in questions.items()
        )
        for assignment_id, questions in asked.items()
    }


def _superseded() -> Sequence[UUID]:
    """Return the versions of questions that are not current: none in most installations."""
    return db.session.scalars(
        select(QuestionVersion.id)
        .join(Question, Question.id == QuestionVersion.question_id)
        .where(QuestionVersion.id != Question.current_version_id)
    ).all()


def _gravest_first(found: Iterable[Corrected]) -> tuple[Corrected, ...]:
    return tuple(sorted(found, key=lambda each: (-_GRAVITY.index(each.change), each.question_id)))


def _corrected(versions: Sequence[Row[Any]], asked: Collection[UUID]) -> Corrected:
    """Say what has changed in a question since the oldest version that was asked."""
    oldest = next(place for place, version in enumerate(versions) if version.id in asked)
    changes = [each.change for each in versions[oldest + 1 :] if each.change in _GRAVITY]
    now = next(version for version in versions if version.id == version.current_version_id)
    return Corrected(
        question_id=now.question_id,
        stem=now.stem_text,
        change=max(changes, key=_GRAVITY.index, default=_GRAVITY[0]),
        published_at=now.published_at,
    )


def rescores_done(assignment_id: UUID, question_id: str | None = None) -> tuple[Done, ...]:
    """Return the re-scores of an assignment, or of one question in it, newest first."""
    scope = [QuestionVersion.question_id == question_id] if question_id else []
    rows = db.session.execute(
        select(
            QuestionVersion.question_id,
            QuestionVersion.stem_text,
            Rescore.reason,
            Rescore.never_lower,
            Person.display_name,
            Rescore.rescored_at,
        )
        .distinct()
        .join(QuestionVersion, QuestionVersion.id == Rescore.to_version_id)
        .join(Person, Person.id == Rescore.rescored_by)
        .where(Rescore.assignment_id == assignment_id, *scope)
        .order_by(Rescore.rescored_at.desc(), QuestionVersion.question_id)
    )
    return tuple(Done(*row) for row in rows)


def _versions(question_ids: Collection[str]) -> list[Row[Any]]:
    """Return every version of these questions, oldest first."""
    return list(
        db.session.execute(
            select(
                QuestionVersion.id,
                QuestionVersion.question_id,
                QuestionVersion.change,
                QuestionVersion.stem_text,
                QuestionVersion.published_at,
                Question.current_version_id,
            )
            .join(Question, Question.id == QuestionVersion.question_id)
            .where(QuestionVersion.question_id.in_(question_ids))
            .order_by(QuestionVersion.number, QuestionVersion.published_at)
        )
    )
