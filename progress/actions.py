"""What other features report to the progress tracker, inside their own unit of work.

Everything that is stored here follows from attempts, answers, readings, enrolments and assignments
alone, so that `progress.rebuild` comes to the same rows. A caller writes its own change first and
then reports it. Locks are taken in the order of `models.locks`.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Row, bindparam, select

from domain.access import LatePolicy
from domain.errors import NotFound
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem, ItemResult
from models.classes import Enrolment
from models.locks import hold_assignments, hold_classes, hold_people
from models.progress import AssignmentResult, Evidence, MisconceptionShown, ObjectiveMastery
from models.session import db, run
from progress.class_totals import change_totals, counted_items, misconceptions_shown
from progress.evidence import (
    evidence_of_attempt,
    evidence_of_check,
    first_evidence,
    objective_mastery,
)
from progress.projecting import (
    load_assignments,
    project_assignments,
    project_items,
    project_people,
    results,
)
from progress.storing import Row as Stored
from progress.storing import add, read, remove, replace

_ATTEMPT = select(Attempt.person_id, Attempt.purpose, Attempt.assignment_id, Attempt.state).where(
    Attempt.id == bindparam("attempt_id")
)

_KNOWN = select(Evidence.question_id, Evidence.at).where(
    Evidence.person_id == bindparam("person_id"),
    Evidence.question_id.in_(bindparam("question_ids", expanding=True)),
)


def attempt_started(attempt_id: UUID) -> None:
    """Take note of a new attempt."""
    attempt = _attempt(attempt_id)
    if attempt.assignment_id is not None and attempt.purpose == "graded":
        hold_people([attempt.person_id])
        hold_assignments([attempt.assignment_id], shared=True)
        _stand_anew(attempt.assignment_id, attempt.person_id)


def attempt_submitted(attempt_id: UUID) -> None:
    """Mark a submitted attempt and bring everything that rests on it up to date.

    A preview is only marked; practice is marked and shows what its learner knows. The caller holds
    the learner and the attempt.
    """
    attempt = _attempt(attempt_id)
    if attempt.purpose == "preview":
        project_items([attempt_id])
        return
    if attempt.assignment_id is not None:
        hold_assignments([attempt.assignment_id], shared=True)  # its key is not corrected meanwhile
    project_items([attempt_id])
    if attempt.assignment_id is not None and attempt.purpose == "graded":
        _stand_anew(attempt.assignment_id, attempt.person_id)
    _learn(attempt.person_id, evidence_of_attempt(attempt_id))


def answers_accepted(attempt_id: UUID) -> None:
    """Mark a submitted attempt anew: answers that came late count now."""
    attempt = _attempt(attempt_id)
    hold_people([attempt.person_id])
    if attempt.assignment_id is not None:
        hold_assignments([attempt.assignment_id])
    project_items([attempt_id])
    if attempt.assignment_id is not None and attempt.purpose == "graded":
        project_assignments([attempt.assignment_id])
    shown = evidence_of_attempt(attempt_id)
    _learn_anew([attempt.person_id], {row["question_id"] for row in shown})


def answers_marked(
    assignment_id: UUID,
    attempt_ids: Collection[UUID],
    person_ids: Collection[UUID],
    question_id: str,
) -> None:
    """Take note of what somebody decided about answers to a question in submitted attempts.

    The caller holds these people and their attempts.
    """
    db.session.flush()
    hold_assignments([assignment_id])
    project_items(attempt_ids)
    project_assignments([assignment_id])
    _learn_anew(person_ids, {question_id})


def attempt_reopened(attempt_id: UUID) -> None:
    """Take back what a reopened attempt counted for; from now on it is no evidence either."""
    attempt = _attempt(attempt_id)
    hold_people([attempt.person_id])
    if attempt.assignment_id is not None and attempt.purpose == "graded":
        hold_assignments([attempt.assignment_id], shared=True)
        _stand_anew(attempt.assignment_id, attempt.person_id)
    remove(ItemResult, attempt_id=[attempt_id])
    used_up = evidence_of_attempt(attempt_id)
    _learn_anew([attempt.person_id], {row["question_id"] for row in used_up})


def question_rescored(assignment_ids: Collection[UUID], question_id: str) -> None:
    """Judge a question's answers in these assignments anew, and everything that rests on them.

    The caller holds the people, their attempts and the assignments.
    """
    db.session.flush()
    answered = db.session.execute(
        select(Attempt.id, Attempt.person_id)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .where(
            Attempt.assignment_id.in_(assignment_ids),
            Attempt.purpose == "graded",
            Attempt.state == "submitted",
            AttemptItem.question_id == question_id,
        )
    ).all()
    project_items({row.id for row in answered})
    project_assignments(assignment_ids)
    _learn_anew({row.person_id for row in answered}, {question_id})


def lesson_progressed(person_id: UUID, lesson_id: str) -> None:
    """Take note that a person read a section of a lesson or answered a check in it."""
    db.session.flush()
    hold_people([person_id])
    classes = select(Enrolment.class_id).where(Enrolment.person_id == person_id)
    class_ids = set(db.session.scalars(classes))
    hold_classes(class_ids, shared=True)  # or the lesson may just be given to one of them
    given = select(Assignment.id).where(
        Assignment.lesson_id == lesson_id, Assignment.class_id.in_(class_ids)
    )
    assignment_ids = db.session.scalars(given).all()
    hold_assignments(assignment_ids, shared=True)
    _read_anew(person_id, assignment_ids)


def check_answered(check_answer_id: UUID) -> None:
    """Take note of what an answer to a check-yourself question shows."""
    db.session.flush()
    shown = evidence_of_check(check_answer_id)
    if not shown:
        raise NotFound
    person_id = shown[0]["person_id"]
    hold_people([person_id])
    _learn(person_id, shown)


def assignment_changed(assignment_id: UUID) -> None:
    """Work out everybody's results of an assignment anew: it is new, or its rules changed."""
    db.session.flush()
    hold_assignments([assignment_id])
    project_assignments([assignment_id])


