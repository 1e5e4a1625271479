"""Versions of questions as teachers read them: each with its key, its feedback and its trace."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, select

from domain.question_kinds.base import Choice, Meaning, Response
from models.content import Lesson, LessonVersion, QuestionVersion
from models.content import Question as QuestionIdentity
from models.reference import Fact, Misconception, Objective, Source
from models.session import db
from quizzes.queries.questions import QUESTION_COLUMNS, Question, question_of


@dataclass(frozen=True, slots=True)
class FactSource:
    """Where a fact is taken from; `at` is the place in the document."""

    title: str
    publisher: str
    date: str
    at: str


@dataclass(frozen=True, slots=True)
class TracedFact:
    """A fact behind a key, with its sources."""

    id: str
    text: str
    period: str
    sources: tuple[FactSource, ...]


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """Which version it is, since when, and what it changed: first, wording, meaning or key."""

    id: UUID
    number: int
    change: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A version of a question with everything a teacher may know about it.

    `number` is its place in the bank, `earlier` what it said before, newest first.
    """

    number: int
    version: VersionFacts
    id: str
    question: Question
    use: str
    level: str
    objective: str
    choices: tuple[Choice, ...]
    key: Response
    meanings: tuple[Meaning, ...]
    beliefs: Mapping[str, str]  # misconception id -> the belief in plain words
    explanation_html: str
    lesson_id: str
    lesson_title: str
    sentence_id: str
    sentence: str
    facts: tuple[TracedFact, ...]
    law_from: str | None
    law_until: str | None
    earlier: tuple["WrittenQuestion", ...] = ()

    @property
    def kind(self) -> str:
        return self.question.kind.name

    @property
    def texts(self) -> dict[str, str]:
        """Each choice's text by its id."""
        return {choice.id: choice.text for choice in self.choices}


@dataclass(frozen=True, slots=True)
class _Trace:
    """What keys of a course rest on, read once for all of its questions."""

    lessons: Mapping[str, tuple[str, Mapping[str, str]]]
    facts: Mapping[str, TracedFact]
    beliefs: Mapping[str, str]


def read_versions(*scope: ColumnElement[bool]) -> dict[str, WrittenQuestion]:
    """Return questions by id in the bank's order: what each says now, with what it said before."""
    rows = db.session.execute(
        select(
            QuestionIdentity.id,
            QuestionIdentity.use,
            QuestionIdentity.course_id,
            QuestionIdentity.current_version_id,
            Objective.text.label("objective"),
            QuestionVersion.id.label("version_id"),
            QuestionVersion.number,
            QuestionVersion.change,
            QuestionVersion.published_at,
            QuestionVersion.explanation_html,
            QuestionVersion.level,
            QuestionVersion.facts,
            QuestionVersion.law_from,
            QuestionVersion.law_until,
            QuestionVersion.trace_lesson_id,
            QuestionVersion.trace_sentence_id,
            *QUESTION_COLUMNS,
        )
        .join(QuestionVersion, QuestionVersion.question_id == QuestionIdentity.id)
        .join(Objective, Objective.id == QuestionVersion.objective_id)
        .where(*scope)
        .order_by(
            QuestionIdentity.position,
            QuestionIdentity.id,
            QuestionVersion.number.desc(),
            QuestionVersion.published_at.desc(),
        )
    ).all()
    trace = _trace_of(rows)
    now = [row for row in rows if row.version_id == row.current_version_id]
    before = [row for row in rows if row.version_id != row.current_version_id]
    return {
        row.id: replace(
            _question(number, row, trace),
            earlier=tuple(_question(number, old, trace) for old in before if old.id == row.id),
        )
        for number, row in enumerate(now, start=1)
    }


def _trace_of(rows: Collection[Row[*tuple[Any, ...]]]) -> _Trace:
    course_ids = {row.course_id for row in rows}
    return _Trace(
        lessons=lesson_texts({row.trace_lesson_id for row in rows}),
        facts=_facts(course_ids, {fact for row in rows for fact in row.facts}),
        beliefs=_beliefs(course_ids),
    )


def _question(number: int, row: Row[*tuple[Any, ...]], trace: _Trace) -> WrittenQuestion:
    question = question_of(row)
    kind, body = question.kind, question.body
    lesson_title, sentences = trace.lessons.get(row.trace_lesson_id, ("", {}))
    return WrittenQuestion(
        number=number,
        version=VersionFacts(row.version_id, row.number, row.change, row.published_at),
        id=row.id,
        question=question,
        use=row.use,
        level=row.level,
        objective=row.objective,
        choices=kind.choices(body),
        key=kind.key_response(body),
        meanings=kind.meanings(body),
        beliefs={
            slug: trace.beliefs[slug] for slug in kind.misconceptions(body) if slug in trace.beliefs
        },
        explanation_html=row.explanation_html,
        lesson_id=row.trace_lesson_id,
        lesson_title=lesson_title,
        sentence_id=row.trace_sentence_id,
        sentence=sentences.get(row.trace_sentence_id, ""),
        facts=tuple(trace.facts[fact] for fact in row.facts if fact in trace.facts),
        law_from=row.law_from,
        law_until=row.law_until,
    )


def lesson_texts(lesson_ids: Collection[str]) -> dict[str, tuple[str, dict[str, str]]]:
    """Each lesson's title and its cited sentences by id."""
    rows = db.session.execute(
        select(Lesson.id, LessonVersion.title, LessonVersion.body)
        .join(LessonVersion, LessonVersion.id == Lesson.current_version_id)
        .where(Lesson.id.in_(lesson_ids))
    )
    return {
        lesson_id: (title, {each: s["text"] for each, s in body["sentences"].items()})
        for lesson_id, title, body in rows
    }


def _facts(course_ids: Collection[str], fact_ids: Collection[str]) -> dict[str, TracedFact]:
    facts = db.session.scalars(
        select(Fact).where(Fact.course_id.in_(course_ids), Fact.id.in_(fact_ids))
    ).all()
    cited = {place["source"] for fact in facts for place in fact.sources}
    sources = {
        source.id: source
        for source in db.session.scalars(
            select(Source).where(Source.course_id.in_(course_ids), Source.id.in_(cited))
        )
    }
    return {
        fact.id: TracedFact(
            fact.id,
            fact.text,
            fact.period,
            tuple(
                FactSource(source.title, source.publisher, source.date, place.get("at", ""))
                for place in fact.sources
                if (source := sources.get(place["source"])) is not None
            ),
        )
        for fact in facts
    }


def _beliefs(course_ids: Collection[str]) -> dict[str, str]:
    rows = db.session.execute(
        select(Misconception.id, Misconception.belief).where(
            Misconception.course_id.in_(course_ids)
        )
    )
    return {row.id: row.belief for row in rows}
