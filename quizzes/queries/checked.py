"""Questions of open practice whose verdict was asked for."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from domain.grading import Graded, grade
from models.attempts import AttemptItem, CurrentAnswer, PracticeCheck
from models.content import QuestionVersion
from models.session import db
from progress.queries.beliefs import BeliefWords, belief_words
from quizzes.queries.questions import Question, question_of
from quizzes.queries.reviews import VERSION_COLUMNS, ReviewItem


def checked_items(attempt_id: UUID) -> dict[int, ReviewItem]:
    """The review of each checked question of an attempt, by position."""
    rows = db.session.execute(
        select(
            AttemptItem.position, AttemptItem.option_order, CurrentAnswer.answer, *VERSION_COLUMNS
        )
        .join(
            PracticeCheck,
            (PracticeCheck.attempt_id == AttemptItem.attempt_id)
            & (PracticeCheck.position == AttemptItem.position),
        )
        .join(
            CurrentAnswer,
            (CurrentAnswer.attempt_id == AttemptItem.attempt_id)
            & (CurrentAnswer.position == AttemptItem.position),
        )
        .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
        .where(AttemptItem.attempt_id == attempt_id)
    ).all()
    questions = {row.position: question_of(row) for row in rows}
    marks = {
        row.position: grade(questions[row.position].kind, questions[row.position].body, row.answer)
        for row in rows
    }
    beliefs = belief_words({slug for mark in marks.values() for slug in mark.misconceptions})
    return {
        row.position: _item(row, questions[row.position], marks[row.position], beliefs)
        for row in rows
    }


def _item(
    row: Row[*tuple[Any, ...]],
    question: Question,
    graded: Graded,
    beliefs: Mapping[str, BeliefWords],
) -> ReviewItem:
    return ReviewItem(
        position=row.position,
        question=question,
        choices=question.shown(row.option_order),
        answer=row.answer,
        key=question.kind.key_response(question.body),
        marks=graded.marks,
        is_right=graded.is_right,
        awaits_person=graded.awaits_person,
        remarks={remark.option: remark.text for remark in graded.feedback},
        explanation_html=row.explanation_html,
        trace_lesson_id=row.trace_lesson_id,
        trace_sentence_id=row.trace_sentence_id,
        misconceptions=tuple(beliefs[slug] for slug in graded.misconceptions if slug in beliefs),
    )