def school_clock_changed(school_id: UUID) -> None:
    """Work out the results of all assignments of a school anew: its days end at other moments."""
    db.session.flush()
    of_school = select(Assignment.id).where(Assignment.school_id == school_id)
    assignment_ids = db.session.scalars(of_school).all()
    hold_assignments(assignment_ids)
    project_assignments(assignment_ids)


def roster_changed(class_id: UUID, person_id: UUID) -> None:
    """Take note that somebody joined a class: what they have read already counts there.

    What was due before is not late for them.
    """
    db.session.flush()
    hold_people([person_id])
    in_class = Assignment.class_id == class_id
    assignment_ids = db.session.scalars(select(Assignment.id).where(in_class)).all()
    hold_assignments(assignment_ids, shared=True)
    _read_anew(person_id, assignment_ids)
    _score_anew(person_id, assignment_ids)


def accommodation_changed(school_id: UUID, person_id: UUID) -> None:
    """Take note of what a student is granted now: less or more of their work was late."""
    db.session.flush()
    hold_people([person_id])
    begun = select(AssignmentResult.assignment_id).where(
        AssignmentResult.person_id == person_id, AssignmentResult.school_id == school_id
    )
    assignment_ids = db.session.scalars(begun).all()
    hold_assignments(assignment_ids, shared=True)
    _score_anew(person_id, assignment_ids)


def lessons_published(lesson_ids: Collection[str]) -> None:
    """Take note of lessons' new texts: their steps may be others."""
    db.session.flush()
    given = select(Assignment.id).where(Assignment.lesson_id.in_(lesson_ids))
    assignment_ids = db.session.scalars(given).all()
    if assignment_ids:
        hold_assignments(assignment_ids)
        project_assignments(assignment_ids)


def person_merged(kept_id: UUID, gone_id: UUID, handed_in: Collection[UUID] = ()) -> None:
    """Work out anew what rests on either person; the caller has moved the rows of the one gone.

    It holds both, their attempts and every assignment of either. `handed_in` are attempts that were
    submitted by it.
    """
    db.session.flush()
    both = [kept_id, gone_id]
    project_items(handed_in)
    assignment_ids = _assignments_of(both)
    project_assignments(assignment_ids)
    project_people(both)


def _attempt(attempt_id: UUID) -> Row[tuple[UUID, str, UUID | None, str]]:
    db.session.flush()
    attempt = run(_ATTEMPT, {"attempt_id": attempt_id}).one_or_none()
    if attempt is None:
        raise NotFound
    return attempt


