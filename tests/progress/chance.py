"""Who, what and when, by chance: what the deeds of a random story are made of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from domain.access import ClosingPolicy, FeedbackPolicy, LatePolicy
from domain.errors import NotFound
from domain.question_kinds import kind
from domain.scoring import ScoreRule
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem
from models.content import QuestionVersion
from models.session import db
from tests.classes.classroom import Classroom

STUDENTS = ("maya", "jonas", "priya", "leo")

_OTHER_ANSWERS: dict[str, list[Any]] = {
    "single_choice": [{"choice": "wrong-1"}, {"choice": "wrong-2"}],
    "multiple_choice": [{"choices": ["right-1"]}, {"choices": ["right-1", "wrong-1"]}],
    "short_text": [{"text": "the modreator"}, {"text": "the mayor"}],
    "cloze": [{"gaps": {"chosen": "right", "typed": "Secnod"}}],
    "open_response": [{"text": "One line.\nAnother line."}],
}


@dataclass
class Chance:
    """Draws from what the classroom has by now; raises NotFound where there is nothing yet."""

    room: Classroom
    random: Random

    def _rules(self) -> dict[str, Any]:
        choice = self.random.choice
        due_at = choice([None, self.room.now + timedelta(hours=self.random.randint(1, 40))])
        closes_at = choice([None, (due_at or self.room.now) + timedelta(hours=20)])
        late_policy = choice([*LatePolicy, LatePolicy.TAKE_OFF])
        return {
            "due_at": due_at,
            "closes_at": closes_at,
            "attempts_allowed": choice([None, 2, 3]),
            "feedback_policy": choice(list(FeedbackPolicy)),
            "score_rule": choice(list(ScoreRule)),
            "time_limit_minutes": choice([None, None, 45]),
            "closing_policy": choice(list(ClosingPolicy)),
            "late_policy": late_policy,
            "late_percent": choice([10, 20]) if late_policy is LatePolicy.TAKE_OFF else 0,
        }

    def _times(self) -> dict[str, Any]:
        due_at = self.room.now + timedelta(hours=self.random.randint(-20, 40))
        return {
            "due_at": self.random.choice([None, due_at]),
            "closes_at": self.random.choice([None, due_at + timedelta(hours=20)]),
            "time_limit_minutes": self.random.choice([None, 5, 90]),
        }

    def _answers(self, attempt_id: UUID) -> list[tuple[int, Any]]:
        """Answers to most of an attempt's questions: none, the right one, or another."""
        asked = db.session.execute(
            select(AttemptItem.position, QuestionVersion)
            .join(QuestionVersion, QuestionVersion.id == AttemptItem.question_version_id)
            .where(AttemptItem.attempt_id == attempt_id)
            .order_by(AttemptItem.position)
        ).all()
        answers = []
        for position, version in asked:
            right = right_answer(version)
            others = _OTHER_ANSWERS.get(version.kind, ())
            answers.append((position, self.random.choice([None, right, right, *others])))
        return [each for each in answers if self.random.random() < 0.8]

    def _one(self, found: Collection[Any]) -> Any:
        if not found:
            raise NotFound
        return self.random.choice(list(found))

    def _assignments(self, *scope: Any) -> list[Any]:
        columns = Assignment.id, Assignment.class_id
        return list(db.session.execute(select(*columns).where(*scope).order_by(Assignment.id)))

    def _assignment(self) -> Any:
        return self._one(self._assignments())

    def _attempts(self, **facts: Any) -> list[Row[Any]]:
        columns = Attempt.id, Attempt.person_id, Attempt.assignment_id
        statement = select(*columns).filter_by(**facts).order_by(Attempt.started_at, Attempt.id)
        return list(db.session.execute(statement))

    def _attempt(self, **facts: Any) -> Any:
        return self._one(self._attempts(**facts))

    def _somebody(self) -> Any:
        return self.room.cast.actor(self.random.choice(STUDENTS))

    def _actor(self, person_id: UUID) -> Any:
        actors = [self.room.cast.actor(name) for name in STUDENTS]
        return next(each for each in actors if each.person_id == person_id)

    def _class(self) -> tuple[UUID, Any]:
        """Mostly Mr. Rivera's class, with its teacher."""
        cast = self.room.cast
        civics, history = (cast.civics, cast.actor("rivera")), (cast.history, cast.actor("chen"))
        return self.random.choice([civics, civics, history])

    def _teacher(self, assignment: Any) -> Any:
        is_civics = assignment.class_id == self.room.cast.civics
        return self.room.cast.actor("rivera" if is_civics else "chen")

    def _marker(self, attempt: Any) -> Any:
        return self._teacher(self._assignments(Assignment.id == attempt.assignment_id)[0])


def right_answer(version: QuestionVersion) -> Any:
    """The answer that a version of a question takes for right."""
    of_kind = kind(version.kind)
    return of_kind.key_response(of_kind.from_json(version.body))
