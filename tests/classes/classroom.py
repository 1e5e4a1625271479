"""A classroom for stories: assign the Riverbend quizzes and lessons, and take the quizzes."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from classes.actions import assign
from domain.question_kinds import kind
from models.attempts import AttemptItem
from models.content import QuestionVersion
from models.quizzes import Quiz
from models.session import db, unit_of_work
from quizzes.actions import Edit, save_edits, start_attempt, submit
from tests.cast import Cast

LESSON = "meeting-rules"


@dataclass
class Classroom:
    """Mr. Rivera's class, and a clock that tells the time."""

    cast: Cast
    clock: Any

    @property
    def now(self) -> datetime:
        moment: datetime = self.clock.now
        return moment

    def quiz(self, prepared_id: str = "riverbend-fixed") -> UUID:
        """A prepared quiz; the fixed one has one question of each kind."""
        found = db.session.scalar(select(Quiz.id).where(Quiz.prepared_id == prepared_id))
        assert found is not None
        return found

    def give(
        self,
        *,
        quiz: bool = True,
        days: float | None = 7,
        to: UUID | None = None,
        by: str = "rivera",
        **rules: Any,
    ) -> UUID:
        """Assign the fixed quiz, or a lesson, due in so many days."""
        due_at = None if days is None else self.now + timedelta(days=days)
        activity = {"quiz_id": self.quiz()} if quiz else {"lesson_id": LESSON}
        with unit_of_work():
            return assign(
                self.cast.actor(by),
                [to or self.cast.civics],
                **{"opens_at": self.now, "due_at": due_at, "now": self.now, **activity, **rules},
            )[0]

    def begin(self, name: str, assignment_id: UUID, **answers: Any) -> UUID:
        """Start an attempt and answer these questions only."""
        actor = self.cast.actor(name)
        with unit_of_work():
            attempt_id = start_attempt(actor, assignment_id, self.now)
        for position, question_id, _right in self._items(attempt_id):
            if question_id in answers:
                self._answer(name, attempt_id, position, answers[question_id])
        return attempt_id

    def take(self, name: str, assignment_id: UUID, **answers: Any) -> UUID:
        """Hand an attempt in; every question is right but for these answers."""
        actor = self.cast.actor(name)
        with unit_of_work():
            attempt_id = start_attempt(actor, assignment_id, self.now)
        for position, question_id, right in self._items(attempt_id):
            self._answer(name, attempt_id, position, answers.get(question_id, right))
        with unit_of_work():
            submit(actor, attempt_id, self.now)
        return attempt_id

    def hand_in(self, name: str, attempt_id: UUID) -> None:
        with unit_of_work():
            submit(self.cast.actor(name), attempt_id, self.now)

    def _answer(self, name: str, attempt_id: UUID, position: int, answer: Any) -> None:
        with unit_of_work():
            save_edits(
                self.cast.actor(name),
                attempt_id,
                "story",
                [Edit(position, answer, 0, position)],
                self.now,
            )

    def _items(self, attempt_id: UUID) -> list[tuple[int, str, Any]]:
        rows = db.session.execute(
            select(AttemptItem.position, QuestionVersion)
            .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
            .where(AttemptItem.attempt_id == attempt_id)
            .order_by(AttemptItem.position)
        ).all()
        found = []
        for position, version in rows:
            of_kind = kind(version.kind)
            body = of_kind.from_json(version.body)
            found.append((position, version.question_id, of_kind.key_response(body)))
        db.session.rollback()
        return found


WRONG: dict[str, Any] = {
    "single-1": {"choice": "wrong-1"},  # shows the belief mayor-opens
    "multiple-1": {"choices": ["wrong-2"]},
}