def _stand_anew(assignment_id: UUID, person_id: UUID) -> None:
    """Work out one student's result of a quiz, and pass the difference on to the class's totals.

    The caller holds the student and the assignment.
    """
    assignment = load_assignments([assignment_id])[0]
    own = {"assignment_id": [assignment_id], "person_id": [person_id]}
    before = read(AssignmentResult, **own)
    after = results([assignment], [person_id])
    replace(AssignmentResult, after, **own)
    counted_before = {row["counted_attempt_id"] for row in before}
    if counted_before == {row["counted_attempt_id"] for row in after}:
        return
    items = counted_items([*before, *after])
    gone = [item for row in before for item in items.get(row["counted_attempt_id"], ())]
    come = [item for row in after for item in items.get(row["counted_attempt_id"], ())]
    change_totals(assignment, gone, come)
    replace(MisconceptionShown, misconceptions_shown(after, items), **own)


def _score_anew(person_id: UUID, assignment_ids: Collection[UUID]) -> None:
    """Work out anew a student's results in those in which lateness takes some of the score off.

    The caller holds the student and the assignments: only then is it sure which these are.
    """
    strict = (
        select(AssignmentResult.assignment_id)
        .join(Assignment, Assignment.id == AssignmentResult.assignment_id)
        .where(
            AssignmentResult.assignment_id.in_(assignment_ids),
            AssignmentResult.person_id == person_id,
            Assignment.late_policy == LatePolicy.TAKE_OFF,
        )
        .order_by(AssignmentResult.assignment_id)
    )
    for assignment_id in db.session.scalars(strict).all():
        _stand_anew(assignment_id, person_id)


def _read_anew(person_id: UUID, assignment_ids: Collection[UUID]) -> None:
    """Work out a student's results of the lessons among these assignments.

    The caller holds the student and the assignments.
    """
    lessons = [each for each in load_assignments(assignment_ids) if each.lesson_id is not None]
    if not lessons:
        return
    replace(
        AssignmentResult,
        results(lessons, [person_id]),
        assignment_id={each.id for each in lessons},
        person_id=[person_id],
    )


def _learn(person_id: UUID, shown: list[Stored]) -> None:
    """Keep what is shown for the first time, and the mastery that follows from it."""
    question_ids = {row["question_id"] for row in shown}
    known = {
        row.question_id: row.at
        for row in run(_KNOWN, {"person_id": person_id, "question_ids": list(question_ids)})
    }
    new = [row for row in shown if row["question_id"] not in known]
    add(Evidence, new)
    # A response that is not later than the known one may be the first: look at all of them.
    not_later = {
        row["question_id"]
        for row in shown
        if row["question_id"] in known and row["at"] <= known[row["question_id"]]
    }
    if not_later:
        _learn_anew([person_id], not_later)
    if new:
        _master_anew([person_id], {row["objective_id"] for row in new})


def _learn_anew(person_ids: Collection[UUID], question_ids: Collection[str]) -> None:
    """Work out people's evidence on these questions from everything they answered."""
    scope = {"person_id": person_ids, "question_id": question_ids}
    before = read(Evidence, **scope)
    after = first_evidence(person_ids, question_ids)
    replace(Evidence, after, **scope)
    _master_anew(person_ids, {row["objective_id"] for row in (*before, *after)})


def _master_anew(person_ids: Collection[UUID], objective_ids: Collection[str]) -> None:
    replace(
        ObjectiveMastery,
        objective_mastery(person_ids, objective_ids),
        person_id=person_ids,
        objective_id=objective_ids,
    )


def _assignments_of(person_ids: Collection[UUID]) -> list[UUID]:
    """Return every assignment in which one of these people has a result or could have one."""
    results_of = select(AssignmentResult.assignment_id).where(
        AssignmentResult.person_id.in_(person_ids)
    )
    attempts_of = select(Attempt.assignment_id).where(
        Attempt.person_id.in_(person_ids), Attempt.assignment_id.is_not(None)
    )
    lessons_of = (
        select(Assignment.id)
        .join(Enrolment, Enrolment.class_id == Assignment.class_id)
        .where(Enrolment.person_id.in_(person_ids), Assignment.lesson_id.is_not(None))
    )
    return sorted(set(db.session.scalars(results_of.union(attempts_of, lessons_of))))
