"""A handed-in attempt: the score, and each question with its answer, its key and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import select

from domain.access import Feedback, days_late
from domain.people import Actor
from domain.permissions import Action
from domain.scoring import share_that_counts
from models.people import Person
from models.session import db
from progress.queries.terms import joined_at
from quizzes.queries.attempts import AttemptFacts, require_attempt
from quizzes.queries.challenges import OwnChallenge, challenges_of
from quizzes.queries.feedback import feedback_for, keep_models
from quizzes.queries.late_answers import LateAnswer, late_answers_of
from quizzes.queries.reviews import ReviewItem, review_items


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """An attempt's results as far as the reader may see them.

    `marks` is None where the score is not shown, `items` is empty where answers are not.
    """

    attempt: AttemptFacts
    feedback: Feedback
    is_own: bool
    student_name: str
    marks: Fraction | None
    of: int
    items: tuple[ReviewItem, ...]
    challenges: Mapping[int, tuple[OwnChallenge, ...]]  # by position
    missed: int
    waiting: int  # answers that somebody has yet to mark
    late: tuple[LateAnswer, ...]
    days_late: int  # counting each that had begun; 0 for what is not graded

    @property
    def may_challenge(self) -> bool:
        return self.is_own and self.attempt.purpose == "graded" and bool(self.items)

    @property
    def may_practise(self) -> bool:
        attempt = self.attempt
        return (
            self.is_own and attempt.purpose != "preview" and attempt.is_in_class and self.missed > 0
        )

    @property
    def counts(self) -> Fraction:
        """What share of the score counts: less than 1 where lateness takes some off."""
        return share_that_counts(self.attempt.terms.rules.late_share, self.days_late)

    @property
    def ran_out_of_time(self) -> bool:
        """Whether it closed by itself, or was handed in as it did."""
        at = self.attempt.submitted_at
        return at is not None and at == self.attempt.deadline


def results_page(actor: Actor, attempt_id: UUID, now: datetime) -> ResultsPage:
    """The results of an attempt, for its learner as released, for their teachers in full.

    Raises NotFound.
    """
    attempt = require_attempt(actor, attempt_id, Action.VIEW_RESULTS)
    is_own = attempt.person_id == actor.person_id
    if is_own:
        feedback = feedback_for(attempt, now)
        name = actor.display_name
    else:
        feedback = Feedback(score=attempt.is_submitted, answers=attempt.is_submitted)
        name = _name(attempt.person_id)
    items = review_items(attempt_id) if feedback.score else ()
    if is_own and feedback.answers:
        items = keep_models(items, attempt, now)
    if not is_own:
        items = tuple(item.of_somebody_else() for item in items)
    return ResultsPage(
        attempt=attempt,
        feedback=feedback,
        is_own=is_own,
        student_name=name,
        marks=sum((item.marks for item in items), Fraction(0)) if feedback.score else None,
        of=len(items),
        items=items if feedback.answers else (),
        challenges=challenges_of(attempt_id) if feedback.answers else {},
        missed=sum(not item.is_right and item.verdict != "waits" for item in items)
        if feedback.answers
        else 0,
        waiting=sum(item.verdict == "waits" for item in items),
        late=late_answers_of(attempt_id),
        days_late=_days_late(attempt),
    )


def _days_late(attempt: AttemptFacts) -> int:
    if attempt.submitted_at is None or attempt.class_id is None:
        return 0
    joined = joined_at([attempt.class_id], [attempt.person_id])
    since = joined.get((attempt.class_id, attempt.person_id))
    return days_late(attempt.terms, attempt.submitted_at, attempt.begun_at, since)


def _name(person_id: UUID) -> str:
    return db.session.scalar(select(Person.display_name).where(Person.id == person_id)) or ""
