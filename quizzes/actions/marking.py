"""A person marks answers that await one."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select

from domain.errors import Refusal
from domain.people import Actor
from domain.scoring import display_percent
from models.attempts import ItemResult
from models.audit import record
from models.base import new_id
from models.locks import hold_attempts, hold_people
from models.marking import PersonMark
from models.session import db
from progress.actions import answers_marked
from progress.marking import person_marks
from progress.notices import notify
from quizzes.queries.marking import AnswerToMark, MarkAnswerPage, mark_answer_page

LONGEST_COMMENT: Final = 1_000


def mark_answer(
    actor: Actor,
    attempt_id: UUID,
    position: int,
    *,
    levels: Mapping[str, str],
    comment: str,
    revision: int,
    marking: int,
    now: datetime,
) -> int:
    """Mark an answer, and the near misses that say exactly the same; returns how many that were.

    `levels` has one for each decision, by their ids; `revision` is that of the answer that was
    looked at, and `marking` the number of its newest marking then. Does nothing where somebody has
    marked it in the very same way since, perhaps by the same click. Raises NotFound, InvalidMarking
    and Refusal: what a colleague has decided meanwhile is looked at first.
    """
    seen = mark_answer_page(actor, attempt_id, position)
    if len(comment) > LONGEST_COMMENT:
        raise Refusal("mark-comment-too-long", field="comment", most=LONGEST_COMMENT)
    _hold((seen.answer, *seen.alike))
    page = mark_answer_page(actor, attempt_id, position)  # as it stands now that nobody changes it
    if page.answer.revision != revision:
        raise Refusal("answer-is-another-now")
    question = page.answer.question
    mark = question.kind.mark_as_decided(question.body, page.answer.answer, levels)
    chosen = {each.id: levels[each.id] for each in page.answer.decisions}
    if page.answer.marking != marking:
        if page.answer.marked is None or not page.answer.marked.says(chosen, comment):
            raise Refusal("marked-meanwhile")
        return 1
    held = {each.attempt_id for each in (seen.answer, *seen.alike)}
    answers = [page.answer, *(each for each in page.alike if each.attempt_id in held)]
    _write(actor, answers, chosen, comment, now)
    answers_marked(
        page.page.assignment_id,
        sorted({each.attempt_id for each in answers}),
        sorted({each.person_id for each in answers}),
        page.answer.question_id,
    )
    _tell(actor, page, answers, mark.fraction, now)
    return len(answers)


def _hold(answers: Sequence[AnswerToMark]) -> None:
    hold_people(sorted({each.person_id for each in answers}))
    hold_attempts(sorted({each.attempt_id for each in answers}))


def _write(
    actor: Actor,
    answers: Sequence[AnswerToMark],
    levels: Mapping[str, str],
    comment: str,
    now: datetime,
) -> None:
    earlier = person_marks({each.attempt_id for each in answers})
    numbers = {place: mark.number for place, mark in earlier.items()}
    db.session.execute(
        insert(PersonMark),
        [
            {
                "id": new_id(),
                "school_id": actor.school_id,
                "attempt_id": each.attempt_id,
                "position": each.position,
                "number": numbers.get((each.attempt_id, each.position), 0) + 1,
                "answer": dict(each.answer),
                "levels": dict(levels),
                "comment": comment,
                "marked_by": actor.person_id,
                "marked_at": now,
            }
            for each in answers
        ],
    )


def _tell(
    actor: Actor,
    page: MarkAnswerPage,
    answers: Sequence[AnswerToMark],
    share: Fraction,
    now: datetime,
) -> None:
    """Write it into the log, and tell those of whom nothing waits any more."""
    still_waiting = set(
        db.session.scalars(
            select(ItemResult.attempt_id).where(
                ItemResult.attempt_id.in_({each.attempt_id for each in answers}),
                ItemResult.awaits_person,
            )
        )
    )
    for each in answers:
        place = {"student": str(each.person_id), "question": each.position}
        percent = display_percent(share * 100)
        record(actor, "mark-answer", each.attempt_id, now, **place, percent=percent)
        if each.attempt_id not in still_waiting:
            values = {"title": page.page.title, "attempt": str(each.attempt_id)}
            notify(actor.school_id, each.person_id, "answers-marked", values, now)
