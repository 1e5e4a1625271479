"""What a student knows: mastery of each objective with its figures, and beliefs to put right.

Answers that must not be shown yet count nowhere here: "1 of your last 2 right" on a goal that a
quiz asks about once or twice would tell which of them were right.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import Row, select

from domain.beliefs import Belief, Occasion, beliefs_held
from domain.mastery import Evidence, MasteryState, mastery
from domain.people import Actor
from models import progress
from models.assignments import Assignment
from models.attempts import Attempt, AttemptItem, ItemResult
from models.content import Lesson, LessonVersion, Question, QuestionVersion
from models.quizzes import Quiz
from models.reading import CheckAnswer
from models.reference import Objective
from models.session import db
from progress.marking import load_questions, mark
from progress.queries.beliefs import BeliefWords, belief_words
from progress.queries.practice import OpenPractice, open_practice
from progress.queries.work import Piece, my_work

_Figures: TypeAlias = tuple[MasteryState, int, int]

_NOTHING_SHOWN: _Figures = (MasteryState.NOT_STARTED, 0, 0)


@dataclass(frozen=True, slots=True)
class ObjectiveLine:
    """An objective, the lesson that teaches it, and how the student stands with it.

    `right` of the last `considered` first answers were right.
    """

    id: str
    text: str
    lesson_id: str
    lesson_title: str
    sentence_id: str | None  # in that lesson, where the teaching of it begins
    state: MasteryState
    right: int
    considered: int


@dataclass(frozen=True, slots=True)
class BeliefLine:
    """A misconception the student showed, in plain words, and where it is put right."""

    belief: str
    truth: str
    times: int
    last_shown_at: datetime
    remains: bool
    repair_lesson_id: str | None
    repair_lesson_title: str | None
    repair_section_id: str | None


@dataclass(frozen=True, slots=True)
class LessonGoals:
    """A lesson and its objectives, in the lesson's order."""

    lesson_id: str
    title: str
    goals: tuple[ObjectiveLine, ...]

    @property
    def is_begun(self) -> bool:
        """Whether anything was answered about it."""
        return any(goal.considered for goal in self.goals)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The student's progress page."""

    objectives: tuple[ObjectiveLine, ...]
    beliefs: tuple[BeliefLine, ...]
    results: tuple[Piece, ...]
    awaits_release: bool
    practice: tuple[OpenPractice, ...]

    def count(self, state: MasteryState) -> int:
        return sum(line.state == state for line in self.objectives)

    @property
    def revisit(self) -> tuple[ObjectiveLine, ...]:
        """What to look at again."""
        return _to_revisit(self.objectives)

    @property
    def lessons(self) -> tuple[LessonGoals, ...]:
        """The objectives by lesson, in the course's order."""
        grouped = groupby(self.objectives, key=lambda line: (line.lesson_id, line.lesson_title))
        return tuple(LessonGoals(*lesson, tuple(goals)) for lesson, goals in grouped)


@dataclass(frozen=True, slots=True)
class StudentKnowledge:
    """What a teacher sees of what a student knows: nothing waits for its release."""

    objectives: tuple[ObjectiveLine, ...]
    beliefs: tuple[BeliefLine, ...]


def knowledge(actor: Actor, now: datetime) -> Knowledge:
    """Return what the actor knows and did, in a fixed number of statements."""
    work = my_work(actor, now)
    results = [piece for piece in work if piece.finished_at is not None]
    return Knowledge(
        objectives=_own_objectives(actor, work),
        beliefs=_beliefs(actor.person_id, _released(work)),
        results=tuple(sorted(results, key=lambda piece: piece.finished_at or now, reverse=True)),
        awaits_release=any(piece.feedback and not piece.feedback.answers for piece in results),
        practice=open_practice(actor),
    )


def student_knowledge(person_id: UUID, assignment_ids: Sequence[UUID]) -> StudentKnowledge:
    """Return what a student knows and what these assignments showed; the caller may see it."""
    return StudentKnowledge(
        objectives=_objectives(person_id, assignment_ids, _stored(person_id)),
        beliefs=_beliefs(person_id, assignment_ids),
    )


def revisit(actor: Actor, work: Sequence[Piece]) -> tuple[ObjectiveLine, ...]:
    """Return the objectives that the actor should look at again."""
    return _to_revisit(_own_objectives(actor, work))


def _to_revisit(lines: Iterable[ObjectiveLine]) -> tuple[ObjectiveLine, ...]:
    return tuple(line for line in lines if line.state is MasteryState.REVISIT)


def _released(work: Sequence[Piece]) -> set[UUID]:
    """Return the quizzes of which may be told what was right."""
    return {piece.assignment_id for piece in work if piece.feedback and piece.feedback.answers}


def _own_objectives(actor: Actor, work: Sequence[Piece]) -> tuple[ObjectiveLine, ...]:
    known = _mastery(actor.person_id, _released(work))
    return _objectives(actor.person_id, [piece.assignment_id for piece in work], known)


def _objectives(
    person_id: UUID, assignment_ids: Sequence[UUID], known: Mapping[str, _Figures]
) -> tuple[ObjectiveLine, ...]:
    """Return every objective of the courses that the person works on, in the course's order."""
    teaching = _taught_at()
    rows = db.session.execute(
        select(Objective.id, Objective.text, Objective.lesson_id, LessonVersion.title)
        .join(Lesson, Lesson.id == Objective.lesson_id)
        .join(LessonVersion, LessonVersion.id == Lesson.current_version_id)
        .where(Objective.course_id.in_(_courses(person_id, assignment_ids)))
        .order_by(Objective.course_id, Lesson.position, Objective.position, Objective.id)
    )
    return tuple(
        ObjectiveLine(
            row.id,
            row.text,
            row.lesson_id,
            row.title,
            teaching.get(row.id),
            *known.get(row.id, _NOTHING_SHOWN),
        )
        for row in rows
    )


