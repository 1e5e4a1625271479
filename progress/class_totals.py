"""What the counted attempts of an assignment add up to: QuestionTotal and MisconceptionShown."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import bindparam, func, select

from models.assignments import Assignment
from models.attempts import ItemResult
from models.progress import QuestionTotal
from models.session import run
from progress.storing import Row, read, upsert

_KEY = ("assignment_id", "question_version_id")
_FIGURES = ("asked", "answered", "right", "chosen")

_ASKED_FOR = (
    QuestionTotal.assignment_id == bindparam("assignment_id"),
    QuestionTotal.question_version_id.in_(bindparam("version_ids", expanding=True)),
)

_THERE = select(func.count()).select_from(QuestionTotal).where(*_ASKED_FOR)

_TOTALS = (
    select(
        QuestionTotal.question_version_id,
        QuestionTotal.asked,
        QuestionTotal.answered,
        QuestionTotal.right,
        QuestionTotal.chosen,
    )
    .where(*_ASKED_FOR)
    .order_by(QuestionTotal.question_version_id)
    .with_for_update()
)


@dataclass(slots=True)
class _Total:
    """Running figures of one question version."""

    asked: int = 0
    answered: int = 0
    right: int = 0
    chosen: Counter[str] = field(default_factory=Counter)

    def count(self, item: Row, times: int) -> None:
        self.asked += times
        self.answered += times * item["is_answered"]
        self.right += times * item["is_right"]
        for option in item["chosen"]:
            self.chosen[option] += times


def counted_items(results: Iterable[Row]) -> dict[UUID, list[Row]]:
    """Return the marked items of the attempts that count in these results, by attempt.

    What awaits a person is not marked yet.
    """
    attempt_ids = [row["counted_attempt_id"] for row in results if row["counted_attempt_id"]]
    items: defaultdict[UUID, list[Row]] = defaultdict(list)
    if attempt_ids:
        for item in read(ItemResult, attempt_id=attempt_ids, awaits_person=[False]):
            items[item["attempt_id"]].append(item)
    return items


def question_totals(results: Sequence[Row], items: dict[UUID, list[Row]]) -> list[Row]:
    """Return the totals of all assignments in `results`, which must hold each one whole."""
    totals: defaultdict[tuple[UUID, UUID], _Total] = defaultdict(_Total)
    owners: dict[UUID, Row] = {}
    for result in results:
        owners[result["assignment_id"]] = result
        for item in items.get(result["counted_attempt_id"], ()):
            totals[result["assignment_id"], item["question_version_id"]].count(item, 1)
    return [
        _total_row(owners[assignment_id], version_id, total)
        for (assignment_id, version_id), total in sorted(totals.items())
    ]


def misconceptions_shown(results: Iterable[Row], items: dict[UUID, list[Row]]) -> list[Row]:
    """Return how often each counted attempt showed each misconception."""
    rows = []
    for result in results:
        shown = Counter(
            each
            for item in items.get(result["counted_attempt_id"], ())
            for each in item["misconceptions"]
        )
        for misconception_id, times in sorted(shown.items()):
            rows.append(
                {
                    "assignment_id": result["assignment_id"],
                    "person_id": result["person_id"],
                    "misconception_id": misconception_id,
                    "school_id": result["school_id"],
                    "class_id": result["class_id"],
                    "times": times,
                }
            )
    return rows


def change_totals(assignment: Assignment, gone: Collection[Row], come: Collection[Row]) -> None:
    """Take the items in `gone` out of the running totals and add those in `come`.

    Rows are written in the order of their version ids: a class that submits in the same second
    waits in one line and cannot block itself. One that comes down to nothing stays, so that nobody
    who waits for it finds it gone.
    """
    version_ids = sorted({item["question_version_id"] for item in (*gone, *come)})
    if not version_ids:
        return
    owner = {
        "assignment_id": assignment.id,
        "school_id": assignment.school_id,
        "class_id": assignment.class_id,
    }
    totals = _hold_totals(owner, version_ids)
    for item in gone:
        totals[item["question_version_id"]].count(item, -1)
    for item in come:
        totals[item["question_version_id"]].count(item, 1)
    rows = [_total_row(owner, version_id, totals[version_id]) for version_id in version_ids]
    upsert(QuestionTotal, _KEY, rows, *_FIGURES)


def _hold_totals(owner: Row, version_ids: Sequence[UUID]) -> dict[UUID, _Total]:
    """Make sure that every row is there and ours until the end, and read them.

    Missing rows are made before any is held: held first, those that are there would be out of turn.
    """
    scope = {"assignment_id": owner["assignment_id"], "version_ids": version_ids}
    if run(_THERE, scope).scalar_one() < len(version_ids):
        nothing = [_total_row(owner, version_id, _Total()) for version_id in version_ids]
        upsert(QuestionTotal, _KEY, nothing, "class_id")
    stored = run(_TOTALS, scope)
    return {
        version_id: _Total(asked, answered, right, Counter(chosen))
        for version_id, asked, answered, right, chosen in stored
    }


def _total_row(owner: Row, version_id: UUID, total: _Total) -> Row:
    return {
        "assignment_id": owner["assignment_id"],
        "question_version_id": version_id,
        "school_id": owner["school_id"],
        "class_id": owner["class_id"],
        "asked": total.asked,
        "answered": total.answered,
        "right": total.right,
        "chosen": {option: times for option, times in sorted(total.chosen.items()) if times},
    }
