"""Looks into the database afterwards: is everything there that anybody was told is saved?"""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select

from bench.torture.ledger import Ledger, Save, as_text
from models.attempts import Attempt, AttemptItem, CurrentAnswer, ItemResult, Response
from models.progress import AssignmentResult
from models.session import db
from progress.rebuild import rebuild

Place = tuple[UUID, int]


@dataclass(frozen=True, slots=True)
class Findings:
    """What the database holds of what was acknowledged, and what is wrong with it."""

    acknowledged: int
    found: int
    lost: int
    doubled: int  # rows of the log that nobody sent, or sent once and stored twice
    wrong_answers: int  # places whose current answer is not the last one given
    handed_in: int
    not_graded: int  # handed in and acknowledged, but open
    half_graded: int  # more or fewer marks than questions, or marks in an open attempt
    miscounted: int  # learners whose result counts other attempts than were handed in
    differing_projections: int

    @property
    def is_clean(self) -> bool:
        return not any(
            (
                self.lost,
                self.doubled,
                self.wrong_answers,
                self.not_graded,
                self.half_graded,
                self.miscounted,
                self.differing_projections,
            )
        )


def audit(app: Flask, ledger: Ledger) -> Findings:
    """Compare the database of `app` with what the students were told."""
    with app.app_context():
        logged = _logged()
        findings = Findings(
            acknowledged=len(ledger.acknowledged),
            found=sum(logged[save] == 1 for save in ledger.acknowledged),
            lost=sum(logged[save] == 0 for save in ledger.acknowledged),
            doubled=sum(times - (save in ledger.sent) for save, times in logged.items()),
            wrong_answers=_wrong_answers(ledger),
            handed_in=len(ledger.handed_in),
            not_graded=len(ledger.handed_in - _submitted()),
            half_graded=_half_graded(),
            miscounted=_miscounted(),
            differing_projections=sum(report.differed for report in rebuild()),
        )
        db.session.remove()
        db.engine.dispose()
    return findings


def _logged() -> Counter[Save]:
    """How often the log holds each save."""
    rows = db.session.execute(
        select(
            Response.attempt_id,
            Response.position,
            Response.client_id,
            Response.sequence,
            Response.answer,
        )
    )
    return Counter(
        Save(row.attempt_id, row.position, row.client_id, row.sequence, as_text(row.answer))
        for row in rows
    )


def _wrong_answers(ledger: Ledger) -> int:
    """Places whose current answer is neither the last acknowledged one nor one sent after it."""
    last: dict[Place, Save] = {}
    for save in ledger.acknowledged:
        place = (save.attempt_id, save.position)
        if place not in last or last[place].sequence < save.sequence:
            last[place] = save
    allowed = {place: {save.answer} for place, save in last.items()}
    for save in ledger.sent - ledger.acknowledged:
        place = (save.attempt_id, save.position)
        if place in last and save.sequence > last[place].sequence:
            allowed[place].add(save.answer)
    current = {
        (row.attempt_id, row.position): as_text(row.answer)
        for row in db.session.execute(
            select(CurrentAnswer.attempt_id, CurrentAnswer.position, CurrentAnswer.answer)
        )
    }
    return sum(current.get(place) not in answers for place, answers in allowed.items())


def _submitted() -> set[UUID]:
    return set(db.session.scalars(select(Attempt.id).where(Attempt.state == "submitted")))


def _half_graded() -> int:
    """Attempts whose marks are neither none nor one for each question, as their state demands."""
    questions = select(func.count()).where(AttemptItem.attempt_id == Attempt.id)
    marks = select(func.count()).where(ItemResult.attempt_id == Attempt.id)
    rows = db.session.execute(
        select(Attempt.state, questions.scalar_subquery(), marks.scalar_subquery())
    )
    return sum(marked != (asked if state == "submitted" else 0) for state, asked, marked in rows)


def _miscounted() -> int:
    """Results that count more or fewer attempts than were handed in."""
    handed_in = (
        select(func.count())
        .where(
            Attempt.assignment_id == AssignmentResult.assignment_id,
            Attempt.person_id == AssignmentResult.person_id,
            Attempt.state == "submitted",
        )
        .scalar_subquery()
    )
    wrong = select(func.count()).where(AssignmentResult.attempts_submitted != handed_in)
    return db.session.scalar(wrong) or 0
