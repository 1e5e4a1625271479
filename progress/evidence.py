"""What people know: first responses -> Evidence rows, and from these ObjectiveMastery rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, select
from sqlalchemy import Row as SqlRow

from domain import mastery
from models.attempts import Attempt, AttemptItem, ItemResult, LateDecision
from models.content import QuestionVersion
from models.progress import Evidence
from models.reading import CheckAnswer
from models.session import db, run
from progress.marking import load_questions, mark
from progress.storing import Row

_ORIGINS = {"graded": "quiz", "practice": "practice"}

# The answer that counts was accepted late and came when the right ones were out.
_CAME_AFTER_THE_ANSWERS = exists().where(
    LateDecision.attempt_id == AttemptItem.attempt_id,
    LateDecision.position == AttemptItem.position,
    LateDecision.is_accepted,
    LateDecision.answers_were_out,
)

_ATTEMPT_ITEMS = (
    select(
        Attempt.id,
        Attempt.person_id,
        Attempt.school_id,
        Attempt.purpose,
        Attempt.started_at,
        Attempt.submitted_at,
        Attempt.reopened_at,
        AttemptItem.position,
        AttemptItem.question_id,
        QuestionVersion.objective_id,
        ItemResult.is_answered,
        ItemResult.is_right,
        ItemResult.awaits_person,
        _CAME_AFTER_THE_ANSWERS.label("came_after_the_answers"),
    )
    .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
    .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
    .outerjoin(
        ItemResult,
        (ItemResult.attempt_id == Attempt.id) & (ItemResult.position == AttemptItem.position),
    )
    .where(
        Attempt.purpose.in_(_ORIGINS),
        (Attempt.state == "submitted") | Attempt.reopened_at.is_not(None),
    )
)

_ITEMS_OF_ATTEMPT = _ATTEMPT_ITEMS.where(Attempt.id == bindparam("attempt_id"))

_SHOWN = (
    select(
        Evidence.person_id,
        Evidence.objective_id,
        Evidence.school_id,
        Evidence.question_id,
        Evidence.is_right,
        Evidence.at,
    )
    .where(
        Evidence.is_right.is_not(None),
        Evidence.person_id.in_(bindparam("person_ids", expanding=True)),
    )
    .order_by(Evidence.person_id, Evidence.at, Evidence.question_id)
)


_SHOWN_OF_OBJECTIVES = _SHOWN.where(
    Evidence.objective_id.in_(bindparam("objective_ids", expanding=True))
)


def first_evidence(
    person_ids: Collection[UUID], question_ids: Collection[str] | None = None
) -> list[Row]:
    """Return each person's first response to each question, from everything they ever answered."""
    attempts = [Attempt.person_id.in_(person_ids)]
    checks = [CheckAnswer.person_id.in_(person_ids)]
    if question_ids is not None:
        attempts.append(AttemptItem.question_id.in_(question_ids))
        checks.append(CheckAnswer.question_id.in_(question_ids))
    answered = run(_ATTEMPT_ITEMS.where(*attempts))
    return _first_of(chain(_from_attempts(answered), _from_checks(checks)))


def evidence_of_attempt(attempt_id: UUID) -> list[Row]:
    """Return what one submitted attempt shows, were these the first responses."""
    return _first_of(_from_attempts(run(_ITEMS_OF_ATTEMPT, {"attempt_id": attempt_id})))


def evidence_of_check(check_answer_id: UUID) -> list[Row]:
    """Return what one answer to a check-yourself question shows, were it the first."""
    return _first_of(_from_checks([CheckAnswer.id == check_answer_id]))


def _first_of(seen: Iterable[Row]) -> list[Row]:
    """Keep the first row for each person and question, and mark it if it is a check."""
    first: dict[tuple[UUID, str], Row] = {}
    for row in sorted(seen, key=itemgetter("order")):
        first.setdefault((row["person_id"], row["question_id"]), row)
    rows = [first[key] for key in sorted(first)]
    questions = load_questions({row["version_id"] for row in rows if row["origin"] == "lesson"})
    for row in rows:
        if row["origin"] == "lesson":
            row["is_right"] = mark(questions[row["version_id"]], row["answer"]).is_right
    return [_evidence_row(row) for row in rows]


def _evidence_row(row: Row) -> Row:
    columns = ("person_id", "question_id", "school_id", "objective_id", "is_right", "origin", "at")
    return {name: row[name] for name in columns}


def _from_attempts(places: Iterable[SqlRow[Any]]) -> Iterable[Row]:
    """Yield what each position of submitted and reopened attempts shows.

    A reopened attempt shows nothing, but its feedback may have been seen: its questions are used
    up from the moment it began. So is a question whose late answer came after its feedback. What
    awaits a person shows nothing yet.
    """
    for row in places:
        counts = row.is_answered and not row.awaits_person
        shows = row.reopened_at is None and counts and not row.came_after_the_answers
        at = row.submitted_at if row.reopened_at is None else row.started_at
        yield {
            "person_id": row.person_id,
            "question_id": row.question_id,
            "school_id": row.school_id,
            "objective_id": row.objective_id,
            "is_right": row.is_right if shows else None,
            "origin": _ORIGINS[row.purpose],
            "at": at,
            "order": (at, row.id, row.position),
        }


def _from_checks(scope: Sequence[ColumnElement[bool]]) -> Iterable[Row]:
    for row in db.session.execute(
        select(
            CheckAnswer.id,
            CheckAnswer.person_id,
            CheckAnswer.school_id,
            CheckAnswer.question_id,
            CheckAnswer.question_version_id,
            CheckAnswer.answer,
            CheckAnswer.answered_at,
            QuestionVersion.objective_id,
        )
        .join(QuestionVersion, QuestionVersion.id == CheckAnswer.question_version_id)
        .where(*scope)
    ):
        yield {
            "person_id": row.person_id,
            "question_id": row.question_id,
            "school_id": row.school_id,
            "objective_id": row.objective_id,
            "version_id": row.question_version_id,
            "answer": row.answer,
            "origin": "lesson",
            "at": row.answered_at,
            "order": (row.answered_at, row.id, 0),
        }


def objective_mastery(
    person_ids: Collection[UUID], objective_ids: Collection[str] | None = None
) -> list[Row]:
    """Return people's mastery of each objective on which they have shown anything."""
    scope = {"person_ids": list(person_ids)}
    if objective_ids is None:
        found = run(_SHOWN, scope)
    else:
        found = run(_SHOWN_OF_OBJECTIVES, {**scope, "objective_ids": list(objective_ids)})
    shown: defaultdict[tuple[UUID, str], list[mastery.Evidence]] = defaultdict(list)
    schools: dict[tuple[UUID, str], UUID] = {}
    for row in found:
        schools[row.person_id, row.objective_id] = row.school_id
        shown[row.person_id, row.objective_id].append(
            mastery.Evidence(row.question_id, bool(row.is_right), row.at, row.question_id)
        )
    return [_mastery_row(key, schools[key], responses) for key, responses in sorted(shown.items())]


def _mastery_row(key: tuple[UUID, str], school_id: UUID, responses: list[mastery.Evidence]) -> Row:
    person_id, objective_id = key
    found = mastery.mastery(responses)
    return {
        "person_id": person_id,
        "objective_id": objective_id,
        "school_id": school_id,
        "state": found.state.value,
        "right": found.right,
        "considered": found.considered,
        "updated_at": max(response.at for response in responses),
    }