def _taught_at() -> dict[str, str]:
    """Return for each objective a sentence of its lesson that a key on it rests on.

    The questions inside the lesson come first: each stands in the section that it asks about.
    """
    rows = db.session.execute(
        select(QuestionVersion.objective_id, QuestionVersion.trace_sentence_id)
        .join(Question, Question.current_version_id == QuestionVersion.id)
        .join(Objective, Objective.id == QuestionVersion.objective_id)
        .where(
            QuestionVersion.trace_lesson_id == Objective.lesson_id, Question.archived_at.is_(None)
        )
        .order_by(Question.use != "check", Question.position, Question.id)
    )
    found: dict[str, str] = {}
    for objective_id, sentence_id in rows:
        found.setdefault(objective_id, sentence_id)
    return found


def _courses(person_id: UUID, ids: Sequence[UUID]) -> Any:
    lessons = (
        select(Lesson.course_id)
        .join(Assignment, Assignment.lesson_id == Lesson.id)
        .where(Assignment.id.in_(ids))
    )
    quizzes = (
        select(Quiz.course_id)
        .join(Assignment, Assignment.quiz_id == Quiz.id)
        .where(Assignment.id.in_(ids))
    )
    shown = (
        select(Objective.course_id)
        .join(progress.Evidence, progress.Evidence.objective_id == Objective.id)
        .where(progress.Evidence.person_id == person_id)
    )
    return lessons.union(quizzes, shown)


def _mastery(person_id: UUID, released: Collection[UUID]) -> dict[str, _Figures]:
    """Return mastery by objective; what rests on quizzes not `released` is worked out without."""
    hidden = set(
        db.session.scalars(
            select(AttemptItem.question_id)
            .join(Attempt, Attempt.id == AttemptItem.attempt_id)
            .where(
                Attempt.person_id == person_id,
                Attempt.purpose == "graded",
                Attempt.state == "submitted",
                Attempt.assignment_id.not_in(released),
            )
        )
    )
    return _without(person_id, hidden) if hidden else _stored(person_id)


def _stored(person_id: UUID) -> dict[str, _Figures]:
    stored = progress.ObjectiveMastery
    return {
        row.objective_id: (MasteryState(row.state), row.right, row.considered)
        for row in db.session.execute(
            select(stored.objective_id, stored.state, stored.right, stored.considered).where(
                stored.person_id == person_id
            )
        )
    }


def _without(person_id: UUID, hidden: Collection[str]) -> dict[str, _Figures]:
    evidence = progress.Evidence
    shown: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in db.session.execute(
        select(evidence.objective_id, evidence.question_id, evidence.is_right, evidence.at).where(
            evidence.person_id == person_id,
            evidence.is_right.is_not(None),
            evidence.question_id.not_in(hidden),
        )
    ):
        shown[row.objective_id].append(
            Evidence(row.question_id, bool(row.is_right), row.at, row.question_id)
        )
    found = {objective_id: mastery(responses) for objective_id, responses in shown.items()}
    return {key: (each.state, each.right, each.considered) for key, each in found.items()}


def _beliefs(person_id: UUID, shown_in: Collection[UUID]) -> tuple[BeliefLine, ...]:
    """Return the beliefs that the person showed in these assignments, in practice and in checks."""
    held = {each.misconception: each for each in beliefs_held(_occasions(person_id, shown_in))}
    words = belief_words(held)
    return tuple(_belief_line(held[name], words[name]) for name in held if name in words)


def _belief_line(held: Belief, words: BeliefWords) -> BeliefLine:
    return BeliefLine(
        belief=words.belief,
        truth=words.truth,
        times=held.times,
        last_shown_at=held.last_shown_at,
        remains=held.remains,
        repair_lesson_id=words.repair_lesson_id,
        repair_lesson_title=words.repair_lesson_title,
        repair_section_id=words.repair_section_id,
    )


def _occasions(person_id: UUID, shown_in: Collection[UUID]) -> Iterable[Occasion]:
    items = _marked_items(person_id, shown_in)
    checks = _checks(person_id)
    questions = load_questions({row.question_version_id for row in (*items, *checks)})
    could_show = {
        version_id: its_kind.misconceptions(body)
        for version_id, (its_kind, body) in questions.items()
    }
    for row in items:
        shown = tuple(row.misconceptions)
        yield Occasion(row.submitted_at, could_show[row.question_version_id], shown, row.is_right)
    for row in checks:
        graded = mark(questions[row.question_version_id], row.answer)
        could = could_show[row.question_version_id]
        yield Occasion(row.answered_at, could, graded.misconceptions, graded.is_right)


def _marked_items(person_id: UUID, assignment_ids: Collection[UUID]) -> Sequence[Row[Any]]:
    return db.session.execute(
        select(
            Attempt.submitted_at,
            ItemResult.question_version_id,
            ItemResult.is_right,
            ItemResult.misconceptions,
        )
        .join(ItemResult, ItemResult.attempt_id == Attempt.id)
        .where(
            Attempt.person_id == person_id,
            Attempt.state == "submitted",
            (Attempt.purpose == "practice")
            | ((Attempt.purpose == "graded") & Attempt.assignment_id.in_(assignment_ids)),
        )
    ).all()


def _checks(person_id: UUID) -> Sequence[Row[Any]]:
    return db.session.execute(
        select(CheckAnswer.answered_at, CheckAnswer.question_version_id, CheckAnswer.answer).where(
            CheckAnswer.person_id == person_id
        )
    ).all()
