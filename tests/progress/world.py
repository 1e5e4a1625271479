"""A small course and the deeds that progress hears of, without the features above it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from domain.question_kinds import kind
from domain.rescoring import Version
from domain.scoring import ScoreRule
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem, CurrentAnswer, ItemResult
from models.base import Base, new_id
from models.classes import Enrolment
from models.content import Bank, Lesson, LessonVersion, Question, QuestionVersion
from models.progress import (
    AssignmentResult,
    Evidence,
    MisconceptionShown,
    ObjectiveMastery,
    QuestionTotal,
)
from models.quizzes import Quiz
from models.reading import CheckAnswer, SectionRead
from models.reference import Course, Objective
from models.rescoring import Rescore
from models.session import db, unit_of_work
from progress import actions
from progress.marking import load_questions
from tests import factories
from tests.cast import MORNING, Cast

PROJECTIONS: tuple[type[Base], ...] = (
    ItemResult,
    AssignmentResult,
    QuestionTotal,
    MisconceptionShown,
    Evidence,
    ObjectiveMastery,
)

OBJECTIVES = ("roles", "rules", "dates")

_CHOICE = {
    "options": [
        {"id": "right", "text": "Opens the papers", "correct": True},
        {"id": "believes", "text": "Decides", "feedback": "No.", "misconception": "vp-decides"},
        {"id": "guesses", "text": "Leaves", "feedback": "No.", "misconception": "one-room"},
    ]
}
_SEVERAL = {
    "options": [
        {"id": "open", "text": "Open", "correct": True, "missed": "Opening, too."},
        {"id": "ask", "text": "Ask", "correct": True, "missed": "Asking, too."},
        {"id": "rule", "text": "Rule", "feedback": "No.", "misconception": "vp-decides"},
        {"id": "leave", "text": "Leave", "feedback": "No."},
    ]
}
ANSWERS: dict[str, list[dict[str, Any] | None]] = {
    "single_choice": [None, {"choice": "right"}, {"choice": "believes"}, {"choice": "guesses"}],
    "multiple_choice": [
        None,
        {"choices": ["open", "ask"]},
        {"choices": ["open"]},
        {"choices": ["open", "rule"]},
        {"choices": ["rule"]},
    ],
}


@dataclass
class World:
    """The course, one quiz assignment and one lesson assignment, and a clock."""

    cast: Cast
    now: datetime = MORNING
    quiz_id: UUID = field(default_factory=new_id)
    quiz_assignment: UUID = field(default_factory=new_id)
    lesson_assignment: UUID = field(default_factory=new_id)
    version_of: dict[str, UUID] = field(default_factory=dict)
    kind_of: dict[str, str] = field(default_factory=dict)
    outdated: dict[str, set[UUID]] = field(default_factory=dict)

    def wait(self, minutes: float = 1) -> None:
        self.now += timedelta(minutes=minutes)

    def start(
        self,
        person_id: UUID,
        questions: Sequence[str],
        purpose: str = "graded",
        assignment_id: UUID | None = None,
    ) -> UUID:
        """Begin an attempt with these questions."""
        if purpose == "graded":
            assignment_id = assignment_id or self.quiz_assignment
        number = 1 + len(
            db.session.scalars(
                select(Attempt.id).where(
                    Attempt.person_id == person_id,
                    Attempt.purpose == purpose,
                    Attempt.assignment_id == assignment_id,
                )
            ).all()
        )
        attempt = Attempt(
            id=new_id(),
            school_id=self.cast.northfield,
            person_id=person_id,
            purpose=purpose,
            assignment_id=assignment_id,
            quiz_id=self.quiz_id,
            number=number,
            state="open",
            started_at=self.now,
        )
        db.session.add(attempt)
        db.session.flush()
        for position, question_id in enumerate(questions, start=1):
            db.session.add(
                AttemptItem(
                    attempt_id=attempt.id,
                    position=position,
                    question_id=question_id,
                    question_version_id=self.version_of[question_id],
                    option_order=[],
                )
            )
        db.session.flush()
        actions.attempt_started(attempt.id)
        return attempt.id

    def answer(self, attempt_id: UUID, position: int, answer: dict[str, Any] | None) -> None:
        """Make this the current answer at the position."""
        db.session.merge(
            CurrentAnswer(
                attempt_id=attempt_id,
                position=position,
                answer=answer,
                revision=1,
                client_id="test",
                saved_at=self.now,
            )
        )
        db.session.flush()

    def submit(self, attempt_id: UUID) -> None:
        attempt = db.session.get_one(Attempt, attempt_id)
        attempt.state, attempt.submitted_at = "submitted", self.now
        actions.attempt_submitted(attempt_id)

    def take(self, person_id: UUID, answers: dict[str, dict[str, Any] | None], **more: Any) -> UUID:
        """Begin, answer and hand in."""
        attempt_id = self.start(person_id, list(answers), **more)
        for position, answer in enumerate(answers.values(), start=1):
            if answer is not None:
                self.answer(attempt_id, position, answer)
        self.submit(attempt_id)
        return attempt_id

    def reopen(self, attempt_id: UUID) -> None:
        attempt = db.session.get_one(Attempt, attempt_id)
        attempt.state, attempt.submitted_at, attempt.reopened_at = "open", None, self.now
        actions.attempt_reopened(attempt_id)

    def read(self, person_id: UUID, section_id: str) -> None:
        if db.session.get(SectionRead, (person_id, "the-count", section_id)) is None:
            db.session.add(
                SectionRead(
                    person_id=person_id,
                    lesson_id="the-count",
                    section_id=section_id,
                    school_id=self.cast.northfield,
                    read_at=self.now,
                )
            )
        actions.lesson_progressed(person_id, "the-count")

    def check(self, person_id: UUID, question_id: str, answer: dict[str, Any]) -> None:
        row = CheckAnswer(
            id=new_id(),
            school_id=self.cast.northfield,
            person_id=person_id,
            lesson_id="the-count",
            question_id=question_id,
            question_version_id=self.version_of[question_id],
            answer=answer,
            answered_at=self.now,
        )
        db.session.add(row)
        actions.check_answered(row.id)
        actions.lesson_progressed(person_id, "the-count")

    def publish(self, *sections: str) -> None:
        """Publish the lesson with these sections; a section's check is named after it."""
        numbers = db.session.scalars(select(LessonVersion.number)).all()
        version = LessonVersion(
            id=new_id(),
            lesson_id="the-count",
            language="en",
            number=len(numbers) + 1,
            content_hash=f"hash {len(numbers)}",
            title="The count",
            summary="",
            minutes=10,
            body={"sections": [_section(each) for each in sections]},
            published_at=self.now,
        )
        db.session.add(version)
        db.session.flush()
        db.session.get_one(Lesson, "the-count").current_version_id = version.id
        actions.lessons_published(["the-count"])

    def rescore(self, question_id: str, edit: Callable[[Any], None], *, never_lower: bool) -> None:
        """Correct a question, and judge every answer to it in the quiz anew."""
        old = self.version_of[question_id]
        self.version_of[question_id] = factories.new_version(question_id, self.now, edit)
        for version_id in {old, *self.outdated.setdefault(question_id, set())}:
            db.session.add(
                Rescore(
                    school_id=self.cast.northfield,
                    assignment_id=self.quiz_assignment,
                    from_version_id=version_id,
                    to_version_id=self.version_of[question_id],
                    never_lower=never_lower,
                    reason="The key was wrong.",
                    rescored_by=self.cast.rivera,
                    rescored_at=self.now,
                )
            )
        self.outdated[question_id].add(old)
        actions.question_rescored([self.quiz_assignment], question_id)

    def answers_to(self, question_id: str) -> list[dict[str, Any] | None]:
        """The answers that the question takes now."""
        version_id = self.version_of[question_id]
        version = Version(version_id, *load_questions([version_id])[version_id])
        return [each for each in ANSWERS[self.kind_of[question_id]] if version.can_read(each)]

    def score_by(self, rule: ScoreRule, assignment_id: UUID | None = None) -> None:
        assignment = db.session.get_one(Assignment, assignment_id or self.quiz_assignment)
        assignment.score_rule = rule.value
        actions.assignment_changed(assignment.id)


