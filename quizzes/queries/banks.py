"""Banks as teachers see them: every question with its key, its feedback and its trace."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select

from domain.errors import NotFound
from domain.people import Actor
from domain.question_kinds.base import Choice, Meaning, Response
from models.content import Bank, Lesson, LessonVersion, QuestionVersion
from models.content import Question as QuestionIdentity
from models.reference import Course, Fact, Misconception, Objective, Source
from models.session import db
from quizzes.queries.library import may_see_banks
from quizzes.queries.questions import QUESTION_COLUMNS, Question, question_of


@dataclass(frozen=True, slots=True)
class BankSummary:
    """A bank in a list."""

    id: str
    title: str
    course_title: str
    lesson_title: str | None
    graded_count: int
    practice_count: int


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
class BankQuestion:
    """A question with everything a teacher may know about it."""

    number: int
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

    @property
    def kind(self) -> str:
        return self.question.kind.name

    @property
    def texts(self) -> dict[str, str]:
        """Each choice's text by its id."""
        return {choice.id: choice.text for choice in self.choices}


@dataclass(frozen=True, slots=True)
class BankPage:
    """A bank with its questions in written order."""

    id: str
    title: str
    lesson_id: str | None
    lesson_title: str | None
    questions: tuple[BankQuestion, ...]


def bank_list(actor: Actor) -> tuple[BankSummary, ...]:
    """Every bank, in course order; empty for somebody who may not see banks."""
    if not may_see_banks(actor):
        return ()
    rows = db.session.execute(
        select(Bank.id, Bank.title, Course.title.label("course_title"), LessonVersion.title)
        .join(Course, Course.id == Bank.course_id)
        .outerjoin(Lesson, Lesson.id == Bank.lesson_id)
        .outerjoin(LessonVersion, LessonVersion.id == Lesson.current_version_id)
        .where(Bank.archived_at.is_(None))
        .order_by(Course.position, Bank.position, Bank.id)
    ).all()
    counts = _counts()
    return tuple(
        BankSummary(
            bank_id,
            title,
            course_title,
            lesson_title,
            counts.get((bank_id, "graded"), 0),
            counts.get((bank_id, "practice"), 0),
        )
        for bank_id, title, course_title, lesson_title in rows
    )


def bank_page(actor: Actor, bank_id: str) -> BankPage:
    """A bank with all of its questions; raises NotFound."""
    bank = require_bank(actor, bank_id)
    rows = db.session.execute(
        select(
            QuestionIdentity.id,
            QuestionIdentity.use,
            Objective.text.label("objective"),
            QuestionVersion.explanation_html,
            QuestionVersion.level,
            QuestionVersion.facts,
            QuestionVersion.law_from,
            QuestionVersion.law_until,
            QuestionVersion.trace_lesson_id,
            QuestionVersion.trace_sentence_id,
            *QUESTION_COLUMNS,
        )
        .join(QuestionVersion, QuestionVersion.id == QuestionIdentity.current_version_id)
        .join(Objective, Objective.id == QuestionVersion.objective_id)
        .where(QuestionIdentity.bank_id == bank_id, QuestionIdentity.archived_at.is_(None))
        .order_by(QuestionIdentity.position)
    ).all()
    lessons = _lessons({row.trace_lesson_id for row in rows} | {bank.lesson_id or ""})
    facts = _facts(bank.course_id, {fact for row in rows for fact in row.facts})
    beliefs = _beliefs(bank.course_id)
    home = lessons.get(bank.lesson_id or "")
    return BankPage(
        id=bank.id,
        title=bank.title,
        lesson_id=bank.lesson_id if home else None,
        lesson_title=home[0] if home else None,
        questions=tuple(
            _question(number, row, lessons, facts, beliefs)
            for number, row in enumerate(rows, start=1)
        ),
    )


def require_bank(actor: Actor, bank_id: str) -> Bank:
    """The bank's row, if the actor may see it; raises NotFound."""
    bank = db.session.get(Bank, bank_id)
    if bank is None or bank.archived_at is not None or not may_see_banks(actor):
        raise NotFound
    return bank


def _counts() -> dict[tuple[str, str], int]:
    rows = db.session.execute(
        select(QuestionIdentity.bank_id, QuestionIdentity.use, func.count())
        .where(QuestionIdentity.bank_id.is_not(None), QuestionIdentity.archived_at.is_(None))
        .group_by(QuestionIdentity.bank_id, QuestionIdentity.use)
    )
    return {(bank_id or "", use): count for bank_id, use, count in rows}


def _question(
    number: int,
    row: Row[*tuple[Any, ...]],
    lessons: Mapping[str, tuple[str, Mapping[str, str]]],
    facts: Mapping[str, TracedFact],
    beliefs: Mapping[str, str],
) -> BankQuestion:
    question = question_of(row)
    kind, body = question.kind, question.body
    lesson_title, sentences = lessons.get(row.trace_lesson_id, ("", {}))
    return BankQuestion(
        number=number,
        id=row.id,
        question=question,
        use=row.use,
        level=row.level,
        objective=row.objective,
        choices=kind.choices(body),
        key=kind.key_response(body),
        meanings=kind.meanings(body),
        beliefs={slug: beliefs[slug] for slug in kind.misconceptions(body) if slug in beliefs},
        explanation_html=row.explanation_html,
        lesson_id=row.trace_lesson_id,
        lesson_title=lesson_title,
        sentence_id=row.trace_sentence_id,
        sentence=sentences.get(row.trace_sentence_id, ""),
        facts=tuple(facts[fact] for fact in row.facts if fact in facts),
        law_from=row.law_from,
        law_until=row.law_until,
    )


def _lessons(lesson_ids: Collection[str]) -> dict[str, tuple[str, dict[str, str]]]:
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


def _facts(course_id: str, fact_ids: Collection[str]) -> dict[str, TracedFact]:
    facts = db.session.scalars(
        select(Fact).where(Fact.course_id == course_id, Fact.id.in_(fact_ids))
    ).all()
    cited = {place["source"] for fact in facts for place in fact.sources}
    sources = {
        source.id: source
        for source in db.session.scalars(
            select(Source).where(Source.course_id == course_id, Source.id.in_(cited))
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


def _beliefs(course_id: str) -> dict[str, str]:
    rows = db.session.execute(
        select(Misconception.id, Misconception.belief).where(Misconception.course_id == course_id)
    )
    return {row.id: row.belief for row in rows}
