"""Marks answers: current answers, the versions they pin, re-scores and what people decided."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy import Row as SqlRow

from domain.grading import Graded, grade
from domain.question_kinds import kind
from domain.question_kinds.base import AnyKind, Response
from domain.rescoring import Correction, Judgement, Version, judge
from models.attempts import Attempt, AttemptItem, CurrentAnswer
from models.content import QuestionVersion
from models.kept import Kept
from models.marking import PersonMark
from models.rescoring import Rescore
from models.session import db, run
from progress.storing import Row

MOST_KEPT: Final = 2_000
"""So many questions stay in each process: a few megabytes."""

Question = tuple[AnyKind, object]
"""A kind of question and the body that it reads."""

Step: TypeAlias = tuple[UUID, bool]
"""One correction: the version to judge by, and whether no marks fall."""


_PLACES = (
    select(
        Attempt.assignment_id,
        Attempt.person_id,
        AttemptItem.attempt_id,
        AttemptItem.position,
        AttemptItem.question_version_id,
        CurrentAnswer.answer,
    )
    .join(Attempt, Attempt.id == AttemptItem.attempt_id)
    .outerjoin(
        CurrentAnswer,
        (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
        & (CurrentAnswer.position == AttemptItem.position),
    )
    .where(Attempt.state == "submitted")
    .order_by(AttemptItem.attempt_id, AttemptItem.position)
)

_PLACES_OF = _PLACES.where(Attempt.id.in_(bindparam("attempt_ids", expanding=True)))

_RESCORES = (
    select(
        Rescore.assignment_id,
        Rescore.from_version_id,
        Rescore.to_version_id,
        Rescore.never_lower,
    )
    .where(Rescore.assignment_id.in_(bindparam("assignment_ids", expanding=True)))
    .order_by(Rescore.rescored_at, Rescore.id)
)


_PERSON_MARKS = (
    select(PersonMark)
    .where(PersonMark.attempt_id.in_(bindparam("attempt_ids", expanding=True)))
    .order_by(PersonMark.number)
)


def item_results(attempt_ids: Sequence[UUID]) -> list[Row]:
    """Mark every position of those of the attempts that are submitted."""
    places = run(_PLACES_OF, {"attempt_ids": attempt_ids}).all()
    return [
        {
            "attempt_id": place.attempt_id,
            "position": place.position,
            "question_version_id": judgement.version_id,
            **_columns(judgement),
        }
        for place, judgement in zip(places, judge_places(places), strict=True)
    ]


def answered_places(*scope: ColumnElement[bool]) -> Sequence[SqlRow[Any]]:
    """Return positions of submitted attempts, each with its answer and the version it pins."""
    return run(_PLACES.where(*scope)).all()


def judge_places(places: Sequence[SqlRow[Any]], then: Step | None = None) -> list[Judgement]:
    """Judge each position as the re-scores of its assignment say, and `then` by one more."""
    applied = _applied_to(places)
    last = [then] if then else []
    steps = [[*applied[place.assignment_id, place.question_version_id], *last] for place in places]
    used = {place.question_version_id for place in places}
    used |= {version_id for each in steps for version_id, _ in each}
    versions = {each: Version(each, *question) for each, question in load_questions(used).items()}
    needing = {id for id, version in versions.items() if version.kind.may_need_person}
    marked = person_marks({p.attempt_id for p in places if p.question_version_id in needing})
    return [
        judge(
            place.answer,
            versions[place.question_version_id],
            [Correction(versions[version_id], never_lower) for version_id, never_lower in each],
            levels_for(place.answer, marked.get((place.attempt_id, place.position))),
        )
        for place, each in zip(places, steps, strict=True)
    ]


def person_marks(attempt_ids: Collection[UUID]) -> dict[tuple[UUID, int], PersonMark]:
    """Return the marking that holds at each place that somebody has marked."""
    if not attempt_ids:
        return {}
    found = db.session.scalars(_PERSON_MARKS, {"attempt_ids": list(attempt_ids)})
    return {(each.attempt_id, each.position): each for each in found}


def levels_for(answer: Response | None, marked: PersonMark | None) -> Mapping[str, str] | None:
    """Return what was decided about this answer, None where it was another or nothing was."""
    return marked.levels if marked is not None and marked.answer == answer else None


def _applied_to(places: Sequence[SqlRow[Any]]) -> Mapping[tuple[UUID | None, UUID], list[Step]]:
    """Return the re-scores that hold for each version in each assignment, oldest first."""
    applied: defaultdict[tuple[UUID | None, UUID], list[Step]] = defaultdict(list)
    assignment_ids = {place.assignment_id for place in places} - {None}
    if not assignment_ids:
        return applied
    for row in run(_RESCORES, {"assignment_ids": list(assignment_ids)}):
        applied[row.assignment_id, row.from_version_id].append((row.to_version_id, row.never_lower))
    return applied


def load_questions(version_ids: Collection[UUID]) -> dict[UUID, Question]:
    """Return the kind and body of each question version."""
    return _QUESTIONS.get(version_ids)


def _read(version_ids: Collection[UUID]) -> dict[UUID, Question]:
    rows = db.session.execute(
        select(QuestionVersion.id, QuestionVersion.kind, QuestionVersion.body).where(
            QuestionVersion.id.in_(version_ids)
        )
    )
    return {row.id: (kind(row.kind), kind(row.kind).from_json(row.body)) for row in rows}


_QUESTIONS = Kept(_read, MOST_KEPT)


def mark(question: Question, answer: Response | None) -> Graded:
    """Grade one stored answer; None is not answered."""
    its_kind, body = question
    return grade(its_kind, body, answer)


def _columns(judgement: Judgement) -> Row:
    graded = judgement.graded
    share = judgement.marks / graded.max if graded.max else Fraction(0)
    return {
        "marks_numerator": share.numerator,
        "marks_denominator": share.denominator,
        "awaits_person": graded.awaits_person,
        "is_right": judgement.is_right,
        "is_answered": graded.is_answered,
        "chosen": list(graded.chosen),
        "misconceptions": list(graded.misconceptions),
    }