def _section(section_id: str) -> dict[str, Any]:
    return {
        "id": section_id,
        "title": section_id.title(),
        "blocks": [
            {"type": "prose", "html": "<p>Text.</p>"},
            {"type": "check", "question_id": f"check-{section_id}"},
        ],
    }


def stored() -> dict[str, list[dict[str, Any]]]:
    """Return every row of every projection, in the order of their keys.

    Totals that came down to nothing are left out: they say what no total says.
    """
    found = {}
    for table in PROJECTIONS:
        columns = table.__table__.columns
        keys = list(table.__table__.primary_key)
        rows = db.session.execute(select(*columns).order_by(*keys)).mappings()
        found[str(table.__tablename__)] = [dict(row) for row in rows if row.get("asked") != 0]
    return found


def build(cast: Cast) -> World:
    """Write the course and the two assignments for Mr. Rivera's class."""
    world = World(cast)
    now = world.now - timedelta(days=1)
    with unit_of_work():
        db.session.add(
            Course(id="civics", title="Civics", summary="", language="en", content_hash="x")
        )
        db.session.flush()
        for position, each in enumerate(OBJECTIVES):
            db.session.add(
                Objective(
                    id=each, course_id="civics", lesson_id="the-count", text=each, position=position
                )
            )
        db.session.add(Lesson(id="the-count", course_id="civics", position=1))
        db.session.flush()
        db.session.add(
            Bank(id="bank", course_id="civics", lesson_id="the-count", title="Bank", position=1)
        )
        db.session.add(
            Quiz(
                id=world.quiz_id,
                course_id="civics",
                prepared_id="quiz",
                title="Quiz",
                summary="",
                created_at=now,
            )
        )
        db.session.flush()
        for number in range(12):
            _add_question(world, f"q{number}", OBJECTIVES[number % 3], number, now)
        for section in ("opening", "reading", "closing"):
            _add_question(world, f"check-{section}", "roles", 0, now)
        _assign(world, now)
        for place in db.session.scalars(select(Enrolment)):
            place.enrolled_at = world.now - timedelta(days=20)
    with unit_of_work():
        world.publish("opening", "reading")
    return world


