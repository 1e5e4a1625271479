"""Brings projections up to date: a whole assignment or person at once, as rebuilding does too."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import select

from models.assignments import Assignment
from models.attempts import ItemResult
from models.progress import (
    AssignmentResult,
    Evidence,
    MisconceptionShown,
    ObjectiveMastery,
    QuestionTotal,
)
from models.session import db
from progress.class_totals import counted_items, misconceptions_shown, question_totals
from progress.evidence import first_evidence, objective_mastery
from progress.lesson_results import lesson_results
from progress.marking import item_results
from progress.quiz_results import quiz_results
from progress.storing import Row, replace


def results(
    assignments: Iterable[Assignment], person_ids: Collection[UUID] | None = None
) -> list[Row]:
    """Return where students stand with these assignments, all of them or `person_ids`."""
    assignments = list(assignments)
    quizzes = [each for each in assignments if each.quiz_id is not None]
    lessons = [each for each in assignments if each.lesson_id is not None]
    return [
        *(quiz_results(quizzes, person_ids) if quizzes else ()),
        *(lesson_results(lessons, person_ids) if lessons else ()),
    ]


def load_assignments(assignment_ids: Collection[UUID]) -> list[Assignment]:
    """Return the assignments as they are stored now."""
    found = db.session.scalars(
        select(Assignment)
        .where(Assignment.id.in_(assignment_ids))
        .order_by(Assignment.id)
        .execution_options(populate_existing=True)
    )
    return list(found)


def project_items(attempt_ids: Collection[UUID]) -> None:
    """Mark these attempts afresh; those that are open lose their marks."""
    rows = item_results(list(attempt_ids))
    replace(ItemResult, rows, attempt_id=attempt_ids)


def project_assignments(assignment_ids: Collection[UUID]) -> None:
    """Write results, totals and misconceptions of whole assignments afresh."""
    found = results(load_assignments(assignment_ids))
    items = counted_items(found)
    for table, rows in (
        (AssignmentResult, found),
        (QuestionTotal, question_totals(found, items)),
        (MisconceptionShown, misconceptions_shown(found, items)),
    ):
        replace(table, rows, assignment_id=assignment_ids)


def project_people(person_ids: Collection[UUID]) -> None:
    """Write what these people know afresh."""
    rows = first_evidence(person_ids)
    replace(Evidence, rows, person_id=person_ids)
    rows = objective_mastery(person_ids)
    replace(ObjectiveMastery, rows, person_id=person_ids)
