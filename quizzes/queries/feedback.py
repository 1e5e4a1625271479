"""What learners see of their attempts at a moment, as the rules of the assignment release it."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from domain.access import (
    AttemptState,
    Feedback,
    FeedbackReason,
    Terms,
    feedback_released,
    resolve,
)
from models.attempts import Attempt
from models.session import db
from progress.queries.releases import release_times
from quizzes.queries.attempts import AttemptFacts, read_attempts
from quizzes.queries.reviews import ReviewItem


def released(
    submitted_at: datetime | None,
    terms: Terms,
    attempts_begun: int,
    release_at: datetime | None,
    now: datetime,
) -> Feedback:
    """What a learner sees of an attempt that was submitted then, under these terms."""
    left = resolve(terms, attempts_begun, AttemptState.SUBMITTED, now).attempts_left
    return feedback_released(
        terms, submitted_at=submitted_at, attempts_left=left, release_at=release_at, now=now
    )


def feedback_of(attempt_ids: Collection[UUID], now: datetime) -> dict[UUID, Feedback]:
    """What the learners of these graded attempts see of them at `now`."""
    return _feedback(read_attempts(attempt_ids), now)


def feedback_for(attempt: AttemptFacts, at: datetime) -> Feedback:
    """What its learner sees of an attempt at that moment."""
    shown = _feedback([attempt], at)[attempt.id]
    if shown.answers and not may_show_keys(attempt, at):
        return Feedback(score=False, answers=False, reason=FeedbackReason.PRACTISED_WAITS)
    return shown


def may_show_keys(attempt: AttemptFacts, at: datetime) -> bool:
    """Whether practice may say what is right: the attempt that it practises must show it still."""
    if attempt.practice_of_id is None:
        return True
    [practised] = read_attempts([attempt.practice_of_id])
    return feedback_for(practised, at).answers


def keep_models(
    items: Sequence[ReviewItem], attempt: AttemptFacts, at: datetime
) -> tuple[ReviewItem, ...]:
    """The same items, without each model answer that its learner must not see yet.

    It waits until the learner's own answer is marked and nothing more can be handed in.
    """
    if not any(item.question.kind.needs_person for item in items):
        return tuple(items)
    may_come = _another_may_come(attempt, at)
    waits = attempt.purpose == "graded"  # nobody will mark what was practised
    return tuple(
        item.keeping_model() if may_come or (waits and item.awaits_person) else item
        for item in items
    )


def _another_may_come(attempt: AttemptFacts, at: datetime) -> bool:
    """Whether the learner is at work on the same assignment, or may start once more."""
    if attempt.practice_of_id:
        [attempt] = read_attempts([attempt.practice_of_id])
    if attempt.assignment_id is None or not attempt.is_in_class:
        return False
    states = db.session.scalars(
        select(Attempt.state).where(
            Attempt.assignment_id == attempt.assignment_id,
            Attempt.person_id == attempt.person_id,
        )
    ).all()
    is_at_work = any(state != AttemptState.SUBMITTED for state in states)
    return is_at_work or resolve(attempt.terms, len(states), AttemptState.SUBMITTED, at).may_start


def moments_with_answers(attempt: AttemptFacts, moments: Collection[datetime]) -> set[datetime]:
    """At which of these moments the learner of a graded attempt could see its right answers."""
    if attempt.submitted_at is None:
        return set()
    shown_at = _shown_at([attempt])
    later = {each for each in moments if each >= attempt.submitted_at}
    return {each for each in later if shown_at(attempt, each).answers}


def _feedback(found: Sequence[AttemptFacts], at: datetime) -> dict[UUID, Feedback]:
    shown_at = _shown_at(found)
    return {each.id: shown_at(each, at) for each in found}


def _shown_at(found: Sequence[AttemptFacts]) -> Callable[[AttemptFacts, datetime], Feedback]:
    """Read what decides for these attempts; tells what one of them shows at any moment."""
    rules = {each.assignment_id: each.terms.rules for each in found if each.assignment_id}
    begun = _begun(rules, {each.person_id for each in found})
    releases = release_times(rules)

    def shown_at(attempt: AttemptFacts, at: datetime) -> Feedback:
        return released(
            attempt.submitted_at if attempt.is_submitted else None,
            attempt.terms,
            begun.get((attempt.assignment_id, attempt.person_id), 0),
            releases.get(attempt.assignment_id) if attempt.assignment_id else None,
            at,
        )

    return shown_at


def _begun(
    assignment_ids: Collection[UUID], person_ids: Collection[UUID]
) -> dict[tuple[UUID | None, UUID], int]:
    """How many attempts at each assignment each of these learners has begun."""
    rows = db.session.execute(
        select(Attempt.assignment_id, Attempt.person_id, func.count())
        .where(Attempt.assignment_id.in_(assignment_ids), Attempt.person_id.in_(person_ids))
        .group_by(Attempt.assignment_id, Attempt.person_id)
    )
    return {(row[0], row[1]): row[2] for row in rows}