def _assign(world: World, now: datetime) -> None:
    """Assign the quiz and the lesson to Mr. Rivera's class."""
    cast = world.cast
    world.quiz_assignment = factories.assignment(
        cast.northfield, cast.civics, cast.rivera, now, quiz_id=world.quiz_id, title="Quiz"
    )
    world.lesson_assignment = factories.assignment(
        cast.northfield, cast.civics, cast.rivera, now, lesson_id="the-count", title="The count"
    )


def _add_question(
    world: World, question_id: str, objective: str, number: int, now: datetime
) -> None:
    is_check = question_id.startswith("check")
    kind_name, raw = (
        ("single_choice", _CHOICE) if number % 2 == 0 else ("multiple_choice", _SEVERAL)
    )
    its_kind = kind(kind_name)
    version_id = new_id()
    db.session.add(
        Question(
            id=question_id,
            course_id="civics",
            bank_id=None if is_check else "bank",
            lesson_id="the-count" if is_check else None,
            use="check" if is_check else "graded",
            position=number,
            current_version_id=version_id,
        )
    )
    db.session.flush()
    db.session.add(
        QuestionVersion(
            id=version_id,
            question_id=question_id,
            language="en",
            number=1,
            content_hash=question_id,
            change="first",
            kind=kind_name,
            stem_html="<p>Who?</p>",
            stem_text="Who?",
            body=its_kind.to_json(its_kind.parse(raw)),
            explanation_html="",
            objective_id=objective,
            level="recall",
            trace_lesson_id="the-count",
            trace_sentence_id="s1",
            facts=[],
            published_at=now,
        )
    )
    world.version_of[question_id] = version_id
    world.kind_of[question_id] = kind_name
